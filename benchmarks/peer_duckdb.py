"""The five indicators of 2025 by hand-written SQL: ``peer_duckdb.py FOLDER`` of csv or parquet.

Text files are loaded into tables once, since the query reads some of them several
times; parquet files are queried where they lie.
"""

import sys
from pathlib import Path

import duckdb

TABLES = ("barn", "aktualiseringar", "utredningar", "insatser", "placeringar", "samtal")
QUERY = Path(__file__).with_suffix(".sql")


def main(folder: Path) -> None:
    database = duckdb.connect()
    typed = (folder / f"{TABLES[0]}.parquet").exists()
    for table in TABLES:
        database.execute(_view(folder, table) if typed else _table(folder, table))
    words = {"ja": True, "nej": False} if typed else {"ja": "ja", "nej": "nej"}
    for row in database.execute(QUERY.read_text(encoding="utf-8"), words).fetchall():
        print(*row, sep=",")


def _view(folder: Path, table: str) -> str:
    return f"CREATE VIEW {table} AS FROM read_parquet('{folder / table}.parquet')"


def _table(folder: Path, table: str) -> str:
    return f"CREATE TABLE {table} AS FROM read_csv('{folder / table}.csv', delim = ';')"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
