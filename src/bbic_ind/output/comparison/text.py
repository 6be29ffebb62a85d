"""A comparison on the screen."""

from collections.abc import Iterator

from bbic_ind.definitions import Indicator
from bbic_ind.output.comparison.compared import Comparison, others, own, verdict, without_others
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.room import WIDTH
from bbic_ind.peers.placing import Placed
from bbic_ind.texts import Text


def text(told: Comparison, width: int = WIDTH) -> str:
    """Every key figure with a line for each year and gender; ends with a newline."""
    return "\n".join(_lines(told, width)) + "\n"


def _lines(told: Comparison, width: int) -> Iterator[str]:
    whom = told.group or _ALL(told.lang)
    yield f"{told.name(told.municipality)} – {whom}"
    for kpi, rows in told.of_each():
        yield ""
        yield from paragraph(told.title(kpi), "", "  ", width)
        widest = max(len(own(row, kpi, told)) for row in rows)
        for row in rows:
            yield from _row(row, kpi, told, widest, width)
    yield ""
    yield from paragraph(without_others(told), width=width)
    yield from paragraph(_EXPLAINED(told.lang), width=width)


def _row(row: Placed, kpi: Indicator, told: Comparison, widest: int, width: int) -> Iterator[str]:
    ours = own(row, kpi, told).ljust(widest)
    head = f"  {row.year} {row.gender}  {ours}   "
    rest = "; ".join(part for part in (others(row, kpi, told), verdict(row, kpi, told)) if part)
    lines = paragraph(rest, " " * len(head), width=width)
    first, *more = lines
    yield head + first.lstrip()
    yield from more


_ALL = Text("alla kommuner i filerna", "all municipalities in the files")
_EXPLAINED = Text(
    "T alla, K kvinnor och flickor, M män och pojkar. Mitten är medianen av de andras värden: "
    "lika många ligger under som över. Spannet efter slumpen gäller en andel av vår storlek som "
    "egentligen är som mitten (99,8 %). Andras värden: Kolada.",
    "T all, K women and girls, M men and boys. The middle is the median of the others' values: "
    "as many are below as above. The span of chance is for a share of our size that truly is "
    "as the middle (99.8%). Others' values: Kolada.",
)
