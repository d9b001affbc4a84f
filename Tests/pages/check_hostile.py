"""Puts a script into every text of a folder and looks for it on every page, in Chromium.

    check_hostile.py write FOLDER                     spoils the texts of a scenario folder
    check_hostile.py visit ADDRESS PLACE RESULTS      visits pages and reports; ends with 1 where a text became more than a text

A page's policy would stop a script; so elements are counted too, and reports are opened from disk, where no policy holds.
"""
import csv
import sys
import tempfile
from pathlib import Path

from visits import Server, steps

MARK = "pwned"
# Ends an attribute, an element, a script and a template; then an element that shows and one that acts.
PAYLOAD = f"""'"></script></title></textarea></option><img data-{MARK} src=x onerror="window.{MARK}=1"><script data-{MARK}>window.{MARK}=1</script>{{{{{{x}}}}}}"""
TEXTS = {"name", "source", "stretch_source", "reason"}


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(folder: Path):
    count = 0
    for path in sorted(folder.glob("evidence/*.csv")):
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
            columns = list(rows[0]) if rows else []
        free = [c for c in columns if c in TEXTS and not (path.stem == "assumptions" and c == "name")]
        if not rows or path.stem == "ceased_by_ncy_reason":
            continue
        for row in rows:
            for column in free:
                row[column] += " " + PAYLOAD
                count += 1
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    authority = folder / "authority.yaml"
    authority.write_text(authority.read_text().replace("name: Smallshire", "name: " + quoted("Smallshire " + PAYLOAD), 1))
    (folder / "labels.yaml").write_text(
        "provisions:\n  SPEC-STATE: " + quoted("Special " + PAYLOAD[:80]) + "\nneeds:\n  ASD: " + quoted("Autism " + PAYLOAD[:80]) + "\n")
    (folder / "hostile.yaml").write_text(f"""name: {quoted('Name ' + PAYLOAD)}
question: {quoted('Question ' + PAYLOAD)}
levers:
  - {{lever: new_plan_rate, multiply: 0.9, starts: 2027, status: illustrative, source: {quoted('Lever ' + PAYLOAD)}}}
  - lever: places
    setting: opened
    changes: {{2027/28: 30}}
    new: {{name: {quoted('Setting ' + PAYLOAD)}, kind: special, provision: SPEC-STATE, needs: All, ncy: [0, 11], located: here}}
    status: illustrative
    source: {quoted('Places ' + PAYLOAD)}
""")
    print(f"{count} cells")


def visit(address: str, place: str, results: str) -> int:
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(Path(__file__).parent.parent / "browser"))
    from check_site import browser

    server = Server(address, place)
    token = server.token()
    assert server.send(f"/{place}/scenarios", token, **server.draft("Kept " + PAYLOAD[:60], question=PAYLOAD, source=PAYLOAD))[0] == 303
    server.run(token)
    pages = ["/", f"/{place}", f"/{place}/explore", f"/{place}/explore?scenario=hostile&new_plans=-5", f"/{place}/scenarios/hostile",
             f"/{place}/scenarios/baseline", f"/{place}/compare?with=hostile&with=earlier-support", f"/{place}/run",
             f"/{place}/explore?new_plans={MARK}%22%3E%3Cimg%20data-{MARK}%3E", f"/{place}/preview?scenario=hostile&new_plans=-5",
             f"/{place}/explore?scenario=%22%3E%3Cimg%20data-{MARK}%3E", f"/%22%3E%3Cimg%20data-{MARK}%3E"]
    said: list[str] = []
    shown: dict[str, int] = {}

    def look(page, where: str):
        became = page.evaluate(f"() => [document.querySelectorAll('[data-{MARK}]').length, window.{MARK} === 1]")
        assert became == [0, False], f"{where}: {became}"
        shown[where] = page.content().count(f"data-{MARK}")

    with sync_playwright() as playwright:
        own = browser(playwright)
        page = own.new_page()
        page.set_default_timeout(120_000)
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda told: said.append(told.text) if "Content Security Policy" in told.text else None)

        def online():
            for path in pages:
                page.goto(f"{address}{path}", wait_until="networkidle")
                look(page, path)
            for path in [f"/{place}", f"/{place}/scenarios/hostile", f"/{place}/explore?scenario=hostile&new_plans=-5"]:
                assert shown[path] > 0, f"{path}: the text is not there"

        def offline():
            with tempfile.TemporaryDirectory() as folder:
                for audience in ("officers", "scrutiny", "schools-forum"):
                    report = Path(folder) / f"{audience}.html"
                    report.write_bytes(server.ask(f"/{place}/scenarios/hostile/report.html?for={audience}")[2])
                    page.goto(f"file://{report}", wait_until="networkidle")
                    look(page, audience)
                    assert shown[audience] > 0, f"{audience}: the text is not there"

        def quiet():
            assert not said, said[:5]

        status = steps([("pages", online), ("reports", offline), ("nothing ran", quiet)])
        print("times the text is shown:", shown)
        own.close()
    return status


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]))
    else:
        sys.exit(visit(*sys.argv[2:5]))
