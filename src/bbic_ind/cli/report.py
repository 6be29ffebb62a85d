"""``bbic-ind report``: write a report of the indicators to read, print and pass on."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.disclosure import DEFAULT
from bbic_ind.errors import Exit

_OUTPUT = options.output(
    "Skriv rapporten till en fil (.html, .docx, .md); kan upprepas.",
    "Write the report to a file (.html, .docx, .md); may be repeated.",
)
_DOCX = said(
    "Skriv samma rapport som Word-dokument också.", "Write the same report as a Word document too."
)
_TITLE = said(
    "Ge rapporten en rubrik. Annars uppsättningens namn.",
    "Give the report a heading. Otherwise the name of the pack.",
)
_MUNICIPALITY = said(
    "Sätt kommunens namn ovanför rubriken.", "Put the municipality's name above the heading."
)


def report(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    output: Annotated[options.Paths, _OUTPUT] = None,
    docx: Annotated[bool, typer.Option("--docx", help=_DOCX)] = False,
    title: Annotated[str, typer.Option(metavar="TEXT", help=_TITLE, show_default=False)] = "",
    municipality: Annotated[
        str, typer.Option(metavar=options.NAME, help=_MUNICIPALITY, show_default=False)
    ] = "",
    period: options.Periods = None,
    indicators: options.Indicators = None,
    by: options.By = None,
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    disclosure: options.Disclosure = DEFAULT,
    limits: options.Limits = None,
    lang: options.Lang = LANG,
    quiet: options.Quiet = False,
) -> int:
    """Give the exit code, having read, computed and written."""
    from bbic_ind.cli import computing, report_writing  # noqa: PLC0415 - slow, see compute

    order = computing.Order(
        sources=tuple(source or ()),
        periods=parsing.words(period),
        snapshot=snapshot,
        indicators=parsing.words(indicators),
        by=parsing.words(by),
        profile=profile,
        extracted=extracted,
        disclosure=disclosure,
        limits=limits,
        lang=lang,
        earlier=report_writing.EARLIER,
    )
    places = report_writing.places(output or (), order.sources, also_docx=docx)
    report_writing.write(order, places, title, municipality, quiet=quiet)
    return Exit.DONE
