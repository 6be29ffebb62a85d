"""The check as JSON: what was checked, the rules with their effects, and every finding."""

from dataclasses import asdict
from typing import IO, Any

import bbic_ind
from bbic_ind.engine.checking import Checked, Effect, Move
from bbic_ind.output.as_json import encoded, from_manifest
from bbic_ind.output.check.inspection import Inspection
from bbic_ind.output.check.work_list import entries


def write_json(inspection: Inspection, stream: IO[bytes]) -> None:
    """Write the check as UTF-8."""
    stream.write(json(inspection).encode())


def json(inspection: Inspection) -> str:
    """The check as JSON text; fractions are exact, texts in the reader's language."""
    reading, checkup = inspection.reading, inspection.checkup
    whole = {
        "check": {
            "program": "bbic-ind",
            "version": bbic_ind.__version__,
            "catalogue": inspection.catalogue.version,
            "extracted": reading.dataset.extracted.isoformat(),
            "period": inspection.period.label,
            "tried": checkup.tried,
            "untried": {one.rule.id: one.lacks for one in checkup.untried},
            **from_manifest(inspection.manifest),
        },
        "rules": [_rule(checked, inspection) for checked in checkup.found],
        "findings": [asdict(entry) for entry in entries(inspection)],
    }
    return encoded(whole)


def _rule(checked: Checked, inspection: Inspection) -> dict[str, Any]:
    rule, lang = checked.breach.rule, inspection.lang
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "title": rule.title(lang),
        "action": rule.action(lang),
        "table": checked.breach.table,
        "columns": checked.breach.columns,
        "count": checked.breach.count,
        "effects": [_effect(effect) for effect in checked.effects],
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "pack": effect.indicator.pack,
        "indicator": effect.indicator.id,
        "variant": effect.variant,
        "stops": effect.stops,
        "parts": [_move(move) for move in effect.moves],
    }


def _move(move: Move) -> dict[str, Any]:
    return {name: getattr(move, name) for name in ("part", "now", "low", "high", "units")}
