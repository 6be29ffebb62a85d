"""What the reader must know of a figure, in the reader's language."""

from collections.abc import Collection, Iterable

from bbic_ind.texts import Language, Text, counted


def not_in_the_data(names: Collection[str]) -> Text:
    """Why a figure cannot be computed."""
    listed = ", ".join(sorted(names))
    return Text(f"Saknas i underlaget: {listed}.", f"Not in the data: {listed}.")


def left_out(names: Collection[str]) -> Text:
    """Which alternative sources were not there to look in."""
    listed = ", ".join(sorted(names))
    return Text(
        f"Räknat utan {listed}, som saknas i underlaget.",
        f"Computed without {listed}, which the data lack.",
    )


def in_no_episode(rows: int, by: str, episodes: str) -> Text:
    """How many rows are in none of the episodes that a figure looks at, and what that means."""
    sv, en = _rows(rows)
    lack, are = ("lacks", "is") if rows == 1 else ("lack", "are")
    return Text(
        f"{sv} saknar {by} eller första dag och ingår inte i {episodes}: vad det kan ändra ingår "
        "inte i det möjliga.",
        f"{en} {lack} {by} or a first day and {are} in none of {episodes}: what that may change is "
        "not in what is possible.",
    )


def loose_ends(count: int, episodes: str) -> Text:
    """How many episodes may belong with the next, since nobody knows when they ended."""
    return Text(
        f"Slutet är okänt för {count} i {episodes}, som därför inte räknas ihop med nästa: vad det "
        "kan ändra ingår inte i det möjliga.",
        f"The end is unknown of {count} in {episodes}, so nothing is joined to it: what that may "
        "change is not in what is possible.",
    )


def without_id(rows: int, table: str, name: str) -> Text:
    """How many rows cannot be told whose they are, and what that means."""
    sv, en = _rows(rows)
    lack = "lacks" if rows == 1 else "lack"
    return Text(
        f"{sv} i {table} saknar {name}: vad det kan ändra ingår inte i det möjliga.",
        f"{en} in {table} {lack} {name}: what that may change is not in what is possible.",
    )


def leading_nowhere(rows: int, table: str, name: str) -> Text:
    """How many rows name an id that no row has, and what that means."""
    sv, en = _rows(rows)
    refers = "refers" if rows == 1 else "refer"
    return Text(
        f"{sv} i {table} hänvisar med {name} till något som inte finns: vad det kan ändra ingår "
        "inte i det möjliga.",
        f"{en} in {table} {refers} with {name} to what is not there: what that may change is not "
        "in what is possible.",
    )


def _rows(number: int) -> tuple[str, str]:
    """So many rows, in Swedish and in English."""
    return counted(number, "rad", "rader"), counted(number, "row", "rows")


def misread(cells: int, table: str, name: str) -> Text:
    """How many cells count as empty though something stands in them, and what that means."""
    sv, en = counted(cells, "värde", "värden"), counted(cells, "value", "values")
    missing, count = ("saknat", "counts") if cells == 1 else ("saknade", "count")
    return Text(
        f"{sv} i {table}.{name} går inte att använda och räknas som {missing}: vad det kan ändra "
        "ingår inte helt i det möjliga.",
        f"{en} of {table}.{name} cannot be used and {count} as missing: what that may change is "
        "not wholly in what is possible.",
    )


NO_BOUNDS = Text(
    "Ett tal saknas och kan vara hur litet eller stort som helst, så det går inte att säga "
    "vad siffran kan bli som minst och mest.",
    "A number is missing and could be any, so the least and the most that the figure can be "
    "are not known.",
)


UNLIKE = Text(
    "Flera rader gäller från samma dag men har inte samma svar, så ingen av dem räknas.",
    "Several rows hold from the same day but do not give the same answer, so none of them counts.",
)


def not_divided(names: Iterable[str]) -> Text:
    """Which breakdowns the table of the figure has no column for."""
    listed = ", ".join(names)
    return Text(f"Kan inte delas upp på {listed}.", f"Cannot be divided by {listed}.")


def distinct_units(unit: str) -> Text:
    """How a total of distinct units relates to its groups."""
    return Text(
        f"I totalen räknas rader med samma {unit} en gång, så den är inte alltid gruppernas summa.",
        f"The total counts rows with the same {unit} once, so groups do not always add up to it.",
    )


def apart(note: str) -> list[str]:
    """The notes that were joined into one text: each is a single sentence.

    >>> apart("First one. Then another.")
    ['First one.', 'Then another.']
    """
    return [one if one.endswith(".") else f"{one}." for one in note.split(". ") if one]


def joined(notes: Iterable[Text], lang: Language) -> str:
    """The notes as one text."""
    return " ".join(note(lang) for note in notes)
