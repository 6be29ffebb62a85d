"""``bbic-ind survey``: answer a survey from the sources, in its own order and words."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said

_OUTPUT = options.output(
    "Arbetsboken att skriva (.xlsx); med --ask filen med svaren (.yaml, .csv).",
    "The workbook to write (.xlsx); with --ask the file of answers (.yaml, .csv).",
)
_SURVEY = said(
    "Enkäten: ett namn eller en fil (YAML).", "The survey: a name or a file of it (YAML)."
)
_FORM = said(
    "Fyll i någon annans formulär: en YAML-fil som säger vilken cell som ska ha vilket svar.",
    "Fill in a form of somebody else's: a YAML file that says which cell gets which answer.",
)
_ASK = said(
    "Ställ ja- och nejfrågorna här i terminalen och spara svaren som ett sidoblad.",
    "Ask the yes/no questions here in the terminal and save the answers as a side sheet.",
)
_MUNICIPALITY = said("Kommunens namn, till försättsbladet.", "The municipality, for the front.")


def survey(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    period: options.OnePeriod = None,
    output: Annotated[Path | None, _OUTPUT] = None,
    ask: Annotated[bool, typer.Option("--ask", help=_ASK)] = False,
    form: Annotated[Path | None, typer.Option("--form", metavar=options.FILE, help=_FORM)] = None,
    municipality: Annotated[
        str, typer.Option("--municipality", metavar=options.NAME, help=_MUNICIPALITY)
    ] = "",
    survey_: Annotated[
        str, typer.Option("--survey", metavar=options.NAME, help=_SURVEY)
    ] = "socialstyrelsen-2009",
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    disclosure: options.Disclosure = "kolada",
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having read, computed and written, or asked and saved."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import surveying  # noqa: PLC0415

    return surveying.carry_out(
        surveying.Order(
            sources=tuple(source or ()),
            periods=parsing.words(period),
            output=output,
            ask=ask,
            form=form,
            municipality=municipality,
            survey=survey_,
            profile=profile,
            extracted=parsing.day("--extracted", extracted),
            snapshot=snapshot,
            disclosure=disclosure,
            lang=parsing.language(lang),
        )
    )
