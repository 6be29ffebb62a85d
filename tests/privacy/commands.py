"""How every command is run on the planted deliveries.

A new command gets a line in ``WAYS``, or a test fails.  The first of its ways must suit it
and write every kind of file that it can; the others may be refused.
"""

from pathlib import Path

from bbic_ind.cli.main import app

COMBINE = ("in/combine.xlsx", "in/sidoblad")
LIFECARE = ("in/lifecare", "in/sidoblad")

PACK = str(Path(__file__).parents[1] / "cli" / "bibliotek")
FORM = str(Path(__file__).parents[2] / "examples/exempelstad/formular/lansenkat.yaml")
PEERS = str(Path(__file__).parents[2] / "examples/exempelstad/jamforelse/kolada.json")
WHOLE = (*COMBINE, "--period", "2022..2025")

WAYS = {
    "compute": [
        (*COMBINE, "--verbose"),
        (*LIFECARE, "--verbose", "--lang", "en"),
        (*COMBINE, "--format", "json"),
        (*LIFECARE, "--format", "csv", "--by", "enhet"),
        (*WHOLE, "--by", "enhet,kön", "--output", "nytt"),
        (*LIFECARE, "--by", "enhet", "--output", "nytt-lifecare"),
        ("in/sidoblad/trasig.yaml",),
        (*COMBINE, "--profile", "in/sidoblad/trasig.yaml"),
    ],
    "report": [
        (*COMBINE, "--by", "enhet", "--docx", "--output", "rapport.html"),
        (*LIFECARE, "--disclosure", "none", "--lang", "en", "--output", "report.html"),
    ],
    "export": [
        (*COMBINE, "--as", "values", "--by", "enhet", "-o", "tal.csv", "-o", "tal.parquet"),
        (*LIFECARE, "--as", "kolada", "--municipality", "0182", "-o", "kolada.csv"),
    ],
    "compare": [
        (
            "ut/nyckeltal.csv",
            "--with",
            PEERS,
            "--municipality",
            "9900",
            "-o",
            "j.html",
            "-o",
            "j.csv",
        ),
    ],
    "run": [("in/bbic-ind.yaml", "--fail-on", "warning")],
    "inspect": [COMBINE, LIFECARE, (*COMBINE, "--format", "json")],
    "list": [()],
    "show": [("5:4",), ("5:3", "--lang", "en")],
    "explain": [
        ("5:3", *COMBINE, "--most", "1000"),
        ("5:4", *LIFECARE, "--most", "1000", "--lang", "en"),
        ("1:3", *COMBINE, "--most", "1000"),
        ("5:3", *COMBINE, "--output", "fall.xlsx"),
        ("4:2", *LIFECARE, "--output", "fall.csv"),
        ("5:4", *COMBINE, "--output", "fall.json"),
        ("5:3", *COMBINE, "--case", "100318"),
        ("2:5", *LIFECARE, "--case", "500086"),
        ("3:1", *COMBINE, "--most", "1000"),
        ("1:1", *COMBINE),
    ],
    "validate": [(PACK,), ("in/sidoblad",)],
    "diff": [
        ("in/combine.xlsx", "in/lifecare", "--with", "in/sidoblad", "--output", "flytt.json"),
        ("in/lifecare", "in/combine.xlsx", "--with", "in/sidoblad", "--output", "flytt.xlsx"),
        ("ut/allt.json.manifest.json", "in/lifecare", "--output", "flytt.csv", "--lang", "en"),
    ],
    "check": [
        COMBINE,
        (*LIFECARE, "--output", "lista.xlsx", "--lang", "en"),
        (*COMBINE, "--output", "lista.json"),
        (*COMBINE, "--format", "json"),
    ],
    "survey": [
        (*COMBINE, "--output", "enkat.xlsx"),
        (*LIFECARE, "--disclosure", "none", "--lang", "en", "--output", "survey.xlsx"),
        (*COMBINE, "--year", "2025", "--form", FORM, "--output", "ifylld.xlsx"),
    ],
    "map": [LIFECARE, (*COMBINE, "--yes", "0", "--output", "egen.yaml")],
    "template": [("--output", "mall.xlsx")],
    "audit": [("ut/resultat.csv", "ut/allt.json")],
    "verify": [("ut/resultat.csv",), ("ut/allt.json.manifest.json", "--lang", "en")],
}


def registered():
    """The names of the commands that the program has."""
    return [command.name for command in app.registered_commands]


def ways(name):
    """The arguments to run a command with, of which the first must suit it."""
    return WAYS.get(name, [])
