"""What a workbook to fill in says of itself, so that its reader knows that sheet again."""

from bbic_ind.texts import Text

README = Text("Läs mig", "Read me")
"""The name of the sheet that tells how to fill in the others."""

README_HEADINGS = (
    Text("Blad", "Sheet"),
    Text("Rubrik", "Heading"),
    Text("Vad som skrivs", "What to write"),
    Text("Krävs", "Required"),
    Text("Betydelse", "Meaning"),
)
