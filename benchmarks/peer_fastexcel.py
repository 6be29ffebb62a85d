"""Every sheet of a workbook loaded as text and nothing more: ``peer_fastexcel.py WORKBOOK``.

The least that a program built on fastexcel has to do before it can begin.
"""

import sys

import fastexcel


def main(workbook: str) -> None:
    reader = fastexcel.read_excel(workbook)
    for name in reader.sheet_names:
        reader.load_sheet(name, header_row=None, dtypes="string").to_polars()


if __name__ == "__main__":
    main(sys.argv[1])
