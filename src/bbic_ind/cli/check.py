"""``bbic-ind check``: try the data against the rules, and tell which figures it concerns."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.help import LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import on_terminal, show, tell
from bbic_ind.errors import Exit

_Paths = list[Path] | None
_Words = list[str] | None
_Word = str | None

_PERIOD = said(
    "Perioden vars siffror verkan räknas på. Annars det senaste hela året.",
    "The period of the figures that effects are reckoned on. Otherwise the latest full year.",
)
_FAIL_ON = said(
    "Sluta med kod 6 vid fynd så grava: hindrar, fel, varning eller upplysning.",
    "Exit with code 6 at findings so grave: blocks, error, warning or note.",
)
_OUTPUT = said(
    "Skriv arbetslistan till en fil (.xlsx, .json); kan upprepas.",
    "Write the work list to a file (.xlsx, .json); may be repeated.",
)


def check(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: Annotated[
        _Paths,
        typer.Argument(
            metavar=said("UNDERLAG", "SOURCE"),
            help=said("Filer, mappar eller zip-filer.", "Files, folders or zip files."),
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        _Words, typer.Option("--year", "--period", metavar="PERIOD", help=_PERIOD)
    ] = None,
    profile: Annotated[
        _Word,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said("Hur uttaget ska läsas.", "How to read the export."),
        ),
    ] = None,
    indicators: Annotated[
        _Words,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said(
                "En uppsättning, en mapp med definitioner eller ett id som 5:4; kan upprepas.",
                "A pack, a folder of definitions or an id such as 5:4; may be repeated.",
            ),
        ),
    ] = None,
    extracted: Annotated[
        _Word,
        typer.Option(
            metavar=said("DATUM", "DATE"),
            help=said("Dagen då uttaget gjordes.", "The day the export was made."),
        ),
    ] = None,
    snapshot: Annotated[
        str, typer.Option(metavar="MM-DD", help=said("Mätdag på året.", "The day to measure."))
    ] = "11-01",
    output: Annotated[
        _Paths, typer.Option("--output", "-o", metavar=said("FIL", "FILE"), help=_OUTPUT)
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=said("text eller json på skärmen.", "text or json on screen."),
        ),
    ] = "text",
    fail_on: Annotated[
        _Word, typer.Option("--fail-on", metavar=said("ALLVAR", "SEVERITY"), help=_FAIL_ON)
    ] = None,
    lang: Annotated[str, typer.Option(metavar="SV|EN", help=LANG_HELP)] = LANG,
) -> int:
    """Give the exit code, having checked, written and shown."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import checking, computing  # noqa: PLC0415
    from bbic_ind.output.check.as_json import json  # noqa: PLC0415
    from bbic_ind.output.check.text import summary  # noqa: PLC0415

    order = computing.Order(
        sources=tuple(source or ()),
        periods=parsing.words(period),
        snapshot=snapshot,
        indicators=parsing.words(indicators),
        profile=profile,
        extracted=parsing.day("--extracted", extracted),
        lang=parsing.language(lang),
    )
    files, limit = tuple(output or ()), checking.severity(fail_on)
    parsing.one_of("--format", [format_], ("text", "json"))
    checking.refuse_bad_names(files)
    inspection = checking.carry_out(order)
    for path in files:
        checking.write(inspection, path)
    as_text = format_ == "text"
    show(summary(inspection, bold=on_terminal()) if as_text else json(inspection))
    for path in files:
        tell(f"{said('Skrev', 'Wrote')} {path}")
    if not files:
        tell(
            said(
                "Nästa steg: lägg till --output arbetslista.xlsx för en lista att arbeta efter.",
                "Next: add --output worklist.xlsx for a list to work by.",
            )
        )
    return Exit.QUALITY if checking.fails(inspection, limit) else Exit.DONE
