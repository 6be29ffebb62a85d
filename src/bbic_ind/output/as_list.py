"""The indicators of packs as a list in plain text, with the tables each needs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bbic_ind.definitions import Indicator, Kind, Pack
from bbic_ind.definitions.uses import uses
from bbic_ind.model import Model
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.texts import Language, Text

KINDS: dict[Kind, Text] = {
    "share": Text("andel", "share"),
    "ratio": Text("kvot", "ratio"),
    "share_of_sum": Text("andel av en summa", "share of a sum"),
    "count": Text("antal", "count"),
    "distribution": Text("fördelning", "distribution"),
    "mean": Text("medelvärde", "mean"),
    "median": Text("median", "median"),
    "max": Text("högsta värdet", "highest value"),
    "min": Text("lägsta värdet", "lowest value"),
    "yes_no": Text("ja/nej", "yes/no"),
}
PERIODS = {"year": Text("per år", "per year"), "snapshot": Text("på mätdagen", "on the day")}
_NEEDS = Text("ur", "from")
_OTHERS = Text(
    "Fler uppsättningar: {packs}. Visa en med bbic-ind list --indicators NAMN.",
    "More packs: {packs}. Show one with bbic-ind list --indicators NAME.",
)
_SHORTEST_ID = 4


def listing(packs: Iterable[Pack], model: Model, lang: Language) -> str:
    """Every indicator under its pack and area, ending with a newline."""
    return "\n".join(line for pack in packs for line in _pack(pack, model, lang)) + "\n"


def others(packs: Sequence[str], lang: Language) -> str:
    """Which other packs there are to list, after a blank line."""
    told = _OTHERS(lang).format(packs=", ".join(packs))
    return "\n" + "\n".join(paragraph(told)) + "\n"


def _pack(pack: Pack, model: Model, lang: Language) -> Iterator[str]:
    yield f"{pack.title(lang)} ({pack.id} {pack.version})"
    indent = " " * (3 + max([_SHORTEST_ID, *(len(one.id) for one in pack.indicators)]))
    for area, indicators in groupby(pack.indicators, key=lambda i: i.area):
        heading = pack.areas.get(area) if area is not None else None
        yield ""
        if heading is not None:
            yield from paragraph(f"{area}  {heading(lang)}", "", "   ")
        for indicator in indicators:
            yield from _indicator(indicator, model, indent, lang)


def _indicator(indicator: Indicator, model: Model, indent: str, lang: Language) -> Iterator[str]:
    title = f"  {indicator.id:<{len(indent) - 3}} {indicator.title(lang)}"
    yield from paragraph(title, "", indent)
    tables = ", ".join(sorted({table for table, _ in uses(indicator, model)}))
    facts = f"{KINDS[indicator.kind](lang)} {PERIODS[indicator.period](lang)}"
    yield from paragraph(f"{facts}, {_NEEDS(lang)} {tables}", indent)
