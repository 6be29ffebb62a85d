"""``bbic-ind compute``: read the sources, compute the indicators, show and write them."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.help import DISCLOSURE_HELP, LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import tell
from bbic_ind.errors import Exit

_Paths = list[Path] | None
_Words = list[str] | None
_Word = str | None

_PERIOD = said(
    "2025, 2025-Q1, 2025-T1, 2025-03 eller 2021..2025; kan upprepas. "
    "Annars det senaste år som uppgifterna täcker helt.",
    "2025, 2025-Q1, 2025-T1, 2025-03 or 2021..2025; may be repeated. "
    "Otherwise the latest year the data covers in full.",
)
_PROFILE = said(
    "Hur uttaget ska läsas: ett namn eller en fil. Annars känns det igen på rubrikerna.",
    "How to read the export: a name or a file. Otherwise recognised by its headings.",
)
_INDICATORS = said(
    "En uppsättning, en mapp med definitioner eller ett id som 5:4; kan upprepas.",
    "A pack, a folder of definitions or an id such as 5:4; may be repeated.",
)
_BY = said("Dela upp på grupper, skilda med komma.", "Break down by groups, with commas between.")
_EXTRACTED = said(
    "Dagen då uttaget gjordes. Annars den som står i uttaget.",
    "The day the export was made. Otherwise the one stated in it.",
)
_SNAPSHOT = said("Mätdag på året, månad-dag.", "The day of the year to measure, month-day.")
_OUTPUT = said(
    "Fil (.xlsx, .csv, .json, .parquet) eller mapp att skriva till; kan upprepas.",
    "File (.xlsx, .csv, .json, .parquet) or folder to write to; may be repeated.",
)
_FORMAT = said(
    "table, csv eller json på skärmen; även xlsx och parquet till en mapp.",
    "table, csv or json on screen; xlsx and parquet too into a folder.",
)
_STRICT = said(
    "Sluta med kod 6 om något i underlaget är fel eller något inte kan räknas.",
    "Exit with code 6 if anything in the data is wrong or cannot be computed.",
)
_QUIET = said(
    "Visa bara fel, och resultatet bara om det inte skrivs till fil.",
    "Show errors only, and results only where they are not written to a file.",
)


def compute(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
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
    profile: Annotated[_Word, typer.Option(metavar=said("NAMN", "NAME"), help=_PROFILE)] = None,
    indicators: Annotated[
        _Words, typer.Option(metavar=said("NAMN", "NAME"), help=_INDICATORS)
    ] = None,
    by: Annotated[_Words, typer.Option(metavar="A,B", help=_BY)] = None,
    extracted: Annotated[
        _Word, typer.Option(metavar=said("DATUM", "DATE"), help=_EXTRACTED)
    ] = None,
    snapshot: Annotated[str, typer.Option(metavar="MM-DD", help=_SNAPSHOT)] = "11-01",
    output: Annotated[
        _Paths, typer.Option("--output", "-o", metavar=said("FIL", "FILE"), help=_OUTPUT)
    ] = None,
    format_: Annotated[_Words, typer.Option("--format", metavar="FORMAT", help=_FORMAT)] = None,
    disclosure: Annotated[
        str, typer.Option(metavar=said("PROFIL", "PROFILE"), help=DISCLOSURE_HELP)
    ] = "none",
    lang: Annotated[str, typer.Option(metavar="SV|EN", help=LANG_HELP)] = LANG,
    strict: Annotated[bool, typer.Option("--strict", help=_STRICT)] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_QUIET)] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help=said("Visa alla fynd.", "Show every finding."))
    ] = False,
) -> int:
    """Give the exit code, having read, computed, written and shown."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import computing, reporting  # noqa: PLC0415
    from bbic_ind.cli.protecting import protection  # noqa: PLC0415
    from bbic_ind.output.files import targets, write, write_manifests  # noqa: PLC0415

    order = computing.Order(
        sources=tuple(source or ()),
        periods=parsing.words(period),
        snapshot=snapshot,
        indicators=parsing.words(indicators),
        by=parsing.words(by),
        profile=profile,
        extracted=parsing.day("--extracted", extracted),
        disclosure=disclosure,
        lang=parsing.language(lang),
    )
    formats = parsing.one_of("--format", parsing.words(format_), parsing.FORMATS)
    on_screen = parsing.screen_format(formats, to_files=bool(output))
    files = targets(output or (), formats, order.sources)
    run = computing.carry_out(order)
    for target in files:
        write(run, target)
    write_manifests(run, files)
    if not (quiet and files):
        reporting.show_results(run, on_screen)
    if not quiet:
        if line := protection(run.results, disclosure, run.lang, to_files=bool(files)):
            tell(line)
        reporting.tell_about(run, files, every_finding=verbose)
    if strict and reporting.is_below_standard(run):
        tell(reporting.why_below_standard(run)(run.lang))
        return Exit.QUALITY
    return Exit.DONE
