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
    from bbic_ind.cli.choice import choose, shipped_packs  # noqa: PLC0415 - slow, see compute
    from bbic_ind.output.as_list import listing, others  # noqa: PLC0415

    words = parsing.words(indicators)
    choice = choose(words)
    show(listing(choice.packs.values(), choice.model, lang))
    if not words:
        show(others([pack.name for pack in shipped_packs() if pack.name not in choice.packs], lang))
    return Exit.DONE
