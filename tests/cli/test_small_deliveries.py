"""What the shipped definitions say of small deliveries with something missing or far ahead."""

import csv
from io import StringIO


def rows(text):
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_parts_of_one_denominator_are_divided_exactly(cli, tmp_path):
    lines = [f"H{n};2020-01-01;;{'ja' if n < 3 else 'nej'};2000-01-01" for n in range(10)]
    (tmp_path / "handläggare.csv").write_text(
        "\n".join(["id;från;till;socionom;erfarenhet_från", *lines]), "utf-8"
    )
    asked = ("--indicators", "3:1", "--extracted", "2026-02-01", "--format", "csv")
    found = rows(cli("compute", tmp_path, *asked).out)

    assert [row["value"] for row in found] == ["0", "0", "0.3", "0.7"]


def test_an_id_that_leads_nowhere_touches_what_looks_up_through_it(cli, tmp_path):
    (tmp_path / "placeringar.csv").write_text(
        "id;barn;beslutad;från;vårdform;utredning\nP1;B1;2025-01-01;2025-01-01;jourhem;U9\n",
        "utf-8",
    )
    (tmp_path / "utredningar.csv").write_text(
        "id;barn;inledd;avslutad\nU1;B1;2025-01-01;2025-02-01\n", "utf-8"
    )
    asked = ("--indicators", "4:2", "--extracted", "2026-02-01")

    (line,) = (s for s in cli("compute", tmp_path, *asked).err.splitlines() if "F2" in s)
    assert line.endswith("→ berör 4:2")


COSTS = "id;månad;barn;belopp;typ;insats\nK1;2025-02-01;B1;9;annat;\nK2;2025-03-01;;5;annat;\n"


def test_rows_of_nobody_touch_figures_that_ask_not_whose_they_are(cli, tmp_path):
    (tmp_path / "kostnader.csv").write_text(COSTS, "utf-8")
    asked = ("--indicators", "KPB10", "--extracted", "2026-02-01")

    (line,) = (s for s in cli("compute", tmp_path, *asked).err.splitlines() if "C3" in s)
    assert "barn saknas, och likaså en hänvisning" in line
    assert line.endswith("→ berör KPB10")
    assert "Kan ändra KPB10" in cli("check", tmp_path, *asked).out


def test_a_day_of_measurement_that_lies_ahead_is_told_as_a_day(cli, tmp_path):
    (tmp_path / "handläggare.csv").write_text("id;från;till\nH1;2020-01-01;\n", "utf-8")
    asked = ("--indicators", "3:1", "--year", "2025", "--extracted", "2025-10-31")

    assert "Varning: 2025-11-01 ligger efter" in cli("compute", tmp_path, *asked).err


def test_ages_that_nothing_tells_are_told_as_lacking(cli, tmp_path):
    for name, text in {
        "utredningar": "id;barn;inledd;avslutad\nU1;B1;2025-01-01;2025-03-01\n",
        "insatser": "id;barn;från;till;typ\nI1;B9;2020-01-01;;annat\n",
        "placeringar": "id;barn;från;till;vårdform\nP1;B9;2020-01-01;;hvb\n",
        "aktualiseringar": "id;barn;inkom;typ\nA1;B1;2025-08-01;anmälan\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    asked = ("--indicators", "3:5", "--extracted", "2027-02-01", "--format", "csv")
    row, *_ = rows(cli("compute", tmp_path, *asked).out)

    assert (row["status"], row["note"]) == ("not_computable", "Saknas i underlaget: barn.född.")
