"""The municipality as a workbook in the layout we recommend for reports from Combine."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bbic_ind.model import ColumnType, Model
from bbic_ind.periods import OPEN
from generator.plain import UNKNOWN_END
from generator.town import Row
from generator.workbooks import Sheet, write_workbook

HEADINGS: dict[str, dict[str, str]] = {
    "aktualiseringar": {
        "id": "Aktualiserings-ID",
        "barn": "Personnummer",
        "inkom": "Inkom datum",
        "typ": "Aktualiseringstyp",
        "beslutad": "Beslutsdatum",
        "beslut": "Beslut",
        "orsak": "Orsak",
        "från_vem": "Från vem",
        "våld": "Uppgift om våld",
        "barn_hört": "Barnet hört",
        "skyddsbedömning": "Skyddsbedömning gjord",
        "enhet": "Enhet",
    },
    "utredningar": {
        "id": "Utrednings-ID",
        "barn": "Personnummer",
        "inledd": "Inledd datum",
        "avslutad": "Avslutad datum",
        "typ": "Utredningstyp",
        "beslut": "Utredningens resultat",
        "förlängd": "Utredningstiden förlängd",
        "barnsamtal": "Utredningssamtal med barnet",
        "enskilt_möte": "Enskilt möte under utredningen",
        "hälsouppgifter": "Uppgifter från hälso- och sjukvård",
        "skoluppgifter": "Uppgifter från förskola/skola",
        "våld": "Uppgift om våld",
        "enhet": "Enhet",
    },
    "beslut": {
        "id": "Besluts-ID",
        "barn": "Personnummer",
        "beslutad": "Beslutsdatum",
        "verkställd": "Verkställt datum",
        "gynnande": "Gynnande beslut",
        "typ": "Beslutstyp",
        "utredning": "Utrednings-ID",
        "insats": "Insats-ID",
    },
    "insatser": {
        "id": "Insats-ID",
        "barn": "Personnummer",
        "från": "Startdatum",
        "till": "Slutdatum",
        "typ": "Insatstyp",
        "mål_dokumenterat": "Mål dokumenterat",
        "måluppfyllelse": "Måluppfyllelse",
        "utredning": "Utrednings-ID",
        "beslut": "Besluts-ID",
        "enhet": "Enhet",
    },
    "placeringar": {
        "id": "Placerings-ID",
        "barn": "Personnummer",
        "beslutad": "Beslutsdatum",
        "från": "Placeringsdatum",
        "till": "Utskrivningsdatum",
        "vårdform": "Vårdform",
        "lagrum": "Lag",
        "avslutsorsak": "Avslutsorsak",
        "efter_avbrott": "Placerad efter avbrott",
        "utredning": "Utrednings-ID",
        "beslut": "Besluts-ID",
        "familjehem": "Familjehems-ID",
        "nätverksmöte": "Nätverksmöte före placering",
        "umgängesplan": "Umgängesplan",
        "genomförandeplan": "Genomförandeplan",
        "hälsoundersökning": "Hälsoundersökning gjord",
        "första_besök": "Första besök",
        "enhet": "Enhet",
    },
}

VALUES: dict[tuple[str, str], dict[str, str]] = {
    ("aktualiseringar", "typ"): {
        "anmälan": "Anmälan",
        "ansökan": "Ansökan",
        "annat": "Yttrande",
    },
    ("aktualiseringar", "beslut"): {
        "utredning_inleds": "Utredning inleds",
        "utredning_inleds_inte": "Utredning inleds ej",
        "påförs_pågående": "Påförs pågående utredning",
    },
    ("utredningar", "typ"): {
        "barnutredning": "Barnutredning 11 kap. 1 § SoL",
        "familjerätt": "Vårdnad, boende och umgänge",
        "annan": "Annan utredning",
    },
    ("utredningar", "beslut"): {
        "placering": "Placering",
        "insats": "Insats",
        "utan_insats": "Avslutad utan insats",
    },
    ("insatser", "typ"): {
        "öppenvård": "Öppenvård",
        "kontaktperson": "Kontaktperson",
        "kontaktfamilj": "Kontaktfamilj",
        "heldygnsvård": "Heldygnsvård",
        "annat": "Annan insats",
    },
    ("insatser", "måluppfyllelse"): {
        "ja_helt": "Ja, helt och hållet",
        "ja_i_stort_sett": "Ja, i stort sett",
        "nej_delvis": "Nej, bara delvis",
        "nej_inte_alls": "Nej, inte alls",
        "vet_inte": "Vet inte",
    },
    ("placeringar", "vårdform"): {
        "familjehem": "Familjehem",
        "nätverkshem": "Nätverkshem",
        "jourhem": "Jourhem",
        "hvb": "HVB",
        "stödboende": "Stödboende",
        "sis": "SiS",
        "skyddat_boende": "Skyddat boende",
    },
    ("placeringar", "avslutsorsak"): {
        "planerat": "Planerat avslut",
        "oförutsett_avbrott": "Oförutsett avbrott",
        "annat": "Annat",
    },
}


def write_combine(
    path: Path, tables: Mapping[str, Sequence[Row]], extracted: date, model: Model
) -> None:
    """Write the workbook: a sheet for each table, titles above it and its count below."""
    sheets = [_sheet(table, tables[table], extracted, model) for table in HEADINGS]
    write_workbook(path, "Exempelstad: uttag ur Combine", sheets)


def _sheet(table: str, rows: Sequence[Row], extracted: date, model: Model) -> Sheet:
    columns = HEADINGS[table]
    return Sheet(
        name=table.capitalize(),
        headings=[*columns.values()],
        rows=[[_shown(table, name, row[name], model) for name in columns] for row in rows],
        titles=(
            f"{table.capitalize()} barn och unga, Exempelstads kommun",
            f"Uttagsdatum: {extracted}",
        ),
        counted="Antal",
    )


def _shown(table: str, name: str, value: Any, model: Model) -> Any:
    if name == "barn":
        return f"{value[:8]}-{value[8:]}" if value.isdigit() else value
    if model.tables[table].columns[name].type is ColumnType.END_DATE:
        return {OPEN: None, None: UNKNOWN_END}.get(value, value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    return VALUES.get((table, name), {}).get(value, value)
