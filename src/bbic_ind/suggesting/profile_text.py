"""A profile as the text of a short YAML file, each line with what it rests on."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bbic_ind.suggesting.suggestion import Data, Suggestion, profile_data
from bbic_ind.texts import Language, Text, listed

_PLAIN = re.compile(r"[^\W\d_][\w .§/()-]*[\w.)]|[^\W\d_]")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_STEP = "  "

Told = Mapping[Suggestion, Sequence[str]]


def profile_text(
    data: Data,
    told: Told,
    unknown: Iterable[Suggestion],
    sources: Sequence[str],
    lang: Language,
) -> str:
    """The file of ``data``; ``told`` are the lines to say of the suggestions it was made of.

    ``unknown`` are texts whose meaning nobody has said; they stand as comments to fill in.
    """
    lines = [f"# {line}" for line in _heading(sources, lang)]
    lines += [f"{key}: {_scalar(data[key])}" for key in ("format", "extends") if key in data]
    if "sheets" in data:
        lines += ["sheets:", *_sheets(data["sheets"], told)]
    lines += [f"# {line}" for line in _unknown(unknown, lang)]
    return "\n".join(lines) + "\n"


def _heading(sources: Sequence[str], lang: Language) -> Iterator[str]:
    names = listed([re.sub(r"\s+", " ", name) for name in sources], 3)
    yield _FOR(lang).format(sources=names)
    yield _REVIEW(lang)


def _sheets(sheets: Data, told: Told) -> Iterator[str]:
    for kind, sheet in sheets.items():
        yield f"{_STEP}{_scalar(kind)}:"
        if "names" in sheet:
            yield f"{_STEP * 2}names: {_flow(sheet['names'])}"
        yield f"{_STEP * 2}feeds:"
        for table, feed in sheet["feeds"].items():
            yield f"{_STEP * 3}{_scalar(table)}:"
            yield f"{_STEP * 4}columns:"
            for column, rule in feed["columns"].items():
                yield from _comments(told, (kind, table, column))
                yield f"{_STEP * 5}{_scalar(column)}: {_flow(rule)}"


def _comments(told: Told, key: tuple[str, str, str]) -> Iterator[str]:
    for one, lines in told.items():
        if (one.kind, one.table, one.column) == key:
            yield from (f"{_STEP * 5}# {line}" for line in lines)


def _unknown(unknown: Iterable[Suggestion], lang: Language) -> Iterator[str]:
    """The texts without a meaning, as lines of a profile for somebody to fill in."""
    rows = {one: [f"{_scalar(one.text)}: {_ROWS(lang).format(count=one.count)}"] for one in unknown}
    if rows:
        yield _SAY(lang)
        yield _MOVE(lang)
        yield "sheets:"
        yield from _sheets(profile_data(None, rows)["sheets"], rows)


def _flow(value: Any) -> str:
    """A value on one line, as YAML's flow style has it."""
    if isinstance(value, Mapping):
        pairs = (f"{_scalar(key)}: {_flow(held)}" for key, held in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """A text as it is where it cannot be misread, else within quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    safe = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
    return value if safe else json.dumps(value, ensure_ascii=not value.isprintable())


_FOR = Text(
    "Profil för {sources}, föreslagen av bbic-ind map.",
    "Profile for {sources}, suggested by bbic-ind map.",
)
_REVIEW = Text(
    "Granska varje rad. Talet är hur säkert förslaget är; efter det står vad raden ändrar.",
    "Review every line. The number tells how sure it is; then comes what the line changes.",
)
_SAY = Text(
    "Okända värden: skriv vad de betyder mellan citattecknen, eller null i stället för dem.",
    "Unknown values: say what they mean between the quotes, or null in their stead.",
)
_MOVE = Text(
    "Ta sedan bort # framför raderna, och lägg dem på sin plats ovan.",
    "Then remove the # before the lines, and put them in their place above.",
)
_ROWS = Text("{count} rader", "{count} rows")
