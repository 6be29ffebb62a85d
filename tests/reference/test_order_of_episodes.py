"""The order of episodes is that of the rows they come from, whatever anybody is called."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from bbic_ind.engine.episodes import merge_spans
from bbic_ind.model import load_model

MODEL = load_model(Path(__file__).with_name("model.yaml"))
DAYS = {name: date(2025, month, 1) for month, name in enumerate("abcdef", 1)}


def custody(*riders: int) -> list[date]:
    """When the episodes of two repairs and a rental begin, as they stand."""
    [one, two, three] = riders
    ids = pl.UInt32()
    repairs = pl.DataFrame(
        {"rider": [one, two], "opened": [DAYS["e"], DAYS["c"]], "closed": [DAYS["f"], DAYS["d"]]},
        schema_overrides={"rider": ids},
    )
    rentals = pl.DataFrame(
        {"rider": [three], "started": [DAYS["a"]], "ended": [DAYS["b"]]},
        schema_overrides={"rider": ids},
    )
    tables = {"repairs": repairs, "rentals": rentals}
    merged = merge_spans(MODEL.episodes["custody"], MODEL, tables)
    assert merged is not None
    return merged["since"].to_list()


@pytest.mark.parametrize("riders", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_episodes_stand_as_the_spans_of_their_riders_do(riders: tuple[int, ...]) -> None:
    assert custody(*riders) == [DAYS["e"], DAYS["c"], DAYS["a"]]


def test_a_riders_episodes_stand_in_time() -> None:
    assert custody(1, 1, 1) == [DAYS["a"], DAYS["c"], DAYS["e"]]
