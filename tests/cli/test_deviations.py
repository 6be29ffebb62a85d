"""Reports of deviations are counted at the command line."""

from csv import DictReader
from io import StringIO

FLEXITE = (
    "Flexite-nummer;Registreringsdatum;Ärendeslag;Utredning klar;Allvarlighetsgrad;Berörd enhet\n"
    "F1;2025-05-03;Klagomål;2025-05-20;Mindre allvarlig;Norr\n"
    "F2;2025-06-03;Förbättringsförslag;;;Söder\n"
)
LIFECARE_MODULE = (
    "Avvikelsenummer;Rapporterad datum;Lex Sarah-rapport eller annan avvikelse;Enhet\n"
    "L1;2025-02-03;Lex Sarah-rapport;Norr\n"
    "L2;2025-04-03;Annan avvikelse;Söder\n"
)


def test_the_pack_counts_them_by_unit_at_the_command_line(cli, tmp_path):
    (tmp_path / "flexite.csv").write_text(FLEXITE, "utf-8")
    (tmp_path / "lifecare.csv").write_text(LIFECARE_MODULE, "utf-8")

    done = cli(
        *("compute", tmp_path / "flexite.csv", tmp_path / "lifecare.csv", "--year", "2025"),
        *("--indicators", "avvikelser", "--by", "enhet", "--format", "csv"),
    )

    assert done.code == 0, done.err
    rows = list(DictReader(StringIO(done.out), delimiter=";"))
    counted = {row["enhet"]: row["numerator"] for row in rows if row["indicator"] == "AV1"}
    assert counted == {"": "4", "Norr": "2", "Söder": "2"}
