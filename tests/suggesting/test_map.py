"""What map suggests, what it asks and the profile it writes."""

import re

import pytest
import yaml

from bbic_ind.cli import mapping
from tests.sources.deliveries import BOY, GIRL, write

EXPORT = (
    "Rapport skapad;2026-02-01;;;;\n"
    "Utrednr;Pnr;Utr inleddes;Avslutsdat;Utredn.typ;Sammanfattning\n"
    f"U1;{GIRL};2025-01-01;2025-03-01;Barnutredn;text här\n"
    f"U2;{BOY};2025-02-01;2025-09-01;Familjerätt;text där\n"
    f"U3;{BOY};2025-02-02;2025-04-01;Barnutredn;mer text\n"
    f"U4;{BOY};2025-03-03;;Barnutredn;text\n"
)


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "Lista.csv"
    write(path, EXPORT)
    return path


@pytest.fixture
def profile(tmp_path):
    return tmp_path / "profil.yaml"


@pytest.fixture
def mapped(cli, export, profile):
    """The export mapped with every suggestion that is worth showing."""
    return cli("map", export, "-o", profile, "--yes", "45", "--indicators", "5:4")


def columns(profile):
    sheets = yaml.safe_load(profile.read_text("utf-8"))["sheets"]
    return sheets["Utredningar"]["feeds"]["utredningar"]["columns"]


def test_a_heading_is_suggested_with_its_score(mapped):
    pattern = r"kolumnen ”Avslutsdat” → utredningar\.avslutad\n  \d+ av 100: rubriken liknar"

    assert re.search(pattern, mapped.out)


def test_a_suggestion_shows_what_it_does_to_the_figures(mapped):
    _, after = mapped.out.split("→ utredningar.avslutad\n")

    assert "5:4 går från ej beräkningsbar till 2 i nämnaren" in after.split("Lista.csv:")[0]


STAYS = (
    f"id;barn;från;till;vårdform;beslutad;utredning\n"
    f"P1;{GIRL};2025-03-01;2025-03-20;jourhem;2025-03-01;U1\n"
)


def test_the_effect_on_what_is_looked_up_through_a_heading_is_shown(cli, export):
    write(export.with_name("placeringar.csv"), STAYS)

    told = cli("map", export.parent, "--indicators", "4:2").out

    _, after = told.split("→ utredningar.avslutad\n")
    assert "4:2 går från ej beräkningsbar till 1 i nämnaren" in after.split("Lista.csv:")[0]


def test_an_effect_on_a_variant_alone_is_shown(cli, tmp_path):
    rows = f"id;barn;inkom;typ;beslutad;Utfallet\nA1;{GIRL};2025-01-01;anmälan;2025-01-03;"
    write(tmp_path / "aktualiseringar.csv", f"{rows}utredning_inleds\n")

    told = cli("map", tmp_path, "--indicators", "5:3", "--extracted", "2026-02-01").out

    assert "→ aktualiseringar.beslut\n" in told
    assert "5:3 ändras i en del eller variant" in told


def test_the_profile_tells_what_a_line_changes_beside_those_that_were_accepted(
    cli, export, profile
):
    cli("map", export, "-o", profile, "--yes", "85", "--indicators", "5:4")
    text = profile.read_text("utf-8")

    assert "avslutad: {from: [Avslutsdat]}" in text
    assert "i nämnaren" not in text


def test_nearly_all_cells_are_not_told_as_all(cli, tmp_path):
    rows = [f"U{number};{GIRL};2025-01-01;2025-03-01;Barnutredn;" for number in range(400)]
    write(tmp_path / "x.csv", "\n".join([EXPORT.splitlines()[1], *rows, rows[0]]))

    told = cli("map", tmp_path / "x.csv", "--indicators", "5:4").out

    assert "99 % av cellerna: olika" in told


def test_content_finds_the_personal_numbers_whatever_the_heading(cli, tmp_path):
    write(tmp_path / "x.csv", EXPORT.replace("Pnr", "Kolumn B"))

    told = cli("map", tmp_path / "x.csv", "--indicators", "5:4").out

    assert "kolumnen ”Kolumn B” → utredningar.barn" in told


def test_a_sheet_named_as_a_kind_of_the_profile_is_taken_for_its_table(cli, tmp_path):
    text = f"Id;PersonId;Type;Fr o m;T o m\nU1;{GIRL};Annan utredning;2025-01-01;2025-03-01\n"
    write(tmp_path / "Investigations.csv", text)

    told = cli("map", tmp_path, "--extends", "lifecare", "--indicators", "5:4").out

    assert "kolumnen ”Type” → utredningar.typ\n" in told
    assert "ändras i en del eller variant" not in told  # nothing can be computed yet


def test_a_heading_that_looks_right_over_the_wrong_content_is_not_suggested(cli, tmp_path):
    text = EXPORT.replace("Avslutsdat", "Kolumn D").replace("Sammanfattning", "Avslutad datum?")
    write(tmp_path / "x.csv", text)

    told = cli("map", tmp_path / "x.csv", "--indicators", "5:4").out

    assert "Avslutad datum?" not in told


PEOPLE = [f"{letter}na Ek" for letter in "ABDEGHIJLMNR"]
SIGNATURES = [f"{letter}nek01" for letter in "abdeghijlmnr"]
NOTES = [f"anteckning {number}" for number in range(40)]


@pytest.mark.parametrize(
    ("texts", "offered"),
    [
        (["Enhet Norr", "Barn och unga", "Mottagning Väst"], True),
        ([f"Enhet {letter}" for letter in "ABCDEFGHIJKL"] * 2, True),
        ([f"BOU{number}" for number in range(12)] * 2, True),
        (PEOPLE * 2, False),
        (SIGNATURES * 2, False),
        (NOTES, False),
    ],
    ids=["few", "beginning alike", "abbreviated alike", "people", "signatures", "all different"],
)
def test_a_heading_like_that_of_a_group_is_not_offered_over_people(texts, offered, cli, tmp_path):
    heading = EXPORT.splitlines()[1].replace("Sammanfattning", "Ansvarig enhet 2")
    rows = [
        f"U{number};{GIRL};2025-01-01;2025-03-01;Barnutredn;{text}"
        for number, text in enumerate(texts)
    ]
    write(tmp_path / "x.csv", "\n".join([heading, *rows]))

    told = cli("map", tmp_path / "x.csv", "--indicators", "5:4").out

    assert ("→ utredningar.enhet" in told) is offered


def test_dates_with_the_day_first_are_given_their_order(cli, tmp_path, profile):
    text = EXPORT.replace("2025-03-01", "01/03/2025").replace("2025-09-01", "31/09/2025")
    write(
        tmp_path / "x.csv",
        text.replace("31/09/2025", "30/09/2025").replace("2025-04-01", "01/04/2025"),
    )

    cli("map", tmp_path / "x.csv", "-o", profile, "--yes", "45", "--indicators", "5:4")

    assert columns(profile)["avslutad"] == {"from": ["Avslutsdat"], "dates": "dmy"}


@pytest.mark.usefixtures("mapped")
def test_an_unknown_value_is_suggested_the_nearest_meaning(profile):
    assert columns(profile)["typ"]["values"] == {"Barnutredn": "barnutredning"}


NAMELESS = f"id;barn;inledd;typ\nU1;{GIRL};2025-01-01;XQ11\n"


def test_a_value_that_resembles_none_is_shown(cli, tmp_path):
    write(tmp_path / "utredningar.csv", NAMELESS * 3)

    told = cli("map", tmp_path, "--extends", "combine").out

    assert "utredningar.typ: ”XQ11” (3 rader) liknar inget känt värde." in told


def test_values_that_resemble_none_are_written_to_fill_in(cli, tmp_path, profile):
    write(tmp_path / "data" / "utredningar.csv", NAMELESS * 3)
    cli("map", tmp_path / "data", "--extends", "combine", "-o", profile, "--yes", "45")

    _, block = profile.read_text("utf-8").split("ovan.\n")
    filled = yaml.safe_load(block.replace("# ", "", 1).replace("\n# ", "\n").replace('""', "annan"))
    feed = filled["sheets"]["Utredningar"]["feeds"]["utredningar"]
    assert feed == {"columns": {"typ": {"values": {"XQ11": "annan"}}}}


@pytest.mark.usefixtures("mapped")
def test_the_profile_is_short_and_extends_the_nearest(profile):
    text = profile.read_text("utf-8")

    assert yaml.safe_load(text)["extends"] == "combine"
    assert len([line for line in text.splitlines() if not line.lstrip().startswith("#")]) < 20


@pytest.mark.usefixtures("mapped")
def test_every_line_of_the_profile_has_its_score_as_a_comment(profile):
    lines = profile.read_text("utf-8").splitlines()
    comments = [line for line in lines if re.search(r"# \d+ av 100: ", line)]

    assert len(comments) == len(columns(profile)) + 1  # and one for the value


def test_the_profile_computes_what_map_promised(cli, mapped, export, profile):
    done = cli("compute", export, "--profile", profile, "--indicators", "5:4", "--format", "csv")

    assert "5:4 (2 i nämnaren)" in mapped.err
    assert re.search(r"5:4;;.*;2;2;", done.out), done.out


def test_without_a_profile_the_export_cannot_be_computed(cli, export):
    assert cli("compute", export, "--indicators", "5:4").code == 3


def test_suggestions_below_the_score_are_left_out(cli, export, profile):
    cli("map", export, "-o", profile, "--yes", "85", "--indicators", "5:4")

    assert "id" not in columns(profile)
    assert "avslutad" in columns(profile)


def test_nothing_is_written_without_a_file_to_write_to(cli, export, tmp_path):
    done = cli("map", export, "--yes", "45", "--indicators", "5:4")

    assert done.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["Lista.csv"]


def test_where_nobody_can_answer_a_score_must_be_given(cli, export, profile):
    done = cli("map", export, "-o", profile)

    assert (done.code, profile.exists()) == (2, False)
    assert "--yes 75" in done.err


def test_a_profile_that_exists_is_never_overwritten(cli, export, profile):
    profile.write_text("format: 1\n", "utf-8")

    done = cli("map", export, "-o", profile, "--yes", "45")

    assert (done.code, profile.read_text("utf-8")) == (2, "format: 1\n")


def test_a_profile_is_a_yaml_file(cli, export, tmp_path):
    assert cli("map", export, "-o", tmp_path / "profil.xlsx", "--yes", "45").code == 2


def test_an_unknown_profile_to_extend_is_refused(cli, export):
    done = cli("map", export, "--extends", "procapita")

    assert done.code == 2
    assert "procapita" in done.err


def test_an_export_that_is_known_already_gives_nothing_to_suggest(cli, tmp_path):
    write(tmp_path / "utredningar.csv", f"id;barn;inledd\nU1;{GIRL};2025-01-01\n")

    assert "inget att föreslå" in cli("map", tmp_path / "utredningar.csv").err


class Answers:
    """A keyboard that gives these answers, and then nothing."""

    def __init__(self, *answers):
        self._answers = [f"{answer}\n" for answer in answers]

    def isatty(self):
        return True

    def readline(self):
        return self._answers.pop(0) if self._answers else ""


@pytest.fixture
def answering(cli, export, profile, monkeypatch):
    def run(*answers):
        monkeypatch.setattr(mapping, "_can_ask", lambda: True)
        monkeypatch.setattr(mapping.sys, "stdin", Answers(*answers))
        return cli("map", export, "-o", profile, "--indicators", "5:4")

    return run


def test_on_a_terminal_each_suggestion_is_asked_of(answering, profile):
    done = answering("j", "n", "a")
    first, second, *_ = re.findall(r"→ utredningar\.(\w+)", done.out)

    assert first in columns(profile)
    assert second not in columns(profile)


def test_an_answer_that_is_none_is_asked_for_again(answering, profile):
    done = answering("kanske", "j", "s")

    assert len(columns(profile)) == 1
    assert done.err.count("Ta med?") == 3


def test_after_quitting_no_more_is_suggested(answering):
    assert answering("j", "s").out.count("→") == 2


def test_silence_ends_the_questions(answering, profile):
    answering()

    assert not profile.exists()


def test_a_value_is_not_asked_of_when_its_column_was_declined(answering):
    told = answering(*["n"] * 20).out

    assert "betyder barnutredning" not in told


def test_no_cell_of_a_person_or_of_free_text_is_shown_or_written(mapped, profile):
    everything = mapped.out + mapped.err + profile.read_text("utf-8")

    assert not any(text in everything for text in (GIRL, BOY, GIRL[2:], "text här"))


def test_the_text_is_at_most_a_hundred_columns_wide(mapped):
    assert max(map(len, mapped.out.splitlines())) <= 100


def test_it_speaks_english_too(cli, export):
    told = cli("map", export, "--indicators", "5:4", "--lang", "en").out

    assert "5:4 goes from not computable to 2 in the denominator" in told


def test_without_the_extra_it_says_how_to_install_it(cli, export, monkeypatch):
    monkeypatch.setattr("bbic_ind.cli.map.find_spec", lambda _: None)

    done = cli("map", export)

    assert done.code == 2
    assert "pip install '.[map]'" in done.err


def test_the_only_heading_with_dates_left_is_suggested_for_the_date_that_is_required(cli, tmp_path):
    write(tmp_path / "x.csv", EXPORT.replace("Utr inleddes", "Kolumn C"))

    told = cli("map", tmp_path / "x.csv", "--indicators", "5:4").out

    assert "kolumnen ”Kolumn C” → utredningar.inledd\n  45 av 100" in told


def test_the_only_heading_with_dates_left_is_suggested_for_the_day_that_closes(cli, tmp_path):
    write(tmp_path / "x.csv", EXPORT.replace("Avslutsdat", "Kolumn D"))

    told = cli("map", tmp_path / "x.csv", "--indicators", "5:4").out

    assert "kolumnen ”Kolumn D” → utredningar.avslutad\n  45 av 100" in told


def test_of_two_headings_with_dates_left_none_is_guessed(cli, tmp_path):
    text = EXPORT.replace("Utr inleddes", "Kolumn C").replace("text", "2025-01-01")
    write(tmp_path / "x.csv", text.replace("här", "").replace("där", "").replace("mer ", ""))

    assert "→ utredningar.inledd" not in cli("map", tmp_path / "x.csv", "--indicators", "5:4").out


def test_what_no_heading_feeds_is_told_with_the_indicators_it_stops(cli, tmp_path, profile):
    write(tmp_path / "x.csv", EXPORT.replace("Utredn.typ", "F").replace("Barnutredn", "11:1"))

    told = cli("map", tmp_path / "x.csv", "-o", profile, "--yes", "45", "--indicators", "5:4").err

    assert "Ingen rubrik fyller än: utredningar.typ (5:4)." in told
