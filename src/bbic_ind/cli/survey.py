"""``bbic-ind survey``: answer a survey from the sources, in its own order and words."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.disclosure import DEFAULT
from bbic_ind.errors import Fault, UsageError
from bbic_ind.texts import Text

_OUTPUT = options.output(
    "Skriv arbetsboken (.xlsx), eller med --ask filen med svaren (.yaml, .csv).",
    "Write the workbook (.xlsx), or with --ask the file of answers (.yaml, .csv).",
)
_SURVEY = said(
    "Välj enkät: ett namn eller en fil (YAML).", "Choose the survey: a name or a file (YAML)."
)
_FORM = said(
    "Fyll i någon annans formulär: en YAML-fil som säger vilken cell som ska ha vilket svar.",
    "Fill in a form of somebody else's: a YAML file that says which cell gets which answer.",
)
_ASK = said(
    "Ställ ja- och nejfrågorna här i terminalen och spara svaren som ett sidoblad.",
    "Ask the yes/no questions here in the terminal and save the answers as a side sheet.",
)
_MUNICIPALITY = said(
    "Sätt kommunens namn på försättsbladet eller i formuläret.",
    "Put the municipality's name on the front sheet or in the form.",
)


def survey(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    period: options.OnePeriod = None,
    output: Annotated[Path | None, _OUTPUT] = None,
    form: Annotated[Path | None, typer.Option("--form", metavar=options.FILE, help=_FORM)] = None,
    ask: Annotated[bool, typer.Option("--ask", help=_ASK)] = False,
    municipality: Annotated[
        str, typer.Option("--municipality", metavar=options.NAME, help=_MUNICIPALITY)
    ] = "",
    survey_: Annotated[
        str, typer.Option("--survey", metavar=options.NAME, help=_SURVEY)
    ] = "socialstyrelsen-2009",
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    disclosure: options.Disclosure = DEFAULT,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having answered and written, or asked and saved."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import computing, form_filling, interviewing, surveying  # noqa: PLC0415

    if form is not None and ask:
        raise UsageError(Fault("--ask", _ONE_THING))
    figures = computing.Order(
        sources=tuple(source or ()),
        periods=parsing.words(period),
        snapshot=snapshot,
        profile=profile,
        extracted=extracted,
        disclosure=disclosure,
        lang=lang,
    )
    order = surveying.Order(figures, output, form, municipality, survey_)
    if ask:
        return interviewing.carry_out(order)
    return form_filling.carry_out(order) if form is not None else surveying.carry_out(order)


_ONE_THING = Text(
    "går inte ihop med --form. Ställ frågorna först, och fyll sedan i formuläret med svaren "
    "bland underlagen.",
    "does not go with --form. Ask the questions first, then fill in the form with the answers "
    "among the sources.",
)
