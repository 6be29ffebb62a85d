"""The loans of a library."""

import pytest


@pytest.fixture
def loans(library):
    """Arguments that compute the library's only indicator on its four loans."""
    return ["compute", library / "lån.csv", "--indicators", library, "--extracted", "2026-02-01"]
