"""``bbic-ind run``: compute and write all that a file says, with nobody watching."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import said

_FAIL_ON = said(
    "Sluta med kod 6 vid limit (utanför gränsvärdet), error eller warning (i underlaget).",
    "Exit with code 6 on limit (outside its limits), error or warning (in the data).",
)
_QUIET = said("Säg inget när allt är som det ska.", "Say nothing when all is well.")


def run(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=options.FILE,
            help=said("Körfilen (YAML).", "The run file (YAML)."),
            show_default=False,
        ),
    ],
    fail_on: Annotated[
        options.Words,
        typer.Option("--fail-on", parser=str.lower, metavar=said("VAD", "WHAT"), help=_FAIL_ON),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_QUIET)] = False,
) -> int:
    """Give the exit code, having read, computed and written."""
    from bbic_ind.cli import run_file, running  # noqa: PLC0415 - slow, see compute

    alarms = parsing.one_of("--fail-on", parsing.words(fail_on), running.ALARMS)
    return running.carry_out(run_file.load_recipe(file), alarms, quiet=quiet)
