"""The options that several commands share, each named, worded and typed once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.language import said
from bbic_ind.errors import Fault
from bbic_ind.texts import Language

NAME = said("NAMN", "NAME")
"""What stands in the help for a word that names something."""

FILE = said("FIL", "FILE")
"""What stands in the help for the path of a file."""

Paths: TypeAlias = list[Path] | None
Words: TypeAlias = list[str] | None


def output(sv: str, en: str) -> Any:
    """``--output``, with what the command writes told in both languages."""
    return typer.Option(
        "--output",
        "-o",
        callback=_placed,
        metavar=FILE,
        help=said(sv, en),
    )


def _placed(paths: Any) -> Any:
    """The path or paths, none of them in a folder that does not exist."""
    parsing.refuse_astray([paths] if isinstance(paths, Path) else paths or ())
    return paths


def indicators(sv: str, en: str) -> Any:
    """``--indicators``, with what the command uses them for told in both languages."""
    return typer.Option("--indicators", metavar=NAME, help=said(sv, en))


_PERIOD = ("--year", "--period")
"""The names of one option."""


def _period(sv: str, en: str) -> Any:
    return typer.Option(*_PERIOD, metavar="PERIOD", help=said(sv, en))


def as_given(faults: Iterable[Fault], words: Sequence[str]) -> list[Fault]:
    """The faults, those of the period by the name that stands on the command line."""
    given = [word.partition("=")[0] for word in words]
    name = next((name for name in _PERIOD if name in given), _PERIOD[0])
    return [replace(one, place=name) if one.place in _PERIOD else one for one in faults]


Sources: TypeAlias = Annotated[
    Paths,
    typer.Argument(
        readable=False,  # the reading says so itself, of each file
        metavar=said("UNDERLAG", "SOURCE"),
        help=said("Filer, mappar eller zip-filer.", "Files, folders or zip files."),
        show_default=False,
    ),
]

Periods: TypeAlias = Annotated[
    Words,
    _period(
        "Välj period: 2025, 2025-H1, 2025-T1, 2025-Q1, 2025-03, 2025-W07 eller 2021..2025; kan "
        "upprepas. Annars det senaste år som uppgifterna täcker helt.",
        "Choose periods: 2025, 2025-H1, 2025-T1, 2025-Q1, 2025-03, 2025-W07 or 2021..2025; may be "
        "repeated. Otherwise the latest year the data cover in full.",
    ),
]

OnePeriod: TypeAlias = Annotated[
    Words,
    _period(
        "Välj period: 2025, 2025-T1, 2025-Q1 eller 2025-03. Annars det senaste år som uppgifterna "
        "täcker helt.",
        "Choose the period: 2025, 2025-T1, 2025-Q1 or 2025-03. Otherwise the latest year the data "
        "cover in full.",
    ),
]
"""A list as ``Periods`` is, so that a command can tell those who name several of it."""

Profile: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar=NAME,
        help=said(
            "Läs uttaget med en profil, ett namn eller en fil. Annars avgör rubrikerna.",
            "Read the export by a profile, a name or a file. Otherwise its headings decide.",
        ),
    ),
]

Indicators: TypeAlias = Annotated[
    Words,
    indicators(
        "Välj uppsättning, mapp med definitioner eller id som 5:4; kan upprepas. Annars "
        "socialstyrelsen-2009.",
        "Choose a pack, a folder of definitions or an id such as 5:4; may be repeated. Otherwise "
        "socialstyrelsen-2009.",
    ),
]

Extracted: TypeAlias = Annotated[
    date | None,
    typer.Option(
        "--extracted",
        parser=parsing.export_day,
        metavar=said("DATUM", "DATE"),
        help=said(
            "Ange dagen då uttaget gjordes. Annars den som står i uttaget.",
            "Give the day the export was made. Otherwise the one stated in it.",
        ),
    ),
]

Snapshot: TypeAlias = Annotated[
    str,
    typer.Option(
        "--snapshot",
        metavar="MM-DD",
        help=said("Ange mätdagen, månad-dag.", "Give the measurement day, month-day."),
    ),
]

SNAPSHOT = "11-01"
"""The measurement day where none is named."""

By: TypeAlias = Annotated[
    Words,
    typer.Option(
        "--by",
        metavar="A,B",
        help=said(
            "Dela upp på grupper, skilda med komma.", "Divide by groups, with commas between."
        ),
    ),
]

Disclosure: TypeAlias = Annotated[
    str,
    typer.Option(
        "--disclosure",
        metavar=said("PROFIL", "PROFILE"),
        help=said(
            "Skydda små antal: none, kolada, socialstyrelsen eller en egen fil.",
            "Protect small counts: none, kolada, socialstyrelsen or a file of your own.",
        ),
    ),
]

Limits: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--limits",
        metavar=FILE,
        help=said(
            "Använd egna gränsvärden (YAML); de går före definitionernas.",
            "Use limits of your own (YAML); they go before those of the definitions.",
        ),
    ),
]

Ci: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--ci",
        help=said(
            "Visa hur mycket slumpen kan flytta andelar (95 % konfidensintervall).",
            "Show how far chance can move shares (95% confidence interval).",
        ),
    ),
]

Lang: TypeAlias = Annotated[
    Language,
    typer.Option(
        "--lang",
        parser=parsing.language,
        metavar="SV|EN",
        help=said("Välj språk: sv eller en.", "Choose language: sv or en."),
    ),
]

Verbose: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--verbose",
        help=said(
            "Visa alla anmärkningar, inte bara de första.", "Show every remark, not only the first."
        ),
    ),
]

Quiet: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help=said(
            "Visa bara fel, och resultatet bara om det inte skrivs till fil.",
            "Show errors only, and results only where they are not written to a file.",
        ),
    ),
]
