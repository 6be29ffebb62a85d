"""The measurements as tables, shown and written into README.md."""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from goals import Goal
from measuring import Samples

README = Path(__file__).parent / "README.md"
LIBRARIES = ("polars", "fastexcel", "pandas", "openpyxl", "duckdb")


def told(
    measured: Mapping[str, Mapping[str, Samples]], goals: Mapping[str, Sequence[Goal]], load: float
) -> str:
    """The machine, what was to be reached and every table, as Markdown."""
    tables = [_table(title, samples) for title, samples in measured.items()]
    return "\n\n".join([_machine(load), _reached(goals), *tables])


def write(block: str, text: str) -> None:
    """Put the text between a block's two marks in README.md."""
    first, last = f"<!-- {block} -->", f"<!-- slut: {block} -->"
    old = README.read_text(encoding="utf-8")
    between = re.compile(f"(?<={re.escape(first)}\n).*?(?={re.escape(last)})", re.DOTALL)
    README.write_text(between.sub(lambda _: f"\n{text}\n\n", old), encoding="utf-8")


def _table(title: str, samples: Mapping[str, Samples]) -> str:
    own = next(iter(samples.values()))
    heads = (
        "| | varv | median (s) | snabbast (s) | processortid (s) | mest minne (MB) "
        "| mot den första |"
    )
    rows = [
        f"| {name} | {len(one.runs)} | {_number(one.wall)} | {_number(one.fastest)} "
        f"| {_number(one.cpu)} | {one.memory:.0f} | {_number(one.times(own))} |"
        for name, one in samples.items()
    ]
    return "\n".join([f"### {title}", "", heads, "|---|--:|--:|--:|--:|--:|--:|", *rows])


def _reached(goals: Mapping[str, Sequence[Goal]]) -> str:
    heads = ["| | Mål | Gräns | Uppmätt | I processortid | Nått |", "|---|---|---|--:|--:|---|"]
    rows = [_row(title, goal) for title, own in goals.items() for goal in own]
    return "\n".join([*heads, *rows])


def _row(title: str, goal: Goal) -> str:
    limit = f"{'minst' if goal.at_least else 'högst'} {_number(goal.limit)} {goal.unit}"
    cpu = "" if goal.cpu is None else _number(goal.cpu)
    reached = "ja" if goal.reached else "**nej**"
    return f"| {title} | {goal.text} | {limit} | {_number(goal.measured)} | {cpu} | {reached} |"


def _number(number: float, decimals: int = 2) -> str:
    return f"{number:.{decimals}f}".replace(".", ",")


def _machine(load: float) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Mätt {date.today()} på {_processor()}, {os.cpu_count()} kärnor, {_memory():.0f} GB minne,"
        f" {_system()}, Python {platform.python_version()}, {libraries}.\n"
        f"Maskinens belastning när mätningen började och slutade i medeltal {_number(load, 1)}"
        f"{_disturbed(load)}."
    )


def _disturbed(load: float) -> str:
    if load < (os.cpu_count() or 1):
        return ""
    return ": andra program gick samtidigt, så jämför processortid och kvoter hellre än sekunder"


def _processor() -> str:
    told = (
        Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    )
    found = re.search(r"model name\s*: (.+)", told)
    return found[1] if found else platform.processor() or platform.machine()


def _system() -> str:
    release = platform.freedesktop_os_release() if os.path.exists("/etc/os-release") else {}
    return release.get("PRETTY_NAME", platform.platform())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
