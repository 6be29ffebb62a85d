"""What a figure says of itself beside its numbers."""

import csv
from io import StringIO

import pytest

PLACED = (
    "id;barn;från;till;vårdform\n"
    "P1;B1;2024-10-01;2025-06-30;familjehem\n"
    "P2;B2;{};2025-06-30;familjehem\n"
)
TALKS = "id;barn;datum;typ;enskilt;ansvarig_handläggare\n1;B1;2025-05-05;uppföljningssamtal;ja;ja\n"


@pytest.fixture
def note(cli, tmp_path):
    """A function that gives the note of 1:3 with the second placement begun on a day."""

    def computed(day, lang="sv", more=()):
        (tmp_path / "placeringar.csv").write_text(PLACED.format(day))
        (tmp_path / "samtal.csv").write_text(TALKS)
        done = cli(
            *("compute", tmp_path, "--indicators", "1:3", "--year", "2025", "--lang", lang),
            *("--extracted", "2026-02-01", "--format", "csv", "--quiet"),
            *more,
        )
        return next(csv.DictReader(StringIO(done.out), delimiter=";"))["note"]

    return computed


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "sv",
            "1 rad utan barn eller första dag ingår inte i vårdepisoder, så det går inte att säga "
            "vad siffran kan bli som minst och mest.",
        ),
        (
            "en",
            "1 row is in no vårdepisoder for want of barn or a first day, so the least and the "
            "most that the figure can be are not known.",
        ),
    ],
)
def test_a_row_in_no_episode_is_told_of_beside_the_figure(note, lang, said):
    assert note("2025-02-30", lang) == said


def test_an_explanation_has_its_notes_in_the_language_asked_for(cli, tmp_path):
    (tmp_path / "placeringar.csv").write_text(PLACED.format("2025-02-30"))
    (tmp_path / "samtal.csv").write_text(TALKS)
    done = cli(
        *("explain", "1:3", tmp_path, "--year", "2025", "--lang", "en"),
        *("--extracted", "2026-02-01"),
    )

    assert ("1 row is in no" in done.out, "1 rad utan" in done.out) == (True, False)


def test_nothing_is_told_where_every_row_has_its_episode(note):
    assert note("2025-02-20") == ""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "sv",
            "1 i vårdepisoder har okänt slut och kan höra ihop med nästa, så det går inte att säga "
            "vad siffran kan bli som minst och mest.",
        ),
        (
            "en",
            "1 of vårdepisoder has an unknown end and may belong with the next, so the least and "
            "the most that the figure can be are not known.",
        ),
    ],
)
def test_an_unknown_end_before_another_episode_is_told_of_beside_the_figure(
    cli, tmp_path, lang, said
):
    rows = ("P1;B1;2024-10-01;2025-02-30;familjehem", "P2;B1;2025-03-01;2025-06-30;familjehem")
    (tmp_path / "placeringar.csv").write_text("\n".join([PLACED.splitlines()[0], *rows]) + "\n")
    (tmp_path / "samtal.csv").write_text(TALKS)

    done = cli(
        *("compute", tmp_path, "--indicators", "1:3", "--year", "2025", "--lang", lang),
        *("--extracted", "2026-02-01", "--format", "csv", "--quiet"),
    )
    figure = next(csv.DictReader(StringIO(done.out), delimiter=";"))

    assert (figure["note"], figure["low"], figure["high"]) == (said, "", "")


def test_an_unknown_end_of_the_last_episode_leaves_the_figure_its_bounds(cli, tmp_path):
    rows = ("P1;B1;2024-03-01;2024-06-30;familjehem", "P2;B1;2024-10-01;2025-02-30;familjehem")
    (tmp_path / "placeringar.csv").write_text("\n".join([PLACED.splitlines()[0], *rows]) + "\n")
    (tmp_path / "samtal.csv").write_text(TALKS)

    done = cli(
        *("compute", tmp_path, "--indicators", "1:3", "--year", "2025"),
        *("--extracted", "2026-02-01", "--format", "csv", "--quiet"),
    )
    figure = next(csv.DictReader(StringIO(done.out), delimiter=";"))

    assert figure["note"] == ""


COSTS = "månad;barn;belopp;typ\n2025-02-01;B1;300;heldygnsvård\n2025-02-01;B2;{};öppenvård\n"


@pytest.mark.parametrize(("amount", "told"), [("", True), ("100", False)])
def test_a_sum_with_an_amount_missing_says_why_it_has_no_bounds(cli, tmp_path, amount, told):
    (tmp_path / "kostnader.csv").write_text(COSTS.format(amount))
    done = cli(
        *("compute", tmp_path, "--indicators", "KPB10", "--year", "2025", "--format", "csv"),
        *("--extracted", "2026-02-01", "--quiet"),
    )
    row = next(csv.DictReader(StringIO(done.out), delimiter=";"))

    assert (row["low"] == row["high"] == "", row["note"].startswith("Ett tal saknas")) == (
        told,
        told,
    )


def test_a_total_of_children_is_no_sum_though_it_is_not_divided_by_all_that_was_asked(
    note, tmp_path
):
    (tmp_path / "barn.csv").write_text("id;kön\nB1;flicka\n")
    said = note("2025-02-20", more=("--by", "kön,enhet"))

    assert said == (
        "Kan inte delas upp på enhet. "
        "Totalen räknar varje barn en gång och är inte alltid summan av grupperna."
    )


@pytest.fixture
def figure(cli, tmp_path):
    """A function that gives a figure of 2025 reckoned on the tables given."""

    def computed(indicator, lang="sv", **tables):
        for name, rows in tables.items():
            (tmp_path / f"{name}.csv").write_text(rows)
        done = cli(
            *("compute", tmp_path, "--indicators", indicator, "--year", "2025", "--lang", lang),
            *("--extracted", "2026-02-01", "--format", "csv", "--quiet"),
        )
        return next(csv.DictReader(StringIO(done.out), delimiter=";"))

    return computed


INVESTIGATED = (
    "id;barn;inledd;avslutad;typ;barnsamtal\n1;B1;2025-01-02;2025-03-01;barnutredning;nej\n"
)
NOBODYS_TALK = "id;barn;datum;typ;ansvarig_handläggare\n1;;2025-02-05;utredningssamtal;ja\n"
SOME_PLACED_NOBODY = (
    "id;barn;från;till;vårdform\nP1;B1;2025-03-01;;hvb\nP2;;2025-03-01;;hvb\nP3;;2025-03-01;;hvb\n"
)


def test_a_row_tied_to_nobody_leaves_no_bounds(figure):
    told = figure("1:2", utredningar=INVESTIGATED, samtal=NOBODYS_TALK)

    assert [told[name] for name in ("value", "low", "high", "note")] == [
        *("0", "", ""),
        "1 rad i samtal saknar barn, så det går inte att säga vad siffran kan bli som minst "
        "och mest.",
    ]


def test_rows_that_may_be_of_one_unit_leave_no_bounds(figure):
    told = figure("S2:5", "en", placeringar=SOME_PLACED_NOBODY)

    assert [told[name] for name in ("value", "low", "high", "note")] == [
        *("3", "", ""),
        "2 rows in placeringar lack barn, so the least and the most that the figure can be are "
        "not known.",
    ]


def test_rows_counted_one_by_one_keep_their_bounds_whosever_they_are(figure):
    told = figure("5:4", utredningar=INVESTIGATED.replace("B1", ""))

    assert (told["low"], told["note"]) == ("1", "")
