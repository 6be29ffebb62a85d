"""Texts kept whole in files, so that a change of wording is seen as the reader sees it.

After a meant change: ``RENEW_GOLDEN=1 python -m pytest tests/prose tests/explain``, and
read what ``git diff`` says.
"""

import os
from pathlib import Path


def kept(path: Path, text: str) -> str:
    """What the file holds; with RENEW_GOLDEN set the text becomes what it holds."""
    if os.environ.get("RENEW_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")
