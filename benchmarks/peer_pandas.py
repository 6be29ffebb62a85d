"""The five indicators of 2025 as an analyst would write them: ``peer_pandas.py WORKBOOK|FOLDER``.

pandas, with openpyxl under it for a workbook.  Only the sheets and columns that the five
need are read.
"""

import sys
from pathlib import Path

import pandas as pd

COLUMNS = {
    "barn": ["id", "född"],
    "aktualiseringar": ["barn", "inkom", "typ", "beslutad"],
    "utredningar": ["id", "barn", "inledd", "avslutad", "typ", "barnsamtal"],
    "insatser": ["barn", "från", "till"],
    "placeringar": ["barn", "beslutad", "från", "till", "vårdform", "utredning"],
    "samtal": ["barn", "datum", "typ", "ansvarig_handläggare"],
}
DATES = {"född", "inkom", "beslutad", "inledd", "avslutad", "från", "till", "datum"}
FIRST, LAST = pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 12, 31)
DAY = pd.Timedelta(days=1)


def read(source: Path) -> dict[str, pd.DataFrame]:
    if source.is_dir():
        return {
            name: pd.read_csv(
                source / f"{name}.csv",
                sep=";",
                usecols=columns,
                parse_dates=[column for column in columns if column in DATES],
            )
            for name, columns in COLUMNS.items()
        }
    with pd.ExcelFile(source, engine="openpyxl") as book:
        return {
            name: pd.read_excel(book, sheet_name=name, usecols=columns)
            for name, columns in COLUMNS.items()
        }


def in_the_year(day: pd.Series) -> pd.Series:
    return day.between(FIRST, LAST)


def closed_investigations(utredningar: pd.DataFrame) -> pd.DataFrame:
    return utredningar[
        (utredningar["typ"] == "barnutredning") & in_the_year(utredningar["avslutad"])
    ]


def met_the_child(utredningar: pd.DataFrame, samtal: pd.DataFrame) -> tuple[int, int]:
    """1:2."""
    closed = closed_investigations(utredningar)
    talks = samtal[
        (samtal["typ"] == "utredningssamtal") & (samtal["ansvarig_handläggare"] != "nej")
    ]
    both = closed.merge(talks[["barn", "datum"]], on="barn")
    held = both[both["datum"].between(both["inledd"], both["avslutad"])]
    met = (closed["barnsamtal"] == "ja") | closed["id"].isin(held["id"])
    return int(met.sum()), len(closed)


def contacts(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The unbroken times during which a child has something going on."""
    spans = pd.concat(
        [
            tables["utredningar"][["barn", "inledd", "avslutad"]].set_axis(
                ["barn", "från", "till"], axis=1
            ),
            tables["insatser"][["barn", "från", "till"]],
            tables["placeringar"][["barn", "från", "till"]],
        ],
        ignore_index=True,
    )
    spans["till"] = spans["till"].fillna(pd.Timestamp(2200, 1, 1))
    spans = spans.sort_values(["barn", "från"], ignore_index=True)
    reach = spans.groupby("barn")["till"].cummax().shift()
    new = (spans["barn"] != spans["barn"].shift()) | (spans["från"] > reach + DAY)
    return spans.groupby(new.cumsum()).agg({"barn": "first", "till": "max"})


def came_back(tables: dict[str, pd.DataFrame]) -> tuple[int, int]:
    """3:5."""
    ended = contacts(tables)
    ended = ended[in_the_year(ended["till"])]
    ended = ended.merge(tables["barn"], left_on="barn", right_on="id")
    ended = ended[ended["till"] < ended["född"] + pd.DateOffset(years=19)]
    news = pd.concat(
        [
            tables["aktualiseringar"][["barn", "inkom"]].rename(columns={"inkom": "day"}),
            tables["utredningar"][["barn", "inledd"]].rename(columns={"inledd": "day"}),
        ]
    )
    both = ended[["barn", "till"]].merge(news, on="barn")
    limit = both["till"] + pd.DateOffset(months=12)
    again = both[(both["day"] > both["till"]) & (both["day"] <= limit)]
    return again["barn"].nunique(), ended["barn"].nunique()


def emergency_homes(placeringar: pd.DataFrame, utredningar: pd.DataFrame) -> tuple[int, int]:
    """4:2; a stay that ended while the investigation goes on is within the limit."""
    homes = placeringar[
        (placeringar["vårdform"] == "jourhem") & in_the_year(placeringar["beslutad"])
    ].merge(
        utredningar[["id", "avslutad"]].rename(columns={"id": "utredning"}),
        on="utredning",
        how="left",
    )
    limit = homes["avslutad"] + pd.DateOffset(months=2)
    within = homes["till"].notna() & (homes["avslutad"].isna() | (homes["till"] <= limit))
    return int(within.sum()), len(homes)


def assessed_in_time(aktualiseringar: pd.DataFrame) -> tuple[int, int]:
    """5:3."""
    typ = aktualiseringar["typ"]
    came = aktualiseringar[typ.notna() & (typ != "ansökan") & in_the_year(aktualiseringar["inkom"])]
    return int((came["beslutad"] <= came["inkom"] + 14 * DAY).sum()), len(came)


def investigated_in_time(utredningar: pd.DataFrame) -> tuple[int, int]:
    """5:4."""
    closed = closed_investigations(utredningar)
    limit = closed["inledd"] + pd.DateOffset(months=4)
    return int((closed["avslutad"] <= limit).sum()), len(closed)


def main(source: Path) -> None:
    tables = read(source)
    figures = {
        "1:2": met_the_child(tables["utredningar"], tables["samtal"]),
        "3:5": came_back(tables),
        "4:2": emergency_homes(tables["placeringar"], tables["utredningar"]),
        "5:3": assessed_in_time(tables["aktualiseringar"]),
        "5:4": investigated_in_time(tables["utredningar"]),
    }
    for indicator, (numerator, denominator) in figures.items():
        print(indicator, numerator, denominator, sep=",")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
