"""Words of a survey: days written out, questions put for a year, and why a cell is empty."""

from datetime import date

from bbic_ind.output.survey.attestation import Attestation
from bbic_ind.output.wording import Row
from bbic_ind.texts import Language, Text

_MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def day_in_words(day: date, lang: Language) -> str:
    """A day as it is written in running text.

    >>> day_in_words(date(2025, 11, 1), "sv"), day_in_words(date(2026, 2, 1), "en")
    ('1 november 2025', '1 February 2026')
    """
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def worded_for(text: str, year: str, day: str) -> str:
    """A question's text with its year and measurement day.

    >>> worded_for("den {day}, året {year}", "2025", "1 november 2025")
    'den 1 november 2025, året 2025'
    """
    return text.replace("{day}", day).replace("{year}", year)


def unanswered(row: Row, behind: Attestation | None) -> Text:
    """Why a yes/no question has no answer, and what is missing."""
    day, item = row["period_end"].isoformat(), row["part"]
    if behind is not None and behind.disagree:
        return Text(
            f"Raderna om frågan {item} gäller från samma dag men har inte samma svar "
            f"({behind.place}). Behåll den som gäller.",
            f"The rows about {item} hold from the same day but do not give the same answer "
            f"({behind.place}). Keep the one that holds.",
        )
    if behind is not None and behind.next is not None:
        return Text(
            f"Svaret på frågan {item} gäller först från {behind.next}. Lägg till ett som gäller "
            f"{day}.",
            f"The answer to {item} holds only from {behind.next}. Add one that holds on {day}.",
        )
    return Text(
        f"Inget svar på frågan {item} gäller {day}. Lägg till ett, eller fyll i här.",
        f"No answer to {item} holds on {day}. Add one, or fill in here.",
    )
