"""Turn the entries of ``let`` into named values."""

from collections.abc import Callable, Mapping
from typing import Any

from bbic_ind.definitions.conditions import Age, Between, CountOf, Extreme, Pick, SumOf, Value
from bbic_ind.definitions.parse_conditions import ONE_KEY, ConditionParser
from bbic_ind.strict_yaml import KeyPath, unknown_key


def parse_let(parser: ConditionParser, let: Mapping[str, Any], at: KeyPath) -> dict[str, Value]:
    """The named values that can be read."""
    values = {name: parse_value(parser, content, (*at, name)) for name, content in let.items()}
    return {name: value for name, value in values.items() if value is not None}


def parse_value(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    """One entry of ``let``: a day, or a mapping with one key that says what kind of value it is."""
    if isinstance(data, str):
        return Extreme(False, (parser.day(data, at),), line=parser.line(at))
    if not isinstance(data, Mapping) or len(data) != 1:
        parser.fault(at, ONE_KEY)
        return None
    key, content = next(iter(data.items()))
    if key not in _READERS:
        parser.fault((*at, key), unknown_key(str(key), _READERS))
        return None
    return _READERS[key](parser, content, (*at, key))


def _age(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    if not parser.has_keys(data, at, ("born", "on")):
        return None
    born = parser.day(data["born"], (*at, "born"))
    return Age(born, parser.day(data["on"], (*at, "on")), line=parser.line(at))


def _between(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    if not parser.has_keys(data, at, ("from", "to")):
        return None
    first = parser.day(data["from"], (*at, "from"))
    return Between(str(at[-1]), first, parser.day(data["to"], (*at, "to")), line=parser.line(at))


def _extreme(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    days = tuple(parser.day(item, (*at, i)) for i, item in enumerate(parser.items(data, at)))
    return Extreme(at[-1] == "latest_of", days, line=parser.line(at))


def _pick(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    if not parser.is_mapping(data, at):
        return None
    related = parser.related(data, at, also=("by", "value"))
    by, value = parser.text(data, "by", at), parser.text(data, "value", at)
    return Pick(at[-1] == "last", related, by, value, line=parser.line(at))


def _sum(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    if not parser.is_mapping(data, at):
        return None
    related = parser.related(data, at, also=("of",))
    return SumOf(related, parser.text(data, "of", at), line=parser.line(at))


def _count(parser: ConditionParser, data: Any, at: KeyPath) -> Value | None:
    return CountOf(parser.related(data, at), line=parser.line(at))


_READERS: Mapping[str, Callable[[ConditionParser, Any, KeyPath], Value | None]] = {
    "age": _age,
    "days": _between,
    "months": _between,
    "earliest_of": _extreme,
    "latest_of": _extreme,
    "first": _pick,
    "last": _pick,
    "count": _count,
    "sum": _sum,
}
