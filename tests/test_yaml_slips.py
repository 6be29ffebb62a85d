"""A slip that makes a file no YAML is told in plain words, at the line to look at."""

from pathlib import Path

import pytest

from bbic_ind.errors import DefinitionError
from bbic_ind.strict_yaml import parse

SLIPS = {
    "tab": ("a:\n\t- b: 1\n", 2, "tabbtecken"),
    "tab further down": ("a:\n  b: 1\n\tc: 2\n", 3, "tabbtecken"),
    "sign": ("a: @b\n", 1, "@, % eller `"),
    "brace": ("a: {b: 1,\n  c: 2\nd: 3\n", 1, "klammern { som börjar här"),
    "bracket": ("a: [b,\n  c\nd: 3\n", 1, "listan [ som börjar här"),
    "quote": ('a: "b\nc: 2\n', 1, "citattecknet som börjar här"),
    "colon": ("a: b: c\n", 1, "inget kolon"),
    "no colon": ("a: 1\nb:\N{NO-BREAK SPACE}c\n", 2, "kolon och ett vanligt blanksteg"),
    "indentation": ("a:\n - b:\n     c: d\n    e: f\n", 4, "raderna ovanför"),
    "documents": ("a: 1\n---\nb: 2\n", 2, "delas av ---"),
    "star": ("a: *b\n", 1, "börjar med *"),
    "path": ('a: "c:\\q"\n', 1, "En sökväg"),
    "character": ("a: 1\nb: \0\n", 2, "ett tecken som inte kan stå"),
    "something else": ("a: }\n", 1, "inte giltig YAML"),
}


@pytest.mark.parametrize(("text", "line", "words"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_at_its_line(text, line, words):
    with pytest.raises(DefinitionError) as caught:
        parse(text, Path("a.yaml"))

    (fault,) = caught.value.faults

    assert fault.place == f"a.yaml:{line}"
    assert words in fault.message("sv")
