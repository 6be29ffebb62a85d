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
            "1 rad saknar barn eller första dag och ingår inte i vårdepisoder: vad det kan ändra "
            "ingår inte i det möjliga.",
        ),
        (
            "en",
            "1 row lacks barn or a first day and is in none of vårdepisoder: what that may change "
            "is not in what is possible.",
        ),
    ],
)
def test_a_row_in_no_episode_is_told_of_beside_the_figure(note, lang, said):
    assert note("2025-02-30", lang) == said


ONE_AMOUNT = "id;barn;månad;belopp\nK1;B1;2025-01-01;10\nK2;B1;2025-01-01;\n"
MEAN = """format: 1
id: "1"
title: {sv: Belopp, en: Amount}
kind: mean
period: year
from: kostnader
denominator: [{månad: {during: period}}]
value: belopp
"""


def test_a_mean_of_numbers_that_could_be_any_says_that_one_is_missing(cli, tmp_path):
    pack = tmp_path / "egen"
    pack.mkdir()
    (pack / "pack.yaml").write_text('format: 1\ntitle: {sv: Egen, en: Own}\nversion: "1"\n')
    (pack / "1.yaml").write_text(MEAN)
    (tmp_path / "kostnader.csv").write_text(ONE_AMOUNT)

    done = cli(
        *("compute", tmp_path / "kostnader.csv", "--indicators", pack, "--year", "2025"),
        *("--extracted", "2026-02-01", "--format", "csv", "--quiet"),
    )
    (figure,) = csv.DictReader(StringIO(done.out), delimiter=";")

    assert (figure["value"], figure["missing"]) == ("10", "1")
    assert figure["note"].startswith("Ett tal saknas och kan vara hur litet eller stort som helst")


def test_an_explanation_has_its_notes_in_the_language_asked_for(cli, tmp_path):
    (tmp_path / "placeringar.csv").write_text(PLACED.format("2025-02-30"))
    (tmp_path / "samtal.csv").write_text(TALKS)
    done = cli(
        *("explain", "1:3", tmp_path, "--year", "2025", "--lang", "en"),
        *("--extracted", "2026-02-01"),
    )

    assert ("1 row lacks" in done.out, "1 rad saknar" in done.out) == (True, False)


def test_nothing_is_told_where_every_row_has_its_episode(note):
    assert note("2025-02-20") == ""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "sv",
            "Slutet är okänt för 1 i vårdepisoder, som därför inte räknas ihop med nästa: vad det "
            "kan ändra ingår inte i det möjliga.",
        ),
        (
            "en",
            "The end is unknown of 1 in vårdepisoder, so nothing is joined to it: what that may "
            "change is not in what is possible.",
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

    assert next(csv.DictReader(StringIO(done.out), delimiter=";"))["note"] == said


def test_nothing_is_told_of_an_unknown_end_with_no_episode_after_it(cli, tmp_path):
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
        "I totalen räknas rader med samma barn en gång, så den är inte alltid gruppernas summa."
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


def test_a_row_tied_to_nobody_is_told_of_beside_the_figure(figure):
    told = figure("1:2", utredningar=INVESTIGATED, samtal=NOBODYS_TALK)

    assert told["note"] == (
        "1 rad i samtal saknar barn: vad det kan ändra ingår inte i det möjliga."
    )


HOMES = "id;anlitat_från;anlitat_till\nF1;2024-01-01;\nF2;2024-01-01;\n"
TRAINED = "familjehem;datum\n{};2025-03-01\n{};2025-04-01\n"


@pytest.mark.parametrize(
    ("homes", "told"),
    [
        (("F1", "F2"), ""),
        (
            ("F1", "F9"),
            "1 rad i familjehemsutbildningar hänvisar med familjehem till något som inte finns: "
            "vad det kan ändra ingår inte i det möjliga.",
        ),
    ],
)
def test_a_row_tied_to_what_is_not_there_is_told_of_beside_the_figure(figure, homes, told):
    found = figure("3:2", familjehem=HOMES, familjehemsutbildningar=TRAINED.format(*homes))

    assert found["note"] == told


def test_rows_that_may_be_of_one_unit_are_told_of_beside_the_figure(figure):
    told = figure("S2:5", "en", placeringar=SOME_PLACED_NOBODY)

    assert told["note"] == (
        "2 rows in placeringar lack barn: what that may change is not in what is possible."
    )


def test_nothing_is_told_of_rows_counted_one_by_one_whosever_they_are(figure):
    told = figure("5:4", utredningar=INVESTIGATED.replace("B1", ""))

    assert (told["low"], told["note"]) == ("1", "")


@pytest.mark.parametrize(("first", "told"), [("ja", False), ("nej", True), ("", True)])
def test_answers_of_one_day_that_are_unlike_are_told_of_beside_the_figure(figure, first, told):
    answers = f"fråga;svar;gäller\nbbic_licens;{first};2025-01-01\nbbic_licens;ja;2025-01-01\n"

    found = figure("2:2", nämndsvar=answers)
    unlike = "Flera rader gäller från samma dag men har inte samma svar, så ingen av dem räknas."
    assert (found["status"] == "unanswered", found["note"] == unlike) == (told, told)


ENDED = "id;barn;från;till;typ;måluppfyllelse\nI1;B1;2025-01-01;2025-03-01;öppenvård;{}\n"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "sv",
            "1 värde i insatser.måluppfyllelse går inte att använda och räknas som saknat: vad det "
            "kan ändra ingår inte helt i det möjliga.",
        ),
        (
            "en",
            "1 value of insatser.måluppfyllelse cannot be used and counts as missing: what that "
            "may change is not wholly in what is possible.",
        ),
    ],
)
def test_a_word_that_nobody_knows_is_told_of_where_its_lack_would_be_an_answer(figure, lang, said):
    tables = {
        "utredningar": "id;barn;inledd;avslutad\n",
        "placeringar": "id;barn;från;till;vårdform\n",
    }

    for wrong in ("jodå", "#fel"):
        assert figure("3:4", lang, insatser=ENDED.format(wrong), **tables)["note"] == said
    assert figure("3:4", lang, insatser=ENDED.format(""), **tables)["note"] == ""


def test_a_word_that_nobody_knows_is_in_the_bounds_where_its_lack_is_in_doubt(figure):
    found = figure("5:4", utredningar=INVESTIGATED.replace("barnutredning;", "kanske;"))

    assert (found["denominator_undecided"], found["note"]) == ("1", "")


def test_a_value_of_no_use_is_not_told_of_beside_a_figure_that_cannot_be_computed(figure):
    found = figure("3:4", insatser=ENDED.format("jodå"))

    assert found["note"] == "Saknas i underlaget: placeringar, utredningar."
