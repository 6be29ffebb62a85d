"""Random questions: definitions of every kind as plain data, well typed by construction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from bbic_ind.model import ColumnType, Model

from .random_rows import DAYS
from .values import WORDS

Draw = Callable[[st.SearchStrategy[Any]], Any]
Plain = dict[str, Any]

DATE_TESTS = ("before", "after", "on_or_before", "on_or_after")
NUMBER_TESTS = ("at_least", "at_most", "less_than", "more_than")
LENGTHS = ("0 days", "1 day", "14 days", "2 weeks", "1 month", "4 months", "6 months", "1 year")
NUMBERS = (-1, 0, 0.25, 0.5, 1, 2, 30, 601)
MATCHES: dict[tuple[str, str], tuple[Plain, ...]] = {
    ("visits", "repairs"): ({"repair": "id"}, {"repair": "id", "rider": "rider"}),
    ("repairs", "visits"): ({"id": "repair"},),
    ("bicycles", "repairs"): ({"id": "bicycle"},),
    ("bicycles", "rentals"): ({"id": "bicycle"},),
    ("repairs", "bicycles"): ({"bicycle": "id"},),
    ("rentals", "bicycles"): ({"bicycle": "id"},),
    ("repairs", "rentals"): ({"bicycle": "bicycle"}, {"kind": "kind"}),
    ("rentals", "repairs"): ({"bicycle": "bicycle"}, {"workshop": "workshop", "rider": "rider"}),
    ("repairs", "repairs"): ({"bicycle": "bicycle"}, {"workshop": "workshop"}),
    ("mechanics", "repairs"): ({"workshop": "workshop"},),
    ("repairs", "mechanics"): ({"workshop": "workshop"},),
    ("mechanics", "mechanics"): ({"workshop": "workshop"},),
    ("visits", "mechanics"): ({"workshop": "workshop"},),
    ("repairs", "riders"): ({"rider": "id"},),
    ("visits", "riders"): ({"rider": "id"},),
    ("custody", "riders"): ({"rider": "id"},),
    ("riders", "repairs"): ({"id": "rider"},),
}
OF_A_RIDER = ("repairs", "rentals", "visits", "custody")
POPULATIONS = (*OF_A_RIDER, "mechanics", "riders")


@dataclass(frozen=True)
class Place:
    """Where a condition stands: its table, the values named there, the row outside."""

    model: Model
    table: str
    named: Plain = field(default_factory=dict)
    outer: "Place | None" = None

    @property
    def depth(self) -> int:
        return 0 if self.outer is None else self.outer.depth + 1

    def names(self, kind: str, *, paths: bool = True) -> list[str]:
        """The names of one kind: ``day``, ``number``, or the values of the words."""
        own = [name for name, (of, _) in self._columns(paths).items() if of == kind]
        return [*own, *(name for name, (of, _) in self.named.items() if of == kind)]

    def words_of(self, name: str) -> tuple[Any, ...]:
        return {**self._columns(paths=True), **self.named}[name][1]

    def _columns(self, paths: bool) -> Plain:
        return dict(_typed(self.model, self.table, paths))

    @property
    def has_span(self) -> bool:
        shape = self.model.table(self.table)
        return shape is not None and shape.closes is not None


def _typed(model: Model, table: str, paths: bool) -> Iterator[tuple[str, tuple[str, Any]]]:
    shape = model.table(table)
    assert shape is not None
    for name, column in shape.columns.items():
        if column.type.is_date:
            yield name, ("day", None)
        elif column.type is ColumnType.NUMBER:
            yield name, ("number", None)
        elif column.type in WORDS:
            yield name, ("word", words(model, name, column))
        if paths and column.refers_to:
            for inner, typed in _typed(model, column.refers_to, paths=False):
                yield f"{name}.{inner}", typed


def words(_model: Model, name: str, column: Any) -> tuple[Any, ...]:
    if column.type is ColumnType.YES_NO:
        return ("ja", "nej")
    if column.type is ColumnType.CATEGORY:
        return tuple(column.values)
    return ("north", "south") if name == "workshop" else ("A", "R1", "C1", "monark")


@dataclass
class Asking:
    """Draws one question."""

    draw: Draw
    model: Model
    avoiding: frozenset[str] = frozenset()

    def place(self, *tables: str) -> Place:
        return Place(self.model, self.one(*(t for t in tables if t not in self.avoiding)))

    def may(self, *words: str) -> bool:
        return not self.avoiding & set(words)

    def one(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) < percent)

    # days and numbers

    def day(self, place: Place) -> str:
        bases = [*place.names("day"), *place.names("day", paths=False)]
        if place.outer is not None:
            bases += [f"this.{name}" for name in place.outer.names("day")]
        base = self.one(*bases, *bases, "period.start", "period.end", "day", str(self.one(*DAYS)))
        for _ in range(self.one(0, 0, 1, 1, 2)):
            base += f" {self.one('+', '-')} {self.one(*LENGTHS)}"
        return str(base)

    def span(self, place: Place) -> Any:
        if self.chance(60):
            return "period"
        return {"from": self.day(place), "to": self.day(place)}

    def number(self, place: Place) -> Any:
        names = place.names("number")
        if place.outer is not None:
            names += [f"this.{name}" for name in place.outer.names("number")]
        if names and self.chance(25):
            return self.one(*names)
        return self.one(*NUMBERS)

    # conditions

    def conditions(self, place: Place, most: int = 3) -> list[Plain]:
        return [self.condition(place) for _ in range(self.draw(st.integers(1, most)))]

    def condition(self, place: Place, joins: int = 2) -> Plain:
        kinds = [self.day_test, self.day_test, self.word_test]
        if self.may("missing"):
            kinds += [self.missing]
        if place.names("number"):
            kinds += [self.number_test]
        if place.has_span:
            kinds += [self.open_on, self.overlaps, self.lasts]
        if joins:
            kinds += [lambda p: self.joined(p, joins)]
        if self.reachable(place):
            kinds += [self.exists, self.exists, self.count]
        return dict(self.one(*kinds)(place))

    def joined(self, place: Place, joins: int) -> Plain:
        key = self.one("any", "all", "not")
        if key == "not":
            return {"not": self.condition(place, joins - 1)}
        parts = [self.condition(place, joins - 1) for _ in range(self.one(1, 2, 3))]
        if len(parts) > 1 and self.chance(30):
            self.as_alternative(parts[0])
        return {key: parts}

    def as_alternative(self, condition: Plain) -> None:
        """Mark a test that can be left out where the data lack its column."""
        ((key, content),) = condition.items()
        tested = isinstance(content, dict) and not {"from", "to"} & set(content)
        if tested and key not in ("not", "overlaps", "lasts"):
            content["if_available"] = True

    def day_test(self, place: Place) -> Plain:
        names = place.names("day")
        if not names:
            return self.word_test(place)
        name = self.one(*names)
        if place.outer is not None and place.outer.names("day") and self.chance(10):
            test = {self.one("is", "is_not"): f"this.{self.one(*place.outer.names('day'))}"}
        elif self.chance(25):
            test = {"during": self.span(place)}
        else:
            test = {self.one(*DATE_TESTS): self.day(place)}
        return {name: self.maybe_allowing(test)}

    def maybe_allowing(self, test: Plain) -> Plain:
        allowing = self.may("allow_missing") and self.chance(12)
        return {**test, "allow_missing": True} if allowing else test

    def number_test(self, place: Place) -> Plain:
        name = self.one(*place.names("number"))
        if self.chance(10):
            return {name: self.maybe_allowing({self.one("is", "is_not"): self.one(*NUMBERS)})}
        return {name: self.maybe_allowing({self.one(*NUMBER_TESTS): self.number(place)})}

    def word_test(self, place: Place) -> Plain:
        name = self.one(*place.names("word"))
        values = place.words_of(name)
        if place.outer is not None and self.chance(25):
            outer = [n for n in place.outer.names("word") if place.outer.words_of(n) == values]
            if outer:
                test = {self.one("is", "is_not"): f"this.{self.one(*outer)}"}
                return {name: self.maybe_allowing(test)}
        if self.chance(30):
            return {name: self.maybe_allowing({"one_of": [self.one(*values) for _ in range(2)]})}
        return {name: self.maybe_allowing({self.one("is", "is_not"): self.one(*values)})}

    def missing(self, place: Place) -> Plain:
        names = [*place.names("day"), *place.names("number"), *place.names("word")]
        name = self.one(*names)
        return {name: {"missing": self.one(True, False)}}

    def open_on(self, place: Place) -> Plain:
        return {"open_on": self.one("day", self.day(place))}

    def overlaps(self, place: Place) -> Plain:
        return {"overlaps": self.span(place)}

    def lasts(self, place: Place) -> Plain:
        content = {self.one(*NUMBER_TESTS): self.one(*LENGTHS)}
        if self.chance(40):
            content["within"] = self.span(place)
        if self.chance(30):
            content["until"] = self.day(place)
        return {"lasts": content}

    # other tables

    def reachable(self, place: Place) -> list[tuple[str, Plain | None]]:
        """The tables that rows here can be related to, and by what."""
        if place.depth >= 2:
            return []
        found: list[tuple[str, Plain | None]] = []
        if place.table in OF_A_RIDER:
            found += [(table, None) for table in OF_A_RIDER]
        for (inner, outer), matches in MATCHES.items():
            if outer == place.table:
                found += [(inner, match) for match in matches]
        return [it for it in found if it[0] != "custody" or self.may("custody")]

    def related(self, place: Place) -> tuple[Plain, Place]:
        table, match = self.one(*self.reachable(place))
        content: Plain = {"in": table}
        inside = Place(self.model, table, outer=place)
        if self.chance(85):
            content["where"] = self.conditions(inside, 2)
        if match is not None:
            content["match"] = dict(match)
        return content, inside

    def exists(self, place: Place) -> Plain:
        return {self.one("exists", "none"): self.related(place)[0]}

    def count(self, place: Place) -> Plain:
        content, _ = self.related(place)
        return {"count": {**content, self.one(*NUMBER_TESTS): self.one(0, 1, 2)}}

    # named values

    def named(self, place: Place, most: int = 3) -> Plain:
        """Some values under ``let``; ``place`` learns what they are."""
        let: Plain = {}
        for i in range(self.draw(st.integers(0, most))):
            name = f"value{i}"
            let[name], place.named[name] = self.value(place)
        return let

    def value(self, place: Place) -> tuple[Plain, tuple[str, Any]]:
        kinds = [self.length, self.extreme]
        if self.reachable(place):
            kinds += [self.count_of, self.sum_of]
            kinds += [self.pick, self.pick] if self.may("pick") else []
        value, typed = self.one(*kinds)(place)
        return value, typed

    def length(self, place: Place) -> tuple[Plain, tuple[str, Any]]:
        kind = self.one("age", "days", "months")
        keys = ("born", "on") if kind == "age" else ("from", "to")
        return {kind: {key: self.day(place) for key in keys}}, ("number", None)

    def extreme(self, place: Place) -> tuple[Plain, tuple[str, Any]]:
        days = [self.day(place) for _ in range(self.one(1, 2, 3))]
        if self.chance(30):
            return days[0], ("day", None)
        return {self.one("earliest_of", "latest_of"): days}, ("day", None)

    def pick(self, place: Place) -> tuple[Plain, tuple[str, Any]]:
        content, inside = self.related(place)
        days = inside.names("day", paths=False)
        if not days:
            return self.extreme(place)
        kind = self.one("day", "word", "number")
        own = inside.names(kind, paths=False)
        kind = kind if own else "day"
        value = self.one(*(own or days))
        typed = (kind, inside.words_of(value) if kind == "word" else None)
        return {
            self.one("first", "last"): {**content, "by": self.one(*days), "value": value}
        }, typed

    def count_of(self, place: Place) -> tuple[Plain, tuple[str, Any]]:
        return {"count": self.related(place)[0]}, ("number", None)

    def sum_of(self, place: Place) -> tuple[Plain, tuple[str, Any]]:
        content, inside = self.related(place)
        numbers = inside.names("number", paths=False)
        if not numbers:
            return {"count": content}, ("number", None)
        return {"sum": {**content, "of": self.one(*numbers)}}, ("number", None)


# whole questions


def _rows(asking: Asking) -> tuple[Plain, Place]:
    place = asking.place(*POPULATIONS)
    keys: Plain = {"from": place.table}
    let = asking.named(place)
    if let:
        keys["let"] = let
    return keys, place


def _units(asking: Asking, place: Place) -> Plain:
    columns = place.names("word", paths=False)
    own = [name for name in ("rider", "workshop", "kind", "bicycle") if name in columns]
    return {"unit": asking.one(*own)} if own and asking.chance(35) else {}


def _one_per(asking: Asking, place: Place) -> Plain:
    columns = place.names("word", paths=False)
    own = [name for name in ("rider", "workshop", "kind", "bicycle") if name in columns]
    if not (own and place.names("day") and asking.may("one_per") and asking.chance(20)):
        return {}
    return {"one_per": {"column": asking.one(*own), "latest": asking.one(*place.names("day"))}}


def share(asking: Asking) -> Plain:
    keys, place = _rows(asking)
    return {
        **keys,
        **_units(asking, place),
        **_one_per(asking, place),
        "denominator": asking.conditions(place),
        "numerator": asking.conditions(place),
    }


def count(asking: Asking) -> Plain:
    keys, place = _rows(asking)
    return {**keys, **_units(asking, place), "numerator": asking.conditions(place)}


def distribution(asking: Asking) -> Plain:
    keys, place = _rows(asking)
    keys |= {**_units(asking, place), **_one_per(asking, place)}
    keys["denominator"] = asking.conditions(place, 2)
    kind = asking.one("parts", "categories", "bands")
    if kind == "categories":
        name = asking.one(*place.names("word"))
        keys["categories"] = {"of": name, "values": list(dict.fromkeys(place.words_of(name)))}
    elif kind == "bands" and place.names("number"):
        low, high = asking.one(("less_than", "at_least"), ("at_most", "more_than"))
        limit = asking.one(*NUMBERS)
        keys["bands"] = {
            "of": asking.one(*place.names("number")),
            "parts": {"low": {low: limit}, "high": {high: limit}},
        }
    else:
        keys["parts"] = {f"part{i}": asking.conditions(place, 2) for i in range(2)}
    if asking.chance(60):
        keys["rest"] = "rest"
    return keys


def average(asking: Asking) -> Plain:
    place = asking.place("repairs", "visits", "repairs", "rentals", "custody")
    keys: Plain = {"from": place.table}
    let = asking.named(place)
    if not place.names("number"):
        let["value9"], place.named["value9"] = asking.length(place)
    if let:
        keys["let"] = let
    keys |= _one_per(asking, place)
    keys["denominator"] = asking.conditions(place, 2)
    return {**keys, "value": asking.one(*place.names("number"))}


def ratio(asking: Asking) -> Plain:
    def term() -> Plain:
        place = asking.place("repairs", "rentals", "visits", "mechanics")
        content: Plain = {"in": place.table}
        if asking.chance(80):
            content["where"] = asking.conditions(place, 2)
        numbers = [n for n in place.names("number", paths=False) if n != "cost"]
        if numbers and asking.chance(50):
            return {"sum": {**content, "of": asking.one(*numbers)}}
        units = [name for name in ("rider", "workshop", "kind") if name in place.names("word")]
        if units and asking.chance(30):
            content["unit"] = asking.one(*units)
        return {"count": content}

    return {key: [term() for _ in range(asking.one(1, 2))] for key in ("numerator", "denominator")}


def yes_no(asking: Asking) -> Plain:
    return {
        "from": "answers",
        "question": "question",
        "answer": "reply",
        "valid": {"column": "valid", "on": asking.one("day", "period.end", "period.start - 1 day")},
        "items": ["open_sundays", "free_lamps"],
    }


KINDS: dict[str, Callable[[Asking], Plain]] = {
    "share": share,
    "count": count,
    "distribution": distribution,
    "mean": average,
    "median": average,
    "max": average,
    "min": average,
    "ratio": ratio,
    "share_of_sum": ratio,
    "yes_no": yes_no,
}


@st.composite
def questions(
    draw: Draw, model: Model, kinds: tuple[str, ...] = tuple(KINDS), avoiding: tuple[str, ...] = ()
) -> Plain:
    """The plain data of a definition file, without the tables and operators in ``avoiding``."""
    asking = Asking(draw, model, frozenset(avoiding))
    kind = asking.one(*kinds)
    return {
        "format": 1,
        "id": "1:1",
        "title": {"sv": "Fråga", "en": "Question"},
        "kind": kind,
        "period": asking.one("year", "year", "snapshot"),
        **KINDS[kind](asking),
    }


@st.composite
def waiting(draw: Draw) -> Plain:
    """A share of repairs of the kinds that deadlines and follow-ups are asked in."""
    length = draw(st.sampled_from(LENGTHS[1:]))
    window = {"after": "this.opened", "on_or_before": f"this.opened + {length}"}
    visits = {"in": "visits", "where": [{"happened": window}]}
    pick = {**visits, "by": "happened", "value": "satisfied"}
    numerator = draw(
        st.sampled_from(
            [
                {"closed": {"on_or_before": f"opened + {length}"}},
                {"not": {"closed": {"during": "period"}}},
                {"open_on": "day"},
                {"lasts": {"at_least": length}},
                {"lasts": {"less_than": length, "within": "period"}},
                {"exists": visits},
                {"none": visits},
                {"count": {**visits, "at_most": 1}},
                {"latest": {"is": "ja"}},
                {"earliest": {"is_not": "ja"}},
                {"minutes_in_all": {"at_most": 30}},
                {"days_open": {"more_than": 14}},
            ]
        )
    )
    return {
        "format": 1,
        "id": "1:1",
        "title": {"sv": "Fråga", "en": "Question"},
        "kind": "share",
        "period": "year",
        "from": "repairs",
        "let": {
            "latest": {"last": pick},
            "earliest": {"first": pick},
            "minutes_in_all": {"sum": {**visits, "of": "minutes"}},
            "days_open": {"days": {"from": "opened", "to": "closed"}},
        },
        "denominator": [{"opened": {"during": "period"}}],
        "numerator": [numerator],
    }
