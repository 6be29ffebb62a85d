"""Which messages the source code can say, to hold the tests to every one of them."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "bbic_ind"


def templates(paths: Iterable[Path]) -> dict[str, str]:
    """The Swedish side of every Text written out in the files, as patterns by place."""
    return {
        f"{path.name}:{node.lineno}": _pattern(node.args[0])
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Text"
        and len(node.args) == 2
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
        and _words(node.args[0])
    }


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
