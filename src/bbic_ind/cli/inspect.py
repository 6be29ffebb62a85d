"""``bbic-ind inspect``: tell what is seen of an export before anything is computed."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import doing, show, tell
from bbic_ind.errors import Exit


def inspect(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    profile: options.Profile = None,
    indicators: options.Indicators = None,
    extracted: options.Extracted = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=said("Visa som text eller json.", "Show as text or json."),
        ),
    ] = "text",
    lang: options.Lang = LANG,
    verbose: options.Verbose = False,
) -> int:
    """Give the exit code, having told what was seen."""
    from bbic_ind.cli import inspecting  # noqa: PLC0415 - slow to load, see compute

    parsing.one_of("--format", [format_], inspecting.FORMATS)
    with doing(inspecting.READING(lang)):
        seen = inspecting.seen(tuple(source or ()), parsing.words(indicators), profile, extracted)
    show(inspecting.told(seen, format_, lang, every_finding=verbose))
    if format_ == "text":
        tell(inspecting.next_step(seen)(lang))
    return Exit.DONE
