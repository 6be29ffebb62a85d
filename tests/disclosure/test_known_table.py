"""A table that is known to leak though every line of it hides two cells or more."""

from bbic_ind.cli import main
from bbic_ind.disclosure import intervals
from bbic_ind.disclosure.auditing import audit
from bbic_ind.errors import Exit
from tests.disclosure.tables import BOTH_WAYS, KOLADA, frame, row

ROWS = {
    "w": (30, 47, 64, 89),
    "x": (90, 124, 5, 31),
    "y": (92, 100, 59, 85),
    "z": (800, 991, 651, 685),
}
HIDDEN = {"wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"}
BY = ("rad", "kolumn")


def published(hidden):
    rows = [row((sum(map(sum, ROWS.values())), 0, 0), "count")]
    for name, numbers in ROWS.items():
        rows.append(row((sum(numbers), 0, 0), "count", rad=name))
        rows += [
            row(() if name + column in hidden else (number, 0, 0), "count", rad=name, kolumn=column)
            for column, number in zip("abcd", numbers, strict=True)
        ]
    for at, column in enumerate("abcd"):
        total = sum(numbers[at] for numbers in ROWS.values())
        rows.append(row((total, 0, 0), "count", kolumn=column))
    return frame(rows, BY)


def found(hidden):
    return {
        "".join(exposure.rows[0].place.groups): (exposure.lowest, exposure.highest)
        for exposure in audit({"tabell": published(hidden)}, KOLADA)
    }


def test_the_one_derivable_cell_is_named_with_its_value():
    assert found(HIDDEN) == {"wb": (47, 47)}


def test_one_more_hidden_cell_makes_nothing_derivable():
    assert found(HIDDEN | {"xb"}) == {}


def test_elimination_finds_it_without_the_library(monkeypatch):
    monkeypatch.setattr(intervals, "is_available", lambda: False)

    assert found(HIDDEN) == {"wb": (47, 47)}


def test_elimination_finds_nothing_where_nothing_is_derivable(monkeypatch):
    monkeypatch.setattr(intervals, "is_available", lambda: False)

    assert found(HIDDEN | {"xb"}) == {}


@BOTH_WAYS
def test_each_cell_that_gives_it_away_is_needed(monkeypatch, available):
    monkeypatch.setattr(intervals, "is_available", lambda: available)
    [exposure] = audit({"tabell": published(HIDDEN)}, KOLADA)
    told = {"".join(filter(None, one.place.groups)) for one in exposure.sources}
    inner = {name for name in told if len(name) == 2}

    assert inner
    assert all(found(HIDDEN | {name}).get("wb") != (47, 47) for name in inner)


def attacked(hidden, folder, capsys):
    """What the command says of the table, as anybody could have written it down."""
    path = folder / "tabell.csv"
    published(hidden).write_csv(path, separator=";")
    code = main.run(["audit", str(path)])
    return code, capsys.readouterr().out.replace(str(path), "tabell.csv").splitlines()


def test_the_command_names_the_derivable_cell_and_what_gives_it_away(tmp_path, capsys):
    code, lines = attacked(HIDDEN, tmp_path, capsys)

    assert code == Exit.QUALITY
    assert lines[1] == "1:1 · 2025 · w · b (tabell.csv): täljaren kan räknas ut: 47"
    assert lines[2].startswith("  röjs av: 1:1 · 2025 · w (tabell.csv)")
    assert lines[3].startswith("1 tal är inte skyddat.")


def test_the_command_finds_nothing_when_one_more_cell_is_hidden(tmp_path, capsys):
    code, lines = attacked(HIDDEN | {"xb"}, tmp_path, capsys)

    assert (code, lines[1:]) == (
        Exit.DONE,
        ["Inget skyddat tal kan räknas ut, och inget tal under gränsen visas."],
    )
