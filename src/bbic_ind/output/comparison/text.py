"""A comparison on the screen."""

from collections.abc import Iterator

from bbic_ind.definitions import Indicator
from bbic_ind.output.comparison.compared import Comparison, others, own, verdict, without_others
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.peers.placing import Placed
from bbic_ind.texts import Text


def text(told: Comparison) -> str:
    """Every key figure with a line for each year and gender; ends with a newline."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Comparison) -> Iterator[str]:
    whom = told.group or _ALL(told.lang)
    yield f"{told.name(told.municipality)} – {whom}"
    for kpi, rows in told.of_each():
        yield ""
        yield from paragraph(told.title(kpi), "", "  ")
        widest = max(len(own(row, kpi, told)) for row in rows)
        for row in rows:
            yield from _row(row, kpi, told, widest)
    yield ""
    yield from paragraph(without_others(told))
    yield from paragraph(_EXPLAINED(told.lang))


def _row(row: Placed, kpi: Indicator, told: Comparison, width: int) -> Iterator[str]:
    ours = own(row, kpi, told).ljust(width)
    head = f"  {row.year} {row.gender}  {ours}   "
    rest = "; ".join(part for part in (others(row, kpi, told), verdict(row, kpi, told)) if part)
    lines = paragraph(rest, " " * len(head))
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
