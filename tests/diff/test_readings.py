"""Cases that move in a variant alone, between the parts of a figure, or by the number they add."""

import shutil

import pytest

L1 = "L1;2025-01-10;2025-02-10;norr"
SLOW = "L2;2025-01-10;2025-03-12;söder"
LATER = "L9;2025-12-20;2026-01-02;norr"
VARIANT = """
variants:
  lånade_i_år:
    why: {sv: Lånen räknas det år de lånas ut., en: Loans are counted in the year they are lent.}
    denominator:
      - lånad: {during: period}
    numerator:
      - åter: {on_or_before: lånad + %s months}
"""
LENGTHS = """format: 1
id: "1:2"
title: {sv: Lånens längd, en: How long loans last}
area: 1
kind: distribution
period: year
from: lån
let:
  tid: {days: {from: lånad, to: åter}}
denominator:
  - åter: {during: period}
bands: {of: tid, parts: {kort: {at_most: 35}, lagom: {more_than: 35, at_most: 65}}}
rest: lång
"""
MEAN = LENGTHS.partition("bands")[0].replace("1:2", "1:3").replace("distribution", "mean")


def with_variant(folder, months):
    text = (folder / "1-1.yaml").read_text().partition("examples:")[0]
    (folder / "1-1.yaml").write_text(text.rstrip() + VARIANT % months)


@pytest.fixture(autouse=True)
def pack(place):
    """The pack with a variant, a distribution and a mean."""
    with_variant(place / "bibliotek", 2)
    (place / "bibliotek" / "1-2.yaml").write_text(LENGTHS)
    (place / "bibliotek" / "1-3.yaml").write_text(MEAN + "value: tid\n")
    return place


@pytest.fixture
def moved(diff):
    """The cases that moved, each as the reading, the id and the reason; and what was printed."""

    def run(old, new, *more, indicator="1:1"):
        found = diff(old, new, "--indicators", indicator, *more)
        return {(case["variant"], case["id"]): case for case in found.cases.values()}, found.out

    return run


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ([L1], [L1, LATER], "registrerat i efterhand"),
        ([L1, LATER], [L1], "borta ur uttaget (gallrat, sammanslaget eller utelämnat)"),
        ([L1, SLOW], [L1, SLOW.replace("03-12", "03-10")], "rättat eller kompletterat"),
    ],
)
def test_what_moves_in_the_variant_alone_is_told_with_its_reason(moved, old, new, reason):
    cases, out = moved(old, new)

    assert [(variant, case["reason"]) for (variant, _), case in cases.items()] == [
        ("lånade i år", reason)
    ]
    assert "bara i varianten lånade i år: " in out


def test_what_moves_in_the_main_reading_is_not_told_again_of_the_variant(moved):
    cases, _ = moved([L1, SLOW], [L1])

    assert list(cases) == [("", "L2")]


def test_a_variant_defined_otherwise_moves_by_its_definition(cli, pack, export):
    export("uttag", L1, SLOW)
    shutil.copytree(pack / "bibliotek", pack / "senare")
    text = (pack / "senare" / "1-1.yaml").read_text()
    (pack / "senare" / "1-1.yaml").write_text(text.replace("lånad + 2 months", "lånad + 3 months"))

    packs = ("--packs", "bibliotek", "senare", "--extracted", "2026-02-01")
    out = cli("diff", "uttag", *packs, "--indicators", "1:1").out

    assert "bara i varianten lånade i år: definitionen är en annan: 1" in out


def test_a_case_in_another_part_is_told_with_both(moved):
    cases, _ = moved([L1], [L1.replace("02-10", "03-10")], indicator="1:2")

    assert (cases["", "L1"]["was"], cases["", "L1"]["is"]) == (
        "i täljaren: kort",
        "i täljaren: lagom",
    )


def test_a_case_that_adds_another_number_is_told(moved):
    cases, _ = moved([L1], [L1.replace("02-10", "02-12")], indicator="1:3")

    assert cases["", "L1"]["what"] == "åter: 2025-02-10 → 2025-02-12"
