"""A folder as the README's reader has it: the examples, an own export and own files."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from . import tables
from .markdown import README, ROOT, blocks, commands
from .running import Printed, run

EXAMPLE = ROOT / "examples" / "exempelstad"


@pytest.fixture(scope="package")
def readme() -> str:
    """The README's text."""
    return README.read_text("utf-8")


@pytest.fixture(scope="package")
def desk(readme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file that the README's commands read, those it tells the reader to save included."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(EXAMPLE, folder / "examples" / EXAMPLE.name)
    shutil.copy(EXAMPLE / "combine.xlsx", folder / "uttag.xlsx")
    shutil.copytree(EXAMPLE / "sidoblad", folder / "sidoblad")
    for block in blocks(readme, "yaml"):
        if named := re.match(r"# (\S+\.yaml)\n", block):
            (folder / named[1]).write_text(block, "utf-8")
    [rows] = blocks(readme, "csv")
    (folder / "utredningar.csv").write_text(rows, "utf-8")
    _save_with_fault(folder / "med-fel" / "utredningar.csv", rows)
    return folder


def _save_with_fault(path: Path, rows: str) -> None:
    """The reader's own file after the change that the README asks for."""
    sound = "U2;B2;barnutredning;2025-01-10"
    assert sound in rows
    path.parent.mkdir()
    path.write_text(rows.replace(sound, "U2;B2;barnutredning;2025-02-30"), "utf-8")


@pytest.fixture(scope="package")
def printed(readme: str, desk: Path) -> dict[str, Printed]:
    """What each of the README's commands prints at that desk."""
    shown = [one.command for one in commands(readme) if one.command.startswith("bbic-ind ")]
    foreign = [command for command in shown if command.endswith("--lang en")]
    swedish = [command for command in shown if command not in foreign]
    return _at(desk, swedish, "sv") | _at(desk, foreign, "en")


def _at(desk: Path, shown: list[str], lang: str) -> dict[str, Printed]:
    ran = run([shlex.split(command)[1:] for command in shown], lang, desk)
    return dict(zip(shown, ran, strict=True))


@pytest.fixture(scope="package")
def options() -> set[str]:
    """Every option of every command, as their help texts have them."""
    helps = run([[command, "--help"] for command in tables.commands()])
    return {"--version"} | set(re.findall(r"--[a-z]+", "\n".join(one.text for one in helps)))
