#!/usr/bin/env python3
"""Reads a workbook back and holds every value against the files it was made of.

  check_workbook.py WORKBOOK RESULTS [CSV]

WORKBOOK is what `sufficiency workbook` or `publish` wrote, RESULTS the folder of the run or the edition, CSV a folder in which LibreOffice put every
sheet as CSV (NAME-Sheet.csv). Ends with 1 and the differences, or prints how many values are equal.
"""
import csv
import re
import sys
import zipfile
from pathlib import Path

import openpyxl

HIDDEN = "c"  # stands in an edition for a figure that is not shown
HEADER = 5  # the row of the headers, from 1; the names of the columns stand above
SHEETS = {  # sheet: file, columns that hold All
    "Plans": ("plans.csv", []),
    "Provision": ("placements.csv", ["age_band", "need"]),
    "Waiting": ("waiting.csv", ["need"]),
    "Places": ("sufficiency.csv", ["need", "phase", "area"]),
    "Settings": ("settings.csv", []),
    "Overflow": ("overflow.csv", []),
    "High needs block": ("high_needs_block.csv", []),
    "Balance": ("balance.csv", []),
    "Assumptions": ("assumptions.csv", []),
    "Findings": ("findings.csv", []),
}
SUMMARY = {  # figure: file, year, what names its rows
    "Plans at the January census": ("plans.csv", "january_census", {"age_band": "All", "need": "All"}),
    "Children waiting for a place": ("waiting.csv", "january_census", {"provision": "All", "need": "All"}),
    "Cost of the high needs block": ("high_needs_block.csv", "financial_year", {"line": "total_cost"}),
    "In-year balance": ("high_needs_block.csv", "financial_year", {"line": "in_year_balance"}),
    "Balance carried forward": ("high_needs_block.csv", "financial_year", {"line": "cumulative_balance"}),
}
ORDER = ["Contents", "Summary", *list(SHEETS)[:8], "Scenarios", "Assumptions", "Findings", "Codes"]
NUMBERS = re.compile(
    r"mean|p\d\d\d?|places|places_p\d\d|.*_mean|.*_p\d\d|prob_.*|imports|extra_gbp|row")
faults = []
equal = 0


def fault(text):
    faults.append(text)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def scenarios(results):
    names = sorted(path.parent.name for path in results.glob("*/run.json"))
    return ["baseline"] + [name for name in names if name != "baseline"]


def expected(results):
    """The rows of every sheet with a table: names of columns, then texts."""
    for sheet, (name, totals) in SHEETS.items():
        rows, columns = [], []
        for scenario in scenarios(results):
            columns, *records = read(results / scenario / name)
            places = [columns.index(total) for total in totals]
            rows += [[scenario, *record] for record in records if all(record[p] == "All" for p in places)]
        yield sheet, ["scenario", *columns], rows
    columns, *rows = read(results / "comparison.csv")
    yield "Scenarios", columns, rows
    yield "Summary", *summary(results)


def summary(results):
    rows = []
    for scenario in scenarios(results):
        for figure, (name, year, keys) in SUMMARY.items():
            columns, *records = read(results / scenario / name)
            for record in (dict(zip(columns, record)) for record in records):
                if all(record[key] == text for key, text in keys.items()):
                    unit = record.get("unit", "children" if name == "waiting.csv" else "plans")
                    rows.append([scenario, figure, record[year], unit]
                                + [record[column] for column in ("mean", "p10", "p50", "p90")])
    return ["scenario", "measure", "period", "unit", "mean", "p10", "p50", "p90"], rows


def is_number(text):
    return re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text) is not None


def check_value(where, column, text, cell):
    global equal
    value = cell.value
    if text == "":
        good = value is None
    elif text == HIDDEN:
        good = cell.data_type == "s" and value == HIDDEN
    elif NUMBERS.fullmatch(column) or (column == "value" and is_number(text)):
        good = cell.data_type == "n" and isinstance(value, (int, float)) and value == float(text)
    else:
        good = cell.data_type == "s" and value == text
    if good:
        equal += 1
    else:
        fault(f"{where}: {column} is {value!r} ({cell.data_type}), and the file has {text!r}")


def check_pounds(where, columns, row, cells):
    for column, cell in zip(columns, cells):
        pounds = column == "extra_gbp" or ("GBP" in row and re.fullmatch(r"mean|p\d\d\d?", column))
        if cell.value not in (None, HIDDEN) and pounds and "£" not in cell.number_format:
            fault(f"{where}: {column} is in pounds and its format {cell.number_format}")


def check_table(book, sheet, columns, rows):
    page = book[sheet]
    names = [cell.value for cell in page[HEADER - 1]][: len(columns)]
    if names != columns:
        fault(f"{sheet}: columns {names}, and the file has {columns}")
    if page.max_row - HEADER != max(len(rows), 0) and rows:
        fault(f"{sheet}: {page.max_row - HEADER} rows, and the files have {len(rows)}")
    for at, (row, cells) in enumerate(zip(rows, page.iter_rows(min_row=HEADER + 1)), HEADER + 1):
        for column, text, cell in zip(columns, row, cells):
            check_value(f"{sheet}!{cell.coordinate}", column, text, cell)
        check_pounds(f"{sheet}!{at}", columns, row, cells)


def check_form(book):
    if book.sheetnames != ORDER:
        fault(f"sheets {book.sheetnames}")
    tables = []
    for page in book:
        if page.merged_cells.ranges:
            fault(f"{page.title}: merged cells")
        if any(cell.data_type == "f" for row in page.iter_rows() for cell in row):
            fault(f"{page.title}: a formula")
        if page.page_setup.orientation != "landscape" or str(page.page_setup.paperSize) != "9":
            fault(f"{page.title}: not A4 across")
        if page.title != "Contents":
            check_sheet(book, page, tables)
    if len(set(tables)) != len(tables):
        fault(f"tables {tables}")


def check_sheet(book, page, tables):
    if page.freeze_panes != f"A{HEADER + 1}":
        fault(f"{page.title}: frozen at {page.freeze_panes}")
    if page.print_title_rows not in (f"${HEADER}:${HEADER}", f"{HEADER}:{HEADER}"):
        fault(f"{page.title}: repeats {page.print_title_rows}")
    if len(page.tables) != 1:
        return fault(f"{page.title}: {len(page.tables)} tables")
    table = next(iter(page.tables.values()))
    tables.append(table.name)
    if table.autoFilter is None:
        fault(f"{page.title}: no filter")
    headers = [column.name for column in table.tableColumns]
    if headers != [cell.value for cell in page[HEADER]][: len(headers)]:
        fault(f"{page.title}: the table says {headers}")
    first, last = table.ref.split(":")
    area = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", f"{first.replace(str(HEADER), str(HEADER + 1))}:{last}")
    name = book.defined_names.get(f"{table.name}_data")
    if name is None or name.attr_text.replace("'", "") != f"{page.title}!{area}":
        fault(f"{page.title}: {table.name}_data is {name and name.attr_text}, the table {area}")


def check_contents(book, results):
    page = book["Contents"]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    for word in ["Draft", "Version", "Run finished", "Seed", "Simulations", *scenarios(results)]:
        if word not in texts:
            fault(f"Contents does not say {word}")
    cells = [cell for row in page.iter_rows() for cell in row if cell.hyperlink]
    links = {cell.hyperlink.location.split("!")[0].strip("'") for cell in cells}
    if links != set(book.sheetnames) - {"Contents"}:
        fault(f"Contents links to {sorted(links)}")


def check_charts(path):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        charts = [name for name in names if name.startswith("xl/charts/chart")]
        drawings = "".join(
            archive.read(name).decode() for name in names if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name))
        texts = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', drawings)
        if len(charts) != 2 or len(texts) != 2 or any(len(text) < 80 for text in texts):
            fault(f"{len(charts)} charts, described by {texts}")
        for chart in charts:
            if archive.read(chart).count(b"<c:ser>") != 3:
                fault(f"{chart} has not three lines")


def check_converted(folder, book, sheet, columns, rows):
    """What another program reads in the workbook."""
    name = f"{book}-{sheet}.csv"
    if not (folder / name).exists():
        return fault(f"LibreOffice wrote no {name}")
    global equal
    for at, (row, seen) in enumerate(zip(rows, read(folder / name)[HEADER:], strict=True), HEADER + 1):
        for column, text, value in zip(columns, row, seen):
            is_same = text == value or (is_number(text) and value and float(text) == float(value))
            if is_same:
                equal += 1
            else:
                fault(f"LibreOffice, {sheet} row {at}: {column} is {value!r}, and the file has {text!r}")


def main():
    path, results = Path(sys.argv[1]), Path(sys.argv[2])
    book = openpyxl.load_workbook(path)
    check_form(book)
    check_contents(book, results)
    check_charts(path)
    for sheet, columns, rows in expected(results):
        check_table(book, sheet, columns, rows)
        if len(sys.argv) > 3:
            check_converted(Path(sys.argv[3]), path.stem, sheet, columns, rows)
    for text in faults[:20]:
        print(text)
    print(f"{equal} values are equal, {len(faults)} faults")
    sys.exit(1 if faults or equal < 100 else 0)


main()
