"""Which messages the source code can say, to hold the tests to every one of them."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "bbic_ind"


def templates(paths: Iterable[Path]) -> dict[str, str]:
    """The Swedish side of every message written out in the files, as patterns by place."""
    return {
        f"{path.name}:{node.lineno}": _pattern(swedish)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (swedish := _swedish(node)) is not None
        and _words(swedish)
    }


_SWEDISH = {"Text": 0, "finding": 3}
"""The place of the Swedish words among the arguments of what makes a message."""


def _swedish(node: ast.Call) -> ast.Constant | ast.JoinedStr | None:
    at = _SWEDISH.get(getattr(node.func, "id", ""), len(node.args))
    words = node.args[at] if at + 1 < len(node.args) else None
    return words if isinstance(words, ast.Constant | ast.JoinedStr) else None


def _pattern(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
        for part in node.values
    ]
    return "".join(parts)


def _words(node: ast.Constant | ast.JoinedStr) -> bool:
    """Whether there is enough text to be a message of its own."""
    return len(re.sub(r"\W", "", _pattern(node))) > 3


def unsaid(paths: Iterable[Path], said: Iterable[str]) -> list[str]:
    """The messages in the files that none of the texts is."""
    everything = "\n".join(said)
    return [
        f"{place}: {pattern}"
        for place, pattern in templates(paths).items()
        if not re.search(pattern, everything)
    ]
