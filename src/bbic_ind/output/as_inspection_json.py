"""What was seen of a delivery as JSON: the inspection's own shape, in one language."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from bbic_ind.model import Finding
from bbic_ind.model.inspection import Inspection
from bbic_ind.texts import Language, Text


def inspection_json(seen: Inspection, lang: Language) -> str:
    """The whole inspection, ending with a newline; texts in ``lang``, dates as ISO."""
    return json.dumps(_plain(seen, lang), ensure_ascii=False, indent=1) + "\n"


_TOLD = (
    "rule", "severity", "place", "message", "table", "column", "cells", "count", "value",
)  # fmt: skip
"""What is told of a finding; which rows it concerns is for the checks."""


def _plain(value: Any, lang: Language) -> Any:
    if isinstance(value, Text):
        return value(lang)
    if isinstance(value, Finding):
        return {name: _plain(getattr(value, name), lang) for name in _TOLD}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name), lang) for field in fields(value)}
    if isinstance(value, dict):
        return {_plain(key, lang): _plain(held, lang) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, lang) for item in value]
    return value.isoformat() if isinstance(value, date) else value
