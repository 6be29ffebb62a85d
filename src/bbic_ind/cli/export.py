"""``bbic-ind export``: write the figures as a table that another system takes in."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.disclosure import DEFAULT

_AS = said(
    "Välj tabell: kolada (nyckeltal att rapportera), values (ett tal per rad), series (över tid, "
    "med styrgränser och förändring) eller results (som resultatet).",
    "Choose the table: kolada (key figures to report), values (a number per row), series (in "
    "time, with control limits and change) or results (as the results).",
)
_OUTPUT = options.output(
    "Skriv tabellen till en fil (.csv, .parquet); kan upprepas.",
    "Write the table to a file (.csv, .parquet); may be repeated.",
)
_INDICATORS = options.indicators(
    "Välj uppsättning, mapp med definitioner eller id som 5:4; kan upprepas. Annars "
    "socialstyrelsen-2009, och till Kolada kolada.",
    "Choose a pack, a folder of definitions or an id such as 5:4; may be repeated. Otherwise "
    "socialstyrelsen-2009, and kolada for Kolada.",
)
_MUNICIPALITY = said(
    "Ange kommunens kod, till Kolada.", "Give the municipality's code, for Kolada."
)


def export(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    form: Annotated[
        str,
        typer.Option("--as", parser=str.lower, metavar=said("TABELL", "TABLE"), help=_AS),
    ] = "results",
    output: Annotated[options.Paths, _OUTPUT] = None,
    municipality: Annotated[
        str,
        typer.Option(metavar=said("KOD", "CODE"), help=_MUNICIPALITY, show_default=False),
    ] = "",
    period: options.Periods = None,
    indicators: Annotated[options.Words, _INDICATORS] = None,
    by: options.By = None,
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    disclosure: options.Disclosure = DEFAULT,
    limits: options.Limits = None,
    ci: options.Ci = False,
    lang: options.Lang = LANG,
    quiet: options.Quiet = False,
) -> int:
    """Give the exit code, having read, computed and written."""
    from bbic_ind.cli import computing, exporting  # noqa: PLC0415 - slow, see compute

    [chosen] = parsing.one_of("--as", [form], exporting.NAMES)
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
    return exporting.carry_out(order, chosen, output or (), municipality, quiet=quiet)
