"""``bbic-ind check``: try the data against the rules, and tell which figures it concerns."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import on_terminal, show, tell, tell_written
from bbic_ind.errors import Exit

_FAIL_ON = said(
    "Sluta med kod 6 om något är minst så allvarligt: hindrar, fel, varning eller upplysning.",
    "Exit with code 6 if anything is at least so grave: blocks, error, warning or note.",
)
_OUTPUT = options.output(
    "Skriv arbetslistan till en fil (.xlsx, .json); kan upprepas.",
    "Write the work list to a file (.xlsx, .json); may be repeated.",
)


def check(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    period: options.OnePeriod = None,
    indicators: options.Indicators = None,
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    output: Annotated[options.Paths, _OUTPUT] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=said("Visa som text eller json.", "Show as text or json."),
        ),
    ] = "text",
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar=said("ALLVAR", "SEVERITY"), help=_FAIL_ON)
    ] = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having checked, written and shown."""
    # Imported here since polars and pydantic take longer to load than --help may take;
    # the files are read while the rest is loaded.
    from bbic_ind.sources.files import open_ahead  # noqa: PLC0415

    opening = open_ahead(source or ())

    from bbic_ind.cli import checking, computing  # noqa: PLC0415
    from bbic_ind.output.check.as_json import json  # noqa: PLC0415
    from bbic_ind.output.check.text import summary  # noqa: PLC0415
    from bbic_ind.output.files import refuse_outputs, write_vouched  # noqa: PLC0415

    order = computing.Order(
        sources=tuple(source or ()),
        periods=parsing.words(period),
        snapshot=snapshot,
        indicators=parsing.words(indicators),
        profile=profile,
        extracted=extracted,
        lang=lang,
    )
    files, limit = tuple(output or ()), checking.severity(fail_on)
    parsing.one_of("--format", [format_], ("text", "json"))
    refuse_outputs(files, checking.WRITERS, order.sources)
    inspection = checking.carry_out(order, opening)
    write_vouched(inspection, checking.WRITERS, files)
    as_text = format_ == "text"
    show(summary(inspection, bold=on_terminal()) if as_text else json(inspection))
    tell_written(files, inspection.lang)
    if not files and inspection.checkup.found:
        tell(
            said(
                "Nästa steg: lägg till --output arbetslista.xlsx för en lista att arbeta efter.",
                "Next: add --output worklist.xlsx for a list to work by.",
            )
        )
    if limit is None or not checking.fails(inspection, limit):
        return Exit.DONE
    tell(checking.refusal(inspection, limit)(inspection.lang))
    return Exit.QUALITY
