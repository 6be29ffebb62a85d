"""``bbic-ind export``: write the figures as a table that another system takes in."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.disclosure import DEFAULT

_AS = said(
    "kolada (nyckeltal att rapportera), values (ett tal per rad), series (över tid, med "
    "styrgränser och förändring) eller results (som resultatet).",
    "kolada (key figures to report), values (a number per row), series (in time, with control "
    "limits and change) or results (as the results).",
)
_OUTPUT = options.output(
    "Filen att skriva, .csv eller .parquet; kan upprepas.",
    "The file to write, .csv or .parquet; may be repeated.",
)
_MUNICIPALITY = said("Kommunens kod, till Kolada.", "The municipality's code, for Kolada.")
_CI = said("Med 95 % konfidensintervall för andelar.", "With 95% confidence intervals of shares.")


def export(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    form: Annotated[
        str,
        typer.Option("--as", parser=str.lower, metavar="KOLADA|VALUES|SERIES|RESULTS", help=_AS),
    ] = "results",
    output: Annotated[options.Paths, _OUTPUT] = None,
    municipality: Annotated[
        str,
        typer.Option(metavar=said("KOD", "CODE"), help=_MUNICIPALITY, show_default=False),
    ] = "",
    period: options.Periods = None,
    profile: options.Profile = None,
    indicators: options.Indicators = None,
    by: options.By = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    disclosure: options.Disclosure = DEFAULT,
    limits: options.Limits = None,
    ci: Annotated[bool, typer.Option("--ci", help=_CI)] = False,
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
