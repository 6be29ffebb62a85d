"""Drawing charts: Vega-Lite specifications as SVG, or as PNG for what holds no SVG.

The library draws without a browser; it is an extra, since it is large.
"""

from bbic_ind.output.report.charts import Chart
from bbic_ind.texts import Language

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_SCALE = 2.5
_NUMBERS = {
    "sv": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", "\u00a0kr"]},
}


def svg(chart: Chart, lang: Language) -> str:
    """The chart as an SVG document."""
    import vl_convert  # noqa: PLC0415 - an extra

    # Nothing is fetched: the data stands in the specification, and no address is allowed.
    return vl_convert.vegalite_to_svg(
        {"$schema": _SCHEMA, **chart}, format_locale=_NUMBERS[lang], allowed_base_urls=[]
    )


def png(chart: Chart, lang: Language) -> bytes:
    """The chart as a PNG picture, sharp enough for print."""
    import vl_convert  # noqa: PLC0415 - an extra

    return vl_convert.svg_to_png(svg(chart, lang), scale=_SCALE)
