import polars as pl

from bbic_ind.results import groups, schema, shaped


def test_the_columns_stand_in_the_designed_order():
    assert schema(("kön",)).names() == [
        "pack", "indicator", "variant", "part", "title", "kind",
        "period", "period_start", "period_end", "kön",
        "numerator", "denominator", "value", "low", "high",
        "missing", "pending", "denominator_undecided", "status", "final_from", "note",
    ]  # fmt: skip


def test_a_column_that_is_lacking_is_filled_with_null():
    assert shaped(pl.DataFrame({"pack": ["a"]}))["value"].to_list() == [None]


def test_the_frame_gets_the_schema_exactly():
    assert shaped(pl.DataFrame({"numerator": [1], "extra": [2]}), ("kön",)).schema == schema(
        ("kön",)
    )


def test_the_group_columns_are_found_again():
    assert groups(shaped(pl.DataFrame({"pack": ["a"]}), ("kön", "enhet"))) == ("kön", "enhet")
