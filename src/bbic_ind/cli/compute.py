"""``bbic-ind compute``: read the sources, compute the indicators, show and write them."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import tell
from bbic_ind.disclosure import NONE
from bbic_ind.errors import Exit

_OUTPUT = options.output(
    "Skriv till en fil (.xlsx, .csv, .json, .parquet) eller en mapp; kan upprepas.",
    "Write to a file (.xlsx, .csv, .json, .parquet) or a folder; may be repeated.",
)
_FORMAT = said(
    "På skärmen table, csv eller json (annars table); i en mapp även xlsx och parquet.",
    "On screen table, csv or json (otherwise table); in a folder xlsx and parquet too.",
)
_STRICT = said(
    "Sluta med kod 6 om något i underlaget är fel eller något inte kan räknas.",
    "Exit with code 6 if anything in the data is wrong or cannot be computed.",
)


def compute(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    period: options.Periods = None,
    indicators: options.Indicators = None,
    by: options.By = None,
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    output: Annotated[options.Paths, _OUTPUT] = None,
    format_: Annotated[
        options.Words, typer.Option("--format", parser=str.lower, metavar="FORMAT", help=_FORMAT)
    ] = None,
    disclosure: options.Disclosure = NONE,
    limits: options.Limits = None,
    ci: options.Ci = False,
    lang: options.Lang = LANG,
    strict: Annotated[bool, typer.Option("--strict", help=_STRICT)] = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Give the exit code, having read, computed, written and shown."""
    # Imported here since polars and pydantic take longer to load than --help may take;
    # the files are read while the rest is loaded.
    from bbic_ind.sources.files import open_ahead  # noqa: PLC0415

    opening = open_ahead(source or ())

    from bbic_ind.cli import computing, reporting  # noqa: PLC0415
    from bbic_ind.cli.protecting import protection  # noqa: PLC0415
    from bbic_ind.output.files import WRITERS, targets, write_vouched  # noqa: PLC0415

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
        ci=ci,
        lang=lang,
    )
    formats = parsing.one_of("--format", parsing.words(format_), parsing.FORMATS)
    on_screen = parsing.screen_format(formats, to_files=bool(output))
    files = targets(output or (), formats, order.sources)
    run = computing.carry_out(order, opening)
    write_vouched(run, WRITERS, files)
    if not (quiet and files):
        reporting.show_results(run, on_screen)
    if not quiet:
        tell("", *protection(run.results, disclosure, run.lang, to_files=bool(files)))
        reporting.tell_about(run, files, every_finding=verbose)
    if strict and reporting.is_below_standard(run):
        tell(reporting.why_below_standard(run)(run.lang))
        return Exit.QUALITY
    return Exit.DONE
