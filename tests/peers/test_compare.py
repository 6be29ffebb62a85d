"""The command: what it shows, what it writes and what it refuses."""

import pytest

from bbic_ind.cli import main
from bbic_ind.errors import Exit
from tests.peers.conftest import PEERS, answer, row, rows, saved


def test_our_value_stands_beside_the_others(compare):
    shown = compare().out

    assert (
        "2025 T  73,3 % (30)   4 andra: 60,5–80,5 %, mitten 72,5 %; kan vara slumpen (47,3–97,7 %)"
        in shown
    )


def test_percent_is_written_as_the_language_does(compare):
    assert "2025 T  73.3% (30)   4 others: 60.5–80.5%" in compare("--lang", "en").out


def test_a_value_far_from_the_middle_is_told(compare):
    assert "skiljer sig mer än slumpen brukar ge" in compare(others=answer(row("0114", 20))).out


def test_key_figures_that_nobody_else_has_are_told_together(compare):
    assert "Inga andra värden för samma år i filerna: N10002, U10003." in compare().out


def test_a_count_is_told_to_go_by_size(compare):
    others = answer(row("0114", 12, kpi="N10002"))

    assert "2025 T  30   1 annan: 12; ett antal" in compare(others=others).out


def test_a_group_compares_with_its_members_only(compare, tmp_path):
    group = saved(tmp_path / "lika.csv", "0114;Väsby\n0115;Vallentuna\n")

    shown = compare("--group", group).out
    assert "lika" in shown.splitlines()[0]
    assert "2 andra: 60,5–70,0 %" in shown


def test_the_country_is_never_shown(compare):
    done = compare(others=answer(*PEERS["values"], row("0000", 11.1)))

    assert "11,1" not in done.out
    assert "1 värde för riket, regioner och grupper är inte med." in done.err


def test_a_page_of_several_is_told(compare):
    assert "är en sida av flera" in compare(others=PEERS | {"next_url": "2"}).err


def test_what_is_small_is_hidden_unless_asked_for(compare):
    others = answer(*(row("0114", {"gender": g, "value": 50}) for g in "TKM"))
    shown = compare(others=others, disclosure="kolada").out

    assert "2025 K  skyddad" in shown


def test_the_table_has_every_value_and_ours(compare):
    compare("-o", "j.csv")

    found = [row for row in rows("j.csv") if row["kpi"] == "N10001" and row["gender"] == "T"]
    told = [(row["municipality"], row["own"], row["value"]) for row in found]
    assert told == [
        ("0182", "yes", "73.33333333333333"),
        ("0114", "no", "60.5"),
        ("0115", "no", "70"),
        ("0117", "no", "80.5"),
        ("0180", "no", "75"),
    ]


def test_the_page_says_where_the_others_values_are_from(compare, tmp_path):
    compare("-o", "j.md")

    page = (tmp_path / "j.md").read_text("utf-8")
    assert "Andras värden: Kolada" in page
    assert "kolada.json" in page


def test_the_page_names_the_members_of_a_group_by_name(compare, tmp_path):
    group = saved(tmp_path / "lika.csv", "0117;Österåker\n0114;Väsby\n0115;Botkyrka\n")
    compare("--group", group, "-o", "j.md")

    page = (tmp_path / "j.md").read_text("utf-8")
    assert page.index("Botkyrka") < page.index("Väsby") < page.index("Österåker")


def test_the_page_has_a_plot(compare, tmp_path):
    compare("-o", "j.html")

    assert (tmp_path / "j.html").read_text("utf-8").count("data:image/svg+xml") == 1


def test_a_manifest_lies_beside_and_can_be_verified(compare, tmp_path, capsys):
    group = saved(tmp_path / "lika.csv", "0114;Väsby\n0115;Vallentuna\n")
    compare("--group", group, "-o", "j.csv")

    assert main.run(["verify", "j.csv.manifest.json", "--lang", "sv"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "Skrivna filer: 1 av 1 filer är desamma" in told
    assert "Underlag: 3 av 3 filer är desamma" in told


def test_files_that_lie_elsewhere_now_are_known_again(compare, tmp_path, capsys):
    (tmp_path / "ut").mkdir()
    compare("--group", saved(tmp_path / "lika.csv", "0114;Väsby\n"), "-o", "ut/j.csv")
    (tmp_path / "ut").rename(tmp_path.parent / f"{tmp_path.name}-ut")
    manifest = tmp_path.parent / f"{tmp_path.name}-ut" / "j.csv.manifest.json"

    assert main.run(["verify", str(manifest), "--source", ".", "--lang", "sv"]) == Exit.DONE
    assert "Underlag: 3 av 3 filer är desamma" in capsys.readouterr().out


def test_another_value_in_the_saved_file_is_found_by_its_manifest(compare, capsys):
    compare("-o", "j.csv")
    saved("kolada.json", answer(row("0114", 61.5), *PEERS["values"][1:]))

    assert main.run(["verify", "j.csv.manifest.json", "--lang", "sv"]) == Exit.QUALITY
    assert "N10001 2025 T 0114 no: värde 60.5 → 61.5" in capsys.readouterr().out


def test_the_files_are_the_owners_only(compare, tmp_path):
    compare("-o", "j.csv")

    assert (tmp_path / "j.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("code", ["", "182", "Nacka"])
def test_a_code_that_is_not_four_digits_is_refused(compare, code):
    assert compare(code=code).code == Exit.USAGE


def test_a_result_without_key_figures_is_refused(compare, tmp_path):
    text = (tmp_path / "egna.csv").read_text("utf-8-sig").replace("N10001", "X").replace("0003", "")
    saved(tmp_path / "egna.csv", text.replace("N10002", "Y"))
    done = compare()

    assert done.code == Exit.USAGE
    assert "inget nyckeltal i Kolada" in done.err


def test_the_result_is_not_written_over(compare):
    assert compare("-o", "egna.csv").code == Exit.USAGE
