from dataclasses import replace

import pytest

from bbic_ind.engine.breakdown import MISSING_GROUP
from bbic_ind.engine.notes import distinct_units, not_divided
from bbic_ind.output.as_table import NARROWEST, WIDTH, table
from bbic_ind.texts import Text

from .conftest import PACK, titles

WHOLE = """\
Bibliotekets mått · uppgifter till och med 2026-02-01

       Indikator                             Period         Antal  Värde     Möjligt Status

1  Utlåningen är snabb
  1:1  Böcker som lämnades tillbaka i tid    2025         142/200 71,0 % 71,0–75,5 % slutlig
       variant: med förlängda                2025         150/200 75,0 %             slutlig
       flicka                                2025          70/100 70,0 %             slutlig
       =cmd|' /C calc'!A0                    2025          72/100 72,0 %             slutlig
  1:2  Lån per anställd                      2025-11-01 1234/45,3   27,3             slutlig
  1:3  Filialer med kvällsöppet
       kvällsöppet måndag                    2025                     Ja             slutlig
       kvällsöppet fredag                    2025                      –             obesvarad
  1:10 Lån per slag
       böcker                                2025             2/3 66,7 %             slutlig
       övriga                                2025             1/3 33,3 % 33,3–66,7 % preliminär till
                                                                                     2026-12-31

2  Fjärrlånen fungerar
  2:1  Fjärrlån som kom fram inom två veckor 2025       kan inte räknas. Saknas i underlaget:
         efter beställningen                            fjärrlån.framme.
       variant: tom                          2025             0/0      –             tom
"""


def test_the_whole_table_is_plain_text(run):
    assert table(run).replace("\u00a0", " ") == WHOLE


def test_no_line_is_wider_than_the_table(run):
    assert max(len(line) for line in table(run).splitlines()) <= WIDTH


def test_the_titles_of_many_packs_take_several_lines(run):
    many = titles(", ".join(["Bibliotekets mått"] * 9), "")
    lines = table(replace(run, packs={"prov": replace(PACK, title=many)})).splitlines()

    assert lines[2] == "2026-02-01"
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize("width", [NARROWEST, 60, 80, 90])
def test_no_line_is_wider_than_a_narrow_terminal(run, width):
    assert max(len(line) for line in table(run, width=width).splitlines()) <= width


def test_a_figure_without_room_for_columns_is_told_on_a_line_of_its_own(run):
    lines = table(run, width=NARROWEST).splitlines()

    at = lines.index("  1:1  Böcker som lämnades tillbaka i")
    assert [line.replace("\u00a0", " ") for line in lines[at + 1 : at + 4]] == [
        "         tid",
        "       2025  142/200  71,0 %",
        "         71,0–75,5 %  slutlig",
    ]


def test_headings_are_bold_only_when_asked(run):
    assert "\033[1m1  Utlåningen är snabb\033[0m" in table(run, bold=True)


def test_bold_type_carries_no_meaning_of_its_own(run):
    unmarked = table(run, bold=True).replace("\033[1m", "").replace("\033[0m", "")

    assert unmarked == table(run)


def test_the_periods_of_one_figure_follow_each_other_under_one_title(a_run, a_row):
    figures = {"numerator": 1.0, "denominator": 2.0, "value": 0.5, "low": 0.5, "high": 0.5}
    rows = [
        a_row("1:1", period=year, variant=variant, status="preliminary", **figures)
        for year in ("2024", "2025")
        for variant in ("", "med_förlängda")
    ]

    lines = table(a_run(rows, by=())).splitlines()[5:]

    assert [line.split()[:-4] for line in lines] == [
        ["1:1", "Böcker", "som", "lämnades", "tillbaka", "i", "tid", "2024"],
        ["2025"],
        ["variant:", "med", "förlängda", "2024"],
        ["2025"],
    ]


@pytest.mark.parametrize("steering", ["\033[31mröd", "\u009b2J"])
def test_a_group_cannot_steer_the_terminal(a_run, a_row, steering):
    text = table(a_run([a_row("1:1", kön=steering, status="empty")]))

    assert steering[0] not in text


def test_an_english_reader_gets_an_english_table(a_run, a_row):
    text = table(a_run([a_row("1:1", status="empty")], lang="en"))

    assert "Lending is fast" in text


def test_an_indicator_that_cannot_be_computed_at_all_takes_one_line(a_run, a_row):
    rows = [
        a_row("1:10", part=part, variant=variant, status="not_computable", note="Saknas: lån.")
        for variant in ("", "hela")
        for part in ("böcker", "övriga")
    ]

    lines = table(a_run(rows, by=())).splitlines()[5:]

    assert [line.split() for line in lines] == [
        ["1:10", "Lån", "per", "slag", "2025", "kan", "inte", "räknas.", "Saknas:", "lån."]
    ]


def test_titles_begin_right_of_the_longest_id(run):
    assert "  1:10 Lån per slag" in table(run).splitlines()


def test_groups_with_nobody_in_them_are_counted_and_not_shown(a_run, a_row):
    nobody = {"status": "empty", "numerator": 0, "denominator": 0}
    rows = [a_row("1:1", kön="flicka", **nobody), a_row("1:1", kön="pojke", **nobody)]

    told = table(a_run([a_row("1:1", **nobody), *rows]))

    assert "flicka" not in told
    assert "Böcker" in told
    assert "2 rader för tomma grupper visas inte här" in told


def test_an_empty_group_that_somebody_may_belong_to_is_shown(a_run, a_row):
    doubtful = a_row("1:1", kön="flicka", status="empty", denominator_undecided=1)

    assert "flicka" in table(a_run([a_row("1:1", status="empty"), doubtful]))


def test_a_group_without_a_value_is_named_in_the_readers_language(a_run, a_row):
    rows = [a_row("1:1", kön=None), a_row("1:1", kön="uppgift saknas")]

    assert "kön: not registered" in table(a_run(rows, by=("kön",), lang="en"))


def test_a_group_is_called_what_the_model_calls_it(a_run, a_row):
    rows = [
        a_row("1:1", kön=word, numerator=1, denominator=1, value=1.0)
        for word in ("flicka", MISSING_GROUP)
    ]
    names = {("kön", ""): Text("Kön", "Sex"), ("kön", "flicka"): Text("flicka", "girl")}
    told = table(replace(a_run(rows, lang="en"), names=names))

    assert "girl" in told
    assert "sex: not registered" in told


DOUBTS = "1 rad i lån saknar bok. Flera rader har inte samma svar."


def test_a_note_on_figures_with_a_value_is_told_once_below_those_it_marks(a_run, a_row):
    counts = {"numerator": 1.0, "denominator": 2.0, "value": 0.5, "low": 0.5, "high": 0.5}
    rows = [
        a_row("1:1", **counts, note=DOUBTS),
        a_row("1:1", variant="med_förlängda", **counts, note="1 rad i lån saknar bok."),
        a_row("1:2", **counts),
        a_row("1:10", part="böcker", **counts, note="1 rad i lån saknar bok."),
    ]
    lines = table(a_run(rows, by=())).splitlines()

    assert [line.endswith(" slutlig *") for line in lines if "slutlig" in line] == [
        *(True, True, False, True)
    ]
    assert lines[-3:] == [
        "",
        "* 1:1, 1:10: 1 rad i lån saknar bok.",
        "* 1:1: Flera rader har inte samma svar.",
    ]


def test_how_a_run_is_divided_is_no_note_on_its_figures(a_run, a_row):
    said = f"{distinct_units('id')('sv')} {not_divided(['kön'])('sv')}"
    [one, *others] = [
        replace(i, computation=replace(i.computation, unit="id")) for i in PACK.indicators
    ]
    run = replace(a_run([a_row("1:1", status="empty", note=said)]), indicators=[one, *others])

    assert table(run).splitlines()[-4:] == [
        "  1:1  Böcker som lämnades tillbaka i tid 2025             –         tom",
        "",
        "1:1: I totalen räknas rader med samma id en gång, så den är inte alltid gruppernas summa.",
        "1:1: Kan inte delas upp på kön.",
    ]
