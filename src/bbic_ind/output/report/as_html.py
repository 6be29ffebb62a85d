"""The report as one self-contained page: no script, nothing fetched from anywhere."""

from base64 import b64encode
from typing import IO, Any

from bbic_ind.output.report import document
from bbic_ind.output.report.document import Document, Figure
from bbic_ind.output.report.drawing import svg
from bbic_ind.texts import Text

_WORDS = {
    "skip": Text("Hoppa till innehållet", "Skip to the content"),
    "contents": Text("Innehåll", "Contents"),
}


def write_html(report: Document, stream: IO[bytes]) -> None:
    """Write the page, UTF-8."""
    stream.write(html(report).encode())


def html(report: Document) -> str:
    """The page as text."""
    # Imported here since the template library is an extra.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    pages = Environment(
        loader=PackageLoader("bbic_ind.output.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("page.html").render(
        report=report,
        style=_style(pages),
        kind=lambda block: type(block).__name__,
        image=lambda figure: _image(figure, report),
        is_link=lambda cell: isinstance(cell, document.Link),
        words={name: text(report.lang) for name, text in _WORDS.items()},
    )


def _style(pages: Any) -> str:
    source: str = pages.loader.get_source(pages, "page.css")[0]
    return source


def _image(figure: Figure, report: Document) -> str:
    """The chart as an address that holds the whole picture.

    A picture of its own, not elements of the page: it can have no script, and its ids
    cannot meet those of another chart.
    """
    drawn = svg(figure.chart, report.lang).encode()
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
