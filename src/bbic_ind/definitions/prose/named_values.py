"""Tell named values in plain words, from the tree that is computed."""

from typing import assert_never

from bbic_ind.definitions.conditions import Age, Between, CountOf, Extreme, Pick, SumOf, Value
from bbic_ind.definitions.prose import words
from bbic_ind.definitions.prose.names import Speaker, enumerated
from bbic_ind.definitions.prose.sentences import of_related


def value_sentence(value: Value, speaker: Speaker) -> str:
    """What a named value stands for."""
    match value:
        case Age(first, last):
            return speaker.say(words.AGE, first=speaker.day(first), last=speaker.day(last))
        case Between(unit, first, last):
            pattern = words.DAYS if unit == "days" else words.MONTHS
            return speaker.say(pattern, first=speaker.day(first), last=speaker.day(last))
        case Extreme(days=(day,)):
            return speaker.day(day)
        case Extreme(latest, days):
            told = enumerated([speaker.day(day) for day in days], words.AND, speaker.lang)
            return speaker.say(words.LATEST if latest else words.EARLIEST, days=told)
        case Pick():
            inside = speaker.inside(value.related.table)
            return speaker.say(
                words.LAST if value.last else words.FIRST,
                value=inside.column(value.value),
                by=inside.column(value.by),
                **of_related(value.related, speaker),
            )
        case CountOf(related):
            return speaker.say(words.COUNT_OF, **of_related(related, speaker))
        case SumOf(related, of):
            told = speaker.inside(related.table).column(of)
            return speaker.say(words.SUM_OF, value=told, **of_related(related, speaker))
        case _:
            assert_never(value)
