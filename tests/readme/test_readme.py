"""What the README says is so: its commands print what it shows, its tables are the program's."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from bbic_ind.definitions import load_pack
from bbic_ind.definitions.uses import uses
from bbic_ind.errors import Exit
from bbic_ind.model import load_model
from bbic_ind.output.wording import STATUS
from bbic_ind.texts import Text, percent

from . import tables
from .markdown import README, ROOT, Shown, agrees, blocks, commands, links
from .running import Printed

TEXT = README.read_text("utf-8")
SHOWN = list(commands(TEXT))
PROGRAM = [shown for shown in SHOWN if shown.command.startswith("bbic-ind ")]
MAKE = [shown for shown in SHOWN if shown.command.startswith("make ")]
DEFINITION = (tables.PACK / "5-4.yaml").read_text("utf-8").splitlines()


def section(heading: str) -> str:
    """What stands under a heading, down to the next of the same level."""
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def lines_of(heading: str, pattern: str) -> list[Any]:
    """The lines under a heading that follow a pattern, or its groups."""
    return re.findall(pattern, section(heading), re.MULTILINE)


@pytest.mark.parametrize("shown", PROGRAM, ids=lambda shown: shown.command)
def test_a_command_prints_what_is_shown(shown: Shown, printed: dict[str, Printed]) -> None:
    text, code = printed[shown.command]

    assert agrees(shown.lines, tuple(text.splitlines())), text
    assert code == Exit.DONE


@pytest.mark.parametrize("shown", MAKE, ids=lambda shown: shown.command)
def test_a_make_task_is_there(shown: Shown) -> None:
    _, task = shown.command.split()

    assert re.search(f"^{task}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_no_other_program_is_said_to_print_anything() -> None:
    assert [shown for shown in SHOWN if shown not in PROGRAM + MAKE] == []


def test_the_demonstration_runs_the_first_command_shown() -> None:
    assert f"$(BIN)/{PROGRAM[0].command}" in (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_is_the_programs_own(name: str) -> None:
    shown = tables.marked(name).search(TEXT)

    assert shown is not None
    assert shown[1] == tables.table(name), "skriv om den: python -m tests.readme.tables"


def test_every_command_named_is_a_command() -> None:
    named = set(re.findall(r"bbic-ind ([a-zåäö]+)", "\n".join(_code())))

    assert named - set(tables.commands()) == set()


OTHER_PROGRAMS = re.compile(r" -m pip |^(?:useradd|systemctl) ")


def test_every_option_named_is_an_option(options: set[str]) -> None:
    ours = "\n".join(line for line in _code() if not OTHER_PROGRAMS.search(line))

    assert set(re.findall(r"(?<!\S)--[a-z]+", ours)) - options == set()


@pytest.mark.parametrize("target", sorted({link for link in links(TEXT) if "://" not in link}))
def test_a_link_leads_somewhere(target: str) -> None:
    name, _, anchor = target.partition("#")
    path = ROOT / name if name else README

    assert path.exists()
    assert not anchor or anchor in _anchors(path)


def test_the_definition_explained_is_the_definitions_own_file() -> None:
    [block] = [block for block in blocks(TEXT, "yaml") if 'id: "5:4"' in block]
    lines = tuple(line for line in block.splitlines() if not line.startswith("#"))

    assert agrees((*lines, "…"), tuple(DEFINITION))


def test_every_key_of_the_definition_is_shown() -> None:
    keys = [line for line in DEFINITION if re.match(r"\w+:", line)]
    shown = section("En indikator rad för rad")

    assert [key for key in keys if f"\n{key.split(':')[0]}:" not in shown] == []


def test_each_side_sheet_names_the_indicators_that_read_it() -> None:
    model = load_model(tables.INDICATORS / "model.yaml")
    indicators = load_pack(tables.PACK, model).indicators
    rows = lines_of("Med ditt eget uttag", r"^\| `(\w+)` \| .+ \| (\d.+) \|$")

    assert {table: shown.split(", ") for table, shown in rows} == {
        table: [i.id for i in indicators if table in {used for used, _ in uses(i, model)}]
        for table, _ in rows
    }


@pytest.mark.parametrize("status", STATUS.values(), ids=lambda text: text.en)
def test_every_status_is_explained_in_both_languages(status: Text) -> None:
    assert f"| {status.sv} |" in TEXT
    assert f"*{status.en}*" in section("In English")


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_explained_in_both_languages(code: Exit) -> None:
    assert f"\n| {int(code)} | " in section("Varje vecka, av sig självt")
    assert f"{int(code)} " in lines_of("In English", r"Exit codes:.*$")[0]


@pytest.mark.parametrize("indicator", ["5:3", "3:5"])
def test_the_figures_reasoned_with_are_those_of_the_example(indicator: str) -> None:
    row = _main_figure(indicator)
    [reasoned] = lines_of("Vad siffrorna betyder", rf"^- \*\*{indicator}:\*\* .*$")
    value = percent(int(row["numerator"]), int(row["denominator"]), "sv").replace("\u00a0", " ")
    unsure = max(row["missing"], row["pending"], key=int)

    for number in (row["numerator"], row["denominator"], unsure, value):
        assert re.search(rf"(?<![\d,]){re.escape(number)}(?![\d,])", reasoned), number


def test_the_bounds_reasoned_with_follow_from_the_missing() -> None:
    row = _main_figure("5:3")
    possible = int(row["numerator"]) + int(row["missing"])
    high = percent(possible, int(row["denominator"]), "sv").replace("\u00a0", " ")

    assert f" {possible}/{row['denominator']} = {high}." in section("Vad siffrorna betyder")


def _main_figure(indicator: str) -> dict[str, str]:
    with tables.EXPECTED.open(encoding="utf-8-sig", newline="") as lines:
        [row] = [
            row
            for row in csv.DictReader(lines, delimiter=";")
            if (row["indicator"], row["variant"], row["period"]) == (indicator, "", tables.YEAR)
        ]
    return row


def _code() -> list[str]:
    """The lines of commands in the README: in blocks, and between backquotes in the text."""
    prose = re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE)
    scripts = [line for block in blocks(TEXT, "sh") for line in block.splitlines()]
    return [*(shown.command for shown in SHOWN), *scripts, *re.findall(r"`([^`]+)`", prose)]


def _anchors(path: Path) -> set[str]:
    """The anchors of a Markdown file's headings, as they are made on the common code hosts."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
