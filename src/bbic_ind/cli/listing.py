"""``bbic-ind list``: the indicators there are."""

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG
from bbic_ind.cli.messages import show
from bbic_ind.errors import Exit


def list_(
    indicators: options.Indicators = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having shown the indicators."""
    from bbic_ind.cli.choice import choose  # noqa: PLC0415 - slow to load, see compute
    from bbic_ind.output.as_list import listing  # noqa: PLC0415

    choice = choose(parsing.words(indicators))
    show(listing(choice.packs.values(), choice.model, parsing.language(lang)))
    return Exit.DONE
