"""The report of the made-up municipality, and of a pack from quite another domain."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import html

from bbic_ind.cli.computing import Order, computed, plan
from bbic_ind.disclosure.profile import DEFAULT
from bbic_ind.output.report.as_docx import write_docx
from bbic_ind.output.report.as_html import html as as_html
from bbic_ind.output.report.as_markdown import markdown
from bbic_ind.output.report.build import build
from bbic_ind.output.report.document import Document
from bbic_ind.output.run import Run

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "examples" / "exempelstad"
SOURCES = (TOWN / "combine.xlsx", TOWN / "sidoblad")


@dataclass(frozen=True)
class Made:
    """A run with its report, and the report in every format."""

    run: Run
    document: Document
    html: str
    markdown: str
    docx: bytes

    @property
    def page(self):
        return html.document_fromstring(self.html)

    @property
    def word(self):
        return docx.Document(BytesIO(self.docx))


def make(order: Order, title: str = "", municipality: str = "") -> Made:
    planned = plan(order)
    run = computed(planned)
    document = build(run, planned.choice.model, title, municipality)
    word = BytesIO()
    write_docx(document, word)
    return Made(run, document, as_html(document), markdown(document), word.getvalue())


@pytest.fixture(scope="session")
def town() -> Made:
    """Exempelstad, the years that its data reaches back over, small counts hidden."""
    return make(Order(SOURCES, disclosure=DEFAULT, earlier=4), municipality="Exempelstad")


@pytest.fixture(scope="session")
def months() -> Made:
    """Two indicators by month, one with a limit of the municipality's own."""
    limits = Path(__file__).parent / "limits.yaml"
    asked = Order(
        SOURCES, ("2024-01..2025-12",), indicators=("5:3", "5:4"), limits=str(limits), lang="en"
    )
    return make(asked)


@pytest.fixture(scope="session")
def library() -> Made:
    """A pack about a library, with every kind of figure."""
    folder = ROOT / "tests" / "other_domain"
    words = (str(folder / "library"),)
    return make(Order((folder / "export",), ("2025",), indicators=words, by=("branch",)))
