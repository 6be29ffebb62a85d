"""The program: its commands, and what happens when something goes wrong.

Heavy libraries are imported inside the commands, so that ``--help`` answers at once.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Annotated

import typer

import bbic_ind
from bbic_ind.cli.audit import audit
from bbic_ind.cli.check import check
from bbic_ind.cli.compare import compare
from bbic_ind.cli.compute import compute
from bbic_ind.cli.diff import diff
from bbic_ind.cli.explain import explain
from bbic_ind.cli.export import export
from bbic_ind.cli.help import Command, Group, usage_error
from bbic_ind.cli.inspect import inspect
from bbic_ind.cli.language import said
from bbic_ind.cli.listing import list_
from bbic_ind.cli.map import map_
from bbic_ind.cli.messages import open_streams, settle_encoding, tell_bug, tell_faults, trace
from bbic_ind.cli.options import as_given
from bbic_ind.cli.report import report
from bbic_ind.cli.run import run as run_file
from bbic_ind.cli.show import show
from bbic_ind.cli.survey import survey
from bbic_ind.cli.template import template
from bbic_ind.cli.validate import validate
from bbic_ind.cli.verify import verify
from bbic_ind.cli.windows import as_typed, settle_terminal
from bbic_ind.errors import Exit, UserError, refused_by_system

app = typer.Typer(
    name="bbic-ind",
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=False,
    invoke_without_command=True,
    help=said(
        "Räknar kvalitetsindikatorer ur verksamhetssystemens uttag.\n\n"
        "Börja med: bbic-ind compute uttag.xlsx",
        "Computes quality indicators from exports of case systems.\n\n"
        "Start with: bbic-ind compute export.xlsx",
    ),
)


def _command(name: str, run_it: Callable[..., int], sv: str, en: str) -> None:
    app.command(name, cls=Command, help=said(sv, en))(run_it)


_command(
    "compute",
    compute,
    "Läs uttag och räkna indikatorerna.",
    "Read exports and compute the indicators.",
)
_command(
    "check",
    check,
    "Granska underlaget: vad är fel, och vilka siffror kan det ändra.",
    "Check the data: what is wrong, and which figures it can change.",
)
_command(
    "survey",
    survey,
    "Besvara den årliga enkäten, eller fyll i ett formulär.",
    "Answer the yearly survey, or fill in a form.",
)
_command(
    "report",
    report,
    "Skriv en rapport att läsa, skriva ut och lämna vidare.",
    "Write a report to read, print and pass on.",
)
_command(
    "export",
    export,
    "Skriv siffrorna som en tabell till Kolada eller andra system.",
    "Write the figures as a table for Kolada or another system.",
)
_command(
    "compare",
    compare,
    "Ställ nyckeltal bredvid andra kommuners, ur filer du sparat.",
    "Set key figures beside those of others, from files you saved.",
)
_command(
    "run",
    run_file,
    "Kör det som står i en fil, för schemalagda körningar.",
    "Run what a file says, for scheduled runs.",
)
_command("list", list_, "Visa indikatorerna som kan räknas.", "Show the indicators.")
_command("show", show, "Berätta vad en indikator räknar.", "Tell what an indicator counts.")
_command(
    "explain",
    explain,
    "Förklara ett värde, eller följ ett fall genom definitionen.",
    "Explain a figure, or follow one case through the definition.",
)
_command(
    "inspect",
    inspect,
    "Visa hur ett uttag förstås, innan något räknas.",
    "Show how an export is understood, before anything is computed.",
)
_command(
    "map",
    map_,
    "Föreslå en profil för ett uttag som ingen av våra passar.",
    "Suggest a profile for an export that none of ours fits.",
)
_command(
    "template",
    template,
    "Skriv en arbetsbok att fylla i, eller att beställa uttag efter.",
    "Write a workbook to fill in, or to order an export by.",
)
_command(
    "validate",
    validate,
    "Granska definitioner, profiler och regler, med deras exempel.",
    "Check definitions, profiles and rules, with their examples.",
)

_command(
    "diff",
    diff,
    "Säg vad som flyttat mellan två uttag, och varför.",
    "Say what moved between two exports, and why.",
)
_command(
    "verify",
    verify,
    "Räkna om ett resultat ur dess körintyg och säg vad som skiljer.",
    "Compute results again from their manifest and say what differs.",
)


_command(
    "audit",
    audit,
    "Granska om resultatfiler röjer små antal, innan de lämnas ut.",
    "Try whether result files give small counts away.",
)


@app.callback()
def program(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=said("Visa versionen.", "Show the version."))
    ] = False,
) -> None:
    """Answer ``--version``, and show the help when no command is given."""
    if version:
        typer.echo(f"bbic-ind {bbic_ind.__version__}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; nothing is raised."""
    try:
        code = app(args=list(arguments), prog_name="bbic-ind", standalone_mode=False)
    except typer.TyperException as refused:
        error = usage_error(refused)
        tell_faults(error.faults)
        return error.exit_code
    except UserError as error:
        tell_faults(as_given(error.faults, arguments))
        trace(error.__cause__ or error)
        return error.exit_code
    except OSError as refused:
        tell_faults(refused_by_system(refused).faults)
        trace(refused)
        return Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except SystemExit:
        raise
    except BaseException as bug:  # a panic of the data library is no Exception
        tell_bug(bug)
        return Exit.BUG
    return code if isinstance(code, int) else Exit.DONE


_INTERRUPTED = 130


SELDOM = 200_000
"""New objects between two searches for unused rings; a command makes hardly any."""

ALLOCATOR = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:60000,muzzy_decay_ms:60000")
"""Polars takes at once again what it lets go of: its allocator need not hand it back before
the command ends.  Read when Polars is first imported."""


def main() -> None:
    """The entry point of the installed program."""
    gc.set_threshold(SELDOM)
    os.environ.setdefault(*ALLOCATOR)
    open_streams()
    for stream in (sys.stdout, sys.stderr):
        settle_encoding(stream)
    settle_terminal()
    _leave(run(as_typed(sys.argv[1:])))


def _leave(code: int) -> None:
    """End the program at once: the system takes memory back quicker than Python lets go of it.

    Nor does it wait for files that are still being read and that nobody wants any more.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a reader that has seen enough
            stream.flush()
    os._exit(code)
