"""Episodes made span by span: join what opens at the latest so long after what closed."""

from typing import Any

from bbic_ind.definitions.parse_dates import parse_duration
from bbic_ind.model import Episodes, Model
from bbic_ind.periods import OPEN, Duration

Rows = list[dict[str, Any]]


def episodes_of(shape: Episodes, model: Model, tables: dict[str, Rows]) -> Rows:
    """The merged spans, each subject's in order of opening.

    A span whose opening day or subject is missing belongs to no episode.  One whose
    closing day is unknown reaches no further than its opening day for certain, and
    leaves the end of its episode unknown unless another span keeps it open.
    """
    within = parse_duration(shape.merge_within)
    merged: Rows = []
    for subject in sorted({span[0] for span in _spans(shape, model, tables)}):
        own = [span[1:] for span in _spans(shape, model, tables) if span[0] == subject]
        for run in _runs(sorted(own, key=lambda span: span[0]), within):
            merged.append({shape.by: subject, shape.opens: run[0][0], shape.closes: _close_of(run)})
    return merged


def _spans(shape: Episodes, model: Model, tables: dict[str, Rows]) -> list[tuple[Any, ...]]:
    found = []
    for name in shape.merge:
        table = model.tables[name]
        for row in tables[name]:
            opens = row.get(table.begins or "")
            if opens is not None and row.get(shape.by) is not None:
                found.append((row[shape.by], opens, row.get(table.closes or "")))
    return found


def _runs(spans: list[tuple[Any, ...]], within: Duration) -> list[list[tuple[Any, ...]]]:
    runs: list[list[tuple[Any, ...]]] = []
    for span in spans:
        if runs and _joins(runs[-1], span, within):
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _joins(run: list[tuple[Any, ...]], span: tuple[Any, ...], within: Duration) -> bool:
    reach = max(opens if closes is None else max(opens, closes) for opens, closes in run)
    return bool(reach == OPEN or span[0] <= within.after(reach))


def _close_of(run: list[tuple[Any, ...]]) -> Any:
    closes = [closes for _, closes in run]
    if OPEN in closes:
        return OPEN
    return None if None in closes else max(closes)
