"""Takes away what readers outside may take from a server, and holds it against the edition that was published.

    check_edition.py ADDRESS PLACE EDITION RESULTS

EDITION is what `sufficiency publish` wrote of RESULTS. Ends with 1 where something does not hold. openpyxl reads the workbooks.
"""
import argparse
import io
import re
from pathlib import Path

import openpyxl

from visits import Server, steps

PUBLISHED = ["scrutiny", "schools-forum"]


class Edition:
    def __init__(self, options):
        self.server, self.place = Server(options.address, options.place), f"/{options.place}"
        self.edition, self.results = Path(options.edition), Path(options.results)
        self.scenarios = sorted(path.parent.name for path in self.edition.glob("*/run.json"))

    def taken(self, address: str, audience: str) -> bytes:
        status, headers, body = self.server.ask(f"{self.place}/{address}?for={audience}")
        assert status == 200 and "published" in headers["content-disposition"], (address, status, headers)
        return body

    def tables(self):
        """Every table of the run is that of the edition, or is not there."""
        hidden = others = 0
        for audience in PUBLISHED:
            assert self.taken("comparison.csv", audience) == (self.edition / "comparison.csv").read_bytes()
            for scenario in self.scenarios:
                for path in sorted((self.results / scenario).glob("*.csv")):
                    published = self.edition / scenario / path.name
                    address = f"scenarios/{scenario}/files/{path.name}"
                    if published.exists():
                        text = self.taken(address, audience)
                        assert text == published.read_bytes(), address
                        hidden += len(re.findall(rb",c\b", text))
                    else:
                        assert self.server.ask(f"{self.place}/{address}?for={audience}")[0] == 404, address
                        others += 1
        assert hidden > 1000 and others >= 2 * len(self.scenarios), (hidden, others)

    def workbook(self):
        def cells(data: bytes):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}

        wanted = cells((self.edition / "results.xlsx").read_bytes())
        assert sum(row.count("c") for rows in wanted.values() for row in rows) > 100
        for audience in PUBLISHED:
            assert cells(self.taken("results.xlsx", audience)) == wanted

    def report(self):
        """The report that anybody is given who does not say that they are an officer."""
        for scenario in self.scenarios:
            wanted = (self.edition / scenario / "report.html").read_text()
            assert ">not shown<" in wanted
            for query in ["", *(f"?for={audience}" for audience in PUBLISHED)]:
                status, _, body = self.server.ask(f"{self.place}/scenarios/{scenario}/report.html{query}")
                assert (status, body.decode()) == (200, wanted), (scenario, query)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("address", "place", "edition", "results"):
        parser.add_argument(name)
    edition = Edition(parser.parse_args())
    return steps([(name, getattr(edition, name)) for name in ["tables", "workbook", "report"]])


if __name__ == "__main__":
    raise SystemExit(main())
