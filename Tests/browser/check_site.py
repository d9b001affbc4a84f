"""Visits the pages of `sufficiency serve` as a planner would, in Chromium, and says what does not hold.

    check_site.py ADDRESS PLACE FOLDER RESULTS     checks; ends with 1 where something does not hold
    check_site.py ADDRESS PLACE --screens DIR      keeps a small picture of each page
"""

import csv
import io
import os
import re
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

FORBIDDEN = (
    "heads draws cells joiners movers incumbents cascade overflow unplaced stretch cov80 raked".split()
)
# An answer takes a second of a quiet machine; tests run on busy ones, and on builds without optimisation.
PATIENCE = 120_000


def browser(playwright):
    options = {"args": ["--no-sandbox"]}
    path = os.environ.get("SUFFICIENCY_CHROMIUM", "/usr/bin/chromium")
    if os.path.exists(path):
        options["executable_path"] = path
    return playwright.chromium.launch(**options)


class Visit:
    def __init__(self, context, address: str, place: str):
        self.context, self.address, self.place = context, address.rstrip("/"), place
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.said.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    said: list[str] = []

    def go(self, path: str, page: Page | None = None) -> Page:
        page = page or self.page
        page.goto(f"{self.address}{path}", wait_until="networkidle")
        return page

    def here(self, rest: str = "") -> str:
        return f"/{self.place}{rest}"

    def settled(self, page: Page | None = None):
        """Waits until the preview of the levers as they stand is shown."""
        (page or self.page).wait_for_function(
            "() => { const r = document.getElementById('results');"
            " return !r.hasAttribute('aria-busy') && r.querySelector('[data-summary]'); }"
        )


def drawn(page: Page) -> list:
    """What each chart of the page draws: its labels and the values of every line."""
    return page.evaluate(
        "() => Array.from(document.querySelectorAll('canvas')).map(c => { const k = Chart.getChart(c);"
        " return k ? k.data.datasets.map(d => d.data) : null; })"
    )


def clean(visit: Visit, page: Page, name: str):
    """No serious fault of accessibility, no word that only modellers use, nothing wider than the page."""
    found = Axe().run(page).response["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    nodes = [(v["id"], v["nodes"][0]["html"][:200]) for v in grave]
    assert not grave, f"{name}: axe finds {nodes}"
    text = re.sub(r"[\w./-]+\.(csv|yaml)", "", page.inner_text("body").lower())
    words = [word for word in FORBIDDEN if re.search(rf"\b{word}\b", text)]
    assert not words, f"{name}: says {words}"


def fits(visit: Visit, path: str, width: int, name: str):
    """The page is read without scrolling sideways: at 360 pixels, and at 400 % of 1,280 pixels, which is 320."""
    page = visit.tab()
    page.set_viewport_size({"width": width, "height": 800})
    visit.go(path, page)
    over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{name}: {over} pixels too wide at {width}"
    page.close()


def check_first_pages(visit: Visit):
    page = visit.go("/")
    clean(visit, page, "first page")
    page.get_by_role("link", name=re.compile("shire")).first.click()
    expect(page.get_by_role("link", name="Move a lever").first).to_be_visible()
    clean(visit, page, "authority")


def check_levers(visit: Visit):
    page = visit.go(visit.here("/explore"))
    visit.settled()
    before = (page.inner_text("#status"), drawn(page))
    assert all(before[1]), "a chart is empty"
    slider = page.locator("input.slider[data-for=new_plans]")
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    visit.settled()
    page.wait_for_function("() => document.getElementById('status').textContent.includes('difference')")
    assert page.input_value("#new_plans") == "-12"
    page.wait_for_function(f"() => document.getElementById('status').textContent !== {before[0]!r}")
    visit.settled()
    after = (page.inner_text("#status"), drawn(page))
    assert after[0] != before[0] and after[1] != before[1], "the number or the chart did not change"
    assert "new_plans=-12" in page.url
    clean(visit, page, "levers")

    moved = page.url
    page.reload(wait_until="networkidle")
    visit.settled()
    assert page.input_value("#new_plans") == "-12" and page.inner_text("#status") == after[0]

    other = visit.tab()
    visit.go(visit.here("/explore?new_plans=5"), other)
    visit.settled(other)
    assert other.inner_text("#status") != after[0] and page.inner_text("#status") == after[0]
    other.close()

    page.fill("#new_plans", "-20")
    page.press("#new_plans", "Tab")
    page.wait_for_url("**new_plans=-20**")
    page.go_back()
    page.wait_for_function("() => document.getElementById('new_plans').value === '-12'")
    page.wait_for_function(f"() => document.getElementById('status').textContent === {after[0]!r}")
    assert page.url == moved


def check_refusals(visit: Visit):
    page = visit.go(visit.here("/explore?new_plans=900"))
    expect(page.get_by_role("alert").first).to_contain_text("from -50 to 50")
    visit.said.clear()  # The browser reports the refused address.


def check_keeping(visit: Visit, folder: str):
    page = visit.go(visit.here("/explore"))
    visit.settled()
    page.fill("#new_plans", "-8")
    page.press("#new_plans", "Tab")
    page.fill("#name", "Tried <b>in</b> a browser")
    page.fill("#question", "What if eight in a hundred fewer plans were made?")
    page.fill("#source", "a test")
    page.get_by_role("button", name="Save as a scenario").click()
    page.wait_for_url("**/scenarios/tried-b-in-b-a-browser")
    assert page.inner_text("h1") == "Tried <b>in</b> a browser"
    text = Path(folder, "tried-b-in-b-a-browser.yaml").read_text()
    assert "multiply: 0.92" in text, text


def check_running(visit: Visit, results: str):
    page = visit.go(visit.here())
    page.get_by_role("button", name="Run every scenario").click()
    page.wait_for_url("**/run")
    clean(visit, page, "run")
    page.get_by_role("button", name="End the run").click()
    expect(page.get_by_text("ended before it was finished")).to_be_visible(timeout=PATIENCE)
    assert not os.path.exists(results), "a run that was ended left results"
    page.get_by_role("button", name="Run every scenario").click()
    expect(page.get_by_text("The run was finished")).to_be_visible(timeout=PATIENCE)
    assert os.path.exists(f"{results}/datapackage.json")


def check_results(visit: Visit, results: str):
    page = visit.go(visit.here())
    expect(page.get_by_text("Draft", exact=True).first).to_be_visible()
    links = page.locator("tbody th > a").evaluate_all("links => links.map(l => l.getAttribute('href'))")
    for link in links:
        visit.go(link)
        assert all(drawn(page)), f"{link}: a chart is empty"
        for figure in page.locator("figure").all():
            assert figure.locator("figcaption").inner_text() and figure.locator("table").count() == 1
    clean(visit, page, "scenario")

    page.get_by_text("Tables as CSV").click()
    with page.expect_download() as awaited:
        page.get_by_role("link", name="plans.csv", exact=True).click()
    scenario = links[-1].split("/")[-1]
    taken = Path(awaited.value.path()).read_text()
    assert taken == Path(results, scenario, "plans.csv").read_text()
    rows = list(csv.DictReader(io.StringIO(taken)))
    total = [row for row in rows if row["age_band"] == row["need"] == "All"][-1]
    shown = f"{round(float(total['p50'])):,}"
    assert shown in page.inner_text("main"), f"{shown} of plans.csv is not on the page"

    page.set_default_timeout(PATIENCE)
    visit.go(visit.here())
    with page.expect_download() as awaited:
        page.get_by_role("link", name=re.compile("Excel workbook of all")).click()
    assert Path(awaited.value.path()).read_bytes()[:2] == b"PK"


def check_comparing(visit: Visit):
    page = visit.go(visit.here("/compare"))
    for box in page.locator("input[name=with]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_load_state("networkidle")
    lines = drawn(page)
    assert len(lines) == 2 and all(lines), "the lines of the scenarios are not drawn"
    clean(visit, page, "compare")


def check_keyboard(visit: Visit):
    """From the address bar to a moved lever by the Tab key and the arrows alone."""
    page = visit.go(visit.here("/explore"))
    visit.settled()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset.for") == "new_plans":
            break
    assert page.evaluate("() => document.activeElement.dataset.for") == "new_plans"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.getElementById('new_plans').value === '1'")
    visit.settled()


def check_without_scripts(browser_, address: str, place: str):
    context = browser_.new_context(java_script_enabled=False)
    visit = Visit(context, address, place)
    page = visit.go(visit.here("/explore"))
    page.fill("#new_plans", "-12")
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.locator("[data-summary]")).to_contain_text("difference", timeout=PATIENCE)
    page.locator("figure details summary").first.click()
    expect(page.locator("figure table").first).to_be_visible()
    assert page.locator("input.slider:visible").count() == 0
    context.close()


def check_widths(visit: Visit):
    for path in ["/", visit.here(), visit.here("/explore"), visit.here("/compare?with=support"), visit.here("/run"),
                 visit.here("/scenarios/baseline")]:
        for width in (360, 320):
            fits(visit, path, width, path)


def check_report(visit: Visit, results: str):
    page = visit.tab()
    with page.expect_download() as awaited:
        page.goto(f"{visit.address}{visit.here()}")
        page.evaluate("a => { const l = document.createElement('a'); l.href = a; l.download = ''; l.click(); }",
                      f"{visit.here('/scenarios/baseline/report.html?for=scrutiny')}")
    report = Path(results).parent / "report-of-the-test.html"
    awaited.value.save_as(report)
    page.goto(f"file://{report.resolve()}", wait_until="networkidle")
    assert all(drawn(page)), "report: a chart is empty"
    clean(visit, page, "report")
    report.unlink()
    page.close()


def pictures(visit: Visit, folder: str):
    page = visit.page
    page.set_viewport_size({"width": 900, "height": 1400})
    names = {"first": "/", "authority": visit.here(), "levers": visit.here("/explore?new_plans=-10"),
             "compare": visit.here("/compare?with=earlier-support&with=programme&with=fee-pressure"),
             "scenario": visit.here("/scenarios/programme"), "run": visit.here("/run")}
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, path in names.items():
        visit.go(path)
        if name == "levers":
            visit.settled()
            page.locator("fieldset").first.scroll_into_view_if_needed()
        page.screenshot(path=f"{folder}/{name}.png")
    visit.go(visit.here("/explore?new_plans=-10"))
    visit.settled()
    page.locator("#results").scroll_into_view_if_needed()
    page.evaluate("() => document.getElementById('results').scrollIntoView()")
    page.screenshot(path=f"{folder}/levers-results.png")
    page.set_viewport_size({"width": 360, "height": 800})
    visit.go(visit.here("/explore"))
    visit.settled()
    page.screenshot(path=f"{folder}/levers-360.png")


def main(arguments: list[str]) -> int:
    address, place = arguments[:2]
    with sync_playwright() as playwright:
        own = browser(playwright)
        visit = Visit(own.new_context(accept_downloads=True), address, place)
        if arguments[2] == "--screens":
            pictures(visit, arguments[3])
            return 0
        folder, results = arguments[2:4]
        steps = [
            ("first pages", lambda: check_first_pages(visit)), ("levers", lambda: check_levers(visit)),
            ("keyboard", lambda: check_keyboard(visit)), ("refusals", lambda: check_refusals(visit)),
            ("without scripts", lambda: check_without_scripts(own, address, place)),
            ("keeping", lambda: check_keeping(visit, folder)), ("running", lambda: check_running(visit, results)),
            ("results", lambda: check_results(visit, results)), ("comparing", lambda: check_comparing(visit)),
            ("report", lambda: check_report(visit, results)), ("widths", lambda: check_widths(visit)),
        ]
        failed = 0
        for name, step in steps:
            try:
                step()
                print(f"passed: {name}")
            except Exception as fault:  # Every step is tried, so that one run names every fault.
                failed += 1
                print(f"FAILED: {name}: {fault}")
        if visit.said:
            failed += 1
            print(f"FAILED: the browser complains: {visit.said[:5]}")
        own.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
