"""What a Markdown file of the project shows: its blocks, the commands in them, its links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"

OMITTED = "…"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Shown:
    """A command and the lines shown to come out of it."""

    command: str
    lines: tuple[str, ...]


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [body for name, body in _BLOCK.findall(text) if name == language]


def commands(text: str) -> Iterator[Shown]:
    """Every command after a ``$`` in a console block, with its output."""
    for block in blocks(text, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            yield Shown(command, tuple(lines))


def links(text: str) -> list[str]:
    """The targets of every link."""
    return _LINK.findall(text)


def agrees(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether the lines shown stand in the lines printed, with nothing left out unsaid."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == OMITTED else re.escape(_plain(line)) + r"\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(_plain(line) + "\n" for line in printed)) is not None


def _plain(line: str) -> str:
    return line.replace("\u00a0", " ").rstrip()
