"""Other sites, open in the browser of a planner who has the pages open too, in Chromium.

    check_elsewhere.py ADDRESS PLACE FOLDER     ends with 1 where another site reads a page, changes something or shows the page as its own

Three sites are played: one of another name, one of the same name on another port (which browsers send the cookie to, as it is the same
site), and one whose name was made to point to this machine (DNS rebinding).
"""
import http.server
import os
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from visits import Server, steps

sys.path.insert(0, str(Path(__file__).parent.parent / "browser"))
from check_site import PATIENCE

EVIL = "elsewhere.example"


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """A page of another site, empty: what it does is done by its scripts."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title><body>")

    def log_message(self, *words):
        pass


FORM = """([address, fields]) => {
  const form = document.createElement('form');
  form.method = 'post'; form.action = address;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    field.name = name; field.value = value; form.append(field);
  }
  document.body.append(form); form.submit();
}"""
READ = "address => fetch(address, {credentials: 'include'}).then(a => a.text(), fault => 'refused')"
BLIND = """([address, body]) => fetch(address, {method: 'POST', mode: 'no-cors', credentials: 'include', body,
  headers: {'Content-Type': 'application/x-www-form-urlencoded'}}).then(() => 'sent', () => 'refused')"""
SCRIPT = """address => new Promise(done => { const script = document.createElement('script');
  script.onload = () => done('ran'); script.onerror = () => done('refused'); script.src = address; document.body.append(script); })"""
FRAME = """address => new Promise(done => { const frame = document.createElement('iframe');
  frame.onload = () => done('loaded'); frame.src = address; document.body.append(frame); })"""


def browser(playwright):
    options = {"args": ["--no-sandbox", "--host-resolver-rules=MAP *.example 127.0.0.1"]}
    path = os.environ.get("SUFFICIENCY_CHROMIUM", "/usr/bin/chromium")
    if os.path.exists(path):
        options["executable_path"] = path
    return playwright.chromium.launch(**options)


def main(address: str, place: str, folder: str) -> int:
    server = Server(address, place)
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    sites = [f"http://{EVIL}:{other.server_port}/", f"http://localhost:{other.server_port}/"]
    with sync_playwright() as playwright:
        own = browser(playwright)
        context = own.new_context()

        def tab(where: str):
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(where)
            return page

        def files() -> list[str]:
            return sorted(os.listdir(folder))

        planner = tab(f"{address}/{place}")
        token = planner.locator("input[name=token]").first.get_attribute("value")
        assert any(cookie["value"] == token for cookie in context.cookies()), "the planner has no cookie"
        before, title = files(), planner.inner_text("h1").lower()

        def forms():
            # The token is as good as guessed: cookie and origin have to be enough.
            for site in sites:
                for path, fields in [("scenarios", server.draft("Of another site")), ("run", {}), ("run/cancel", {})]:
                    page = tab(site)
                    with page.expect_navigation() as moved:
                        page.evaluate(FORM, [f"{address}/{place}/{path}", {"token": token, **fields}])
                    assert moved.value.status == 403, f"{site} {path}: {moved.value.status}"
                    page.close()
            assert files() == before, "another site wrote"
            assert '"running":false' in server.page(f"/{place}/run/state"), "another site started a run"

        def requests():
            for site in sites:
                page = tab(site)
                page.evaluate(BLIND, [f"{address}/{place}/run", f"token={token}"])
                assert page.evaluate(READ, f"{address}/{place}") == "refused", f"{site} reads a page"
                assert page.evaluate(READ, f"{address}/{place}/run/state") == "refused", f"{site} reads the state of a run"
                page.close()
            assert '"running":false' in server.page(f"/{place}/run/state"), "another site started a run"

        def inside():
            page = tab(sites[0])
            assert page.evaluate(SCRIPT, f"{address}/static/site.js") == "refused", "a script of ours runs there"
            page.close()
            for site in sites:
                page = tab(site)
                page.evaluate(FRAME, f"{address}/{place}")
                shown = page.frames[1].content().lower()
                assert title not in shown and "refused to connect" in shown, f"{site} shows the page in a frame"
                page.close()

        def rebound():
            page = context.new_page()
            for path in ["/", f"/{place}", f"/{place}/explore", f"/{place}/run/state", "/static/site.js"]:
                answer = page.goto(f"http://rebound.example:{server.port}{path}")
                assert answer.status == 421, f"{path}: {answer.status}"
                assert title not in page.content().lower(), path

        def still():
            planner.reload()
            planner.get_by_role("button", name="Run every scenario").click()
            planner.wait_for_url("**/run")

        status = steps([("forms", forms), ("requests", requests), ("inside other pages", inside), ("rebinding", rebound),
                        ("the planner's own form", still)])
        own.close()
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
