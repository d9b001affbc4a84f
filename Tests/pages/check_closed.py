"""Asks the pages of `sufficiency serve` for what they must not give, and does to them what they must bear.

    check_closed.py ADDRESS PLACE FOLDER RESULTS [--saves 10]

FOLDER and RESULTS are absolute, and the server was started with them. The last steps break the folder. Ends with 1 where something
does not hold. Standard library only.
"""
import argparse
import fcntl
import io
import json
import os
import shutil
import sys
import threading
import time
import zipfile
from pathlib import Path

from visits import Server, answer, at_once, ended, steps

HEAD_SECONDS, BODY_SECONDS = 10, 20  # ConnectionLimits


class Closed:
    def __init__(self, options):
        self.server = Server(options.address, options.place)
        self.place, self.saves = f"/{options.place}", options.saves
        self.folder, self.results = Path(options.folder), Path(options.results)
        self.forbidden = [str(self.folder.parent).encode(), self.folder.parent.name.encode(), os.getcwd().encode(),
                          os.path.expanduser("~").encode() + b"/"]
        self.token = self.server.token()

    # Who may ask

    def names(self):
        ask = self.server.raw
        for host in ["evil.example", f"evil.example:{self.server.port}", "localhost", f"localhost:{self.server.port + 1}",
                     f"localhost.evil.example:{self.server.port}", "169.254.169.254", ""]:
            status, _, body = ask(f"GET {self.place} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            assert status in (400, 421) and b"Smallshire" not in body, (host, status)
        for request in [f"GET {self.place} HTTP/1.0\r\n\r\n", f"GET {self.place} HTTP/1.1\r\n\r\n",
                        f"GET http://evil.example{self.place} HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                        f"GET {self.place} HTTP/1.1\r\nHost: evil.example\r\nHost: {self.server.name}\r\n\r\n"]:
            status, _, body = ask(request.encode())
            assert status in (0, 400, 421) and b"Smallshire" not in body, (request, status)
        for host in [self.server.name, f"127.0.0.1:{self.server.port}", self.server.name.upper()]:
            assert ask(f"GET {self.place} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())[0] == 200, host

    def origins(self):
        own, name = self.server.own(self.token), "not-ours"
        form = "&".join(f"{k}={v}" for k, v in self.server.draft(name).items())
        foreign = [{**own, "Origin": origin} for origin in
                   ["http://evil.example", "null", f"https://{self.server.name}", f"http://localhost:{self.server.port + 1}", ""]]
        for headers in foreign + [{**own, "Cookie": ""}, {**own, "Cookie": f"{self.server.cookie}=0"}]:
            for path in ["/scenarios", "/run", "/run/cancel"]:
                status = self.server.ask(self.place + path, "POST", headers, f"token={self.token}&{form}")[0]
                assert status == 403, (headers, path, status)
        for token in ["", "token=", "token=" + "0" * len(self.token)]:
            assert self.server.ask(f"{self.place}/scenarios", "POST", own, f"{token}&{form}")[0] == 403, token
        for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]:
            status = self.server.ask(f"{self.place}/run/cancel", method, own)[0]
            assert 400 <= status < 500, (method, status)
        assert not (self.folder / f"{name}.yaml").exists() and not self.results.exists(), "something was changed"

    def headers(self):
        paths = ["/", self.place, "/nowhere", "/static/site.js", f"{self.place}/explore", f"{self.place}/explore?new_plans=x",
                 f"{self.place}/preview?scenario=x", f"{self.place}/results.xlsx", f"{self.place}/run/state", "/%ff"]
        for path in paths:
            _, headers, _ = self.server.ask(path)
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, path
            assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin", path
            assert headers["cross-origin-opener-policy"] == "same-origin" and headers["server"] is None, path
            assert headers["cross-origin-resource-policy"] == "same-origin", path
            # Nothing of a folder stays in a browser that somebody else may use.
            assert headers["cache-control"] == ("max-age=60" if "static" in path else "no-store"), path
        cookie = self.server.ask(self.place)[1]["set-cookie"]
        assert "SameSite=Strict" in cookie and "HttpOnly" in cookie, cookie

    def lines(self):
        """CR and LF in an address, a form or a header stay text: no header of theirs is in an answer."""
        bad = "%0d%0aX-Injected:%20yes%0d%0a%0d%0a<script>"
        for path in [f"/{bad}", f"{self.place}/scenarios/{bad}", f"{self.place}/explore?scenario={bad}",
                     f"{self.place}/scenarios/baseline/files/{bad}", f"{self.place}/compare?with={bad}"]:
            status, headers, _ = self.server.raw(f"GET {path} HTTP/1.1\r\nHost: {self.server.name}\r\n\r\n".encode())
            assert 200 <= status < 500 and "x-injected" not in headers, (path, status)
        status, headers, _ = self.server.send(f"{self.place}/scenarios", self.token,
                                              **self.server.draft("A name\r\nX-Injected: yes", source="x\r\nname: y\x00\u2028z"))
        assert status == 303 and headers["location"] == f"{self.place}/scenarios/a-name-x-injected-yes", headers
        assert headers["x-injected"] is None
        text = (self.folder / "a-name-x-injected-yes.yaml").read_text()
        assert text.count("\nname:") == 1 and "\nsource:" not in text and "\x00" not in text, text
        status = self.server.raw(f"GET {self.place} HTTP/1.1\r\nHost: {self.server.name}\r\nX: a\rb\x00c\r\n\r\n".encode())[0]
        assert status in (200, 400), status

    def traversal(self):
        (self.folder.parent / "beside.csv").write_text("beside the folder\n")
        ways = ["..%2f..%2fauthority.yaml", "..%2f..%2f..%2fbeside.csv", "..", "%2e%2e/%2e%2e/beside.csv", "....//beside.csv",
                "..%5cbeside.csv", "/etc/passwd", "%2fetc%2fpasswd", "..%c0%afbeside.csv", "plans.csv%00.html", "run.json",
                "file:///etc/passwd", "..%252f..%252fbeside.csv", "plans.csv/", "./plans.csv"]
        for way in ways:
            for start in ["/", "/static/", f"{self.place}/", f"{self.place}/scenarios/", f"{self.place}/scenarios/baseline/files/"]:
                status, _, body = self.server.raw(f"GET {start}{way} HTTP/1.1\r\nHost: {self.server.name}\r\n\r\n".encode())
                assert status in (200, 400, 404) and b"beside the folder" not in body and b"root:" not in body, (start, way, status)
                assert b"dfe_code" not in body and (status != 200 or b"<!DOCTYPE html>" in body or "plans.csv" in way), (start, way)

    # How much

    def long_heads(self):
        line = f"Host: {self.server.name}\r\n"
        for head in [line + "X: " + "a" * 40_000, line + "".join(f"X{n}: a\r\n" for n in range(200)), "X: " + "a" * 10_000_000]:
            status, _, body = self.server.raw(f"GET / HTTP/1.1\r\n{head}\r\n\r\n".encode())
            assert status in (0, 400, 431) and not body, status
        status = self.server.raw(f"GET /{'a' * 1_000_000} HTTP/1.1\r\n{line}\r\n".encode())[0]
        assert status in (0, 400, 414), status
        status = self.server.ask(f"{self.place}/explore?" + "&".join(f"a{n}" for n in range(2_000)))[0]
        assert status == 400, status

    def posted(self, *more: str) -> bytes:
        own = [f"{name}: {value}" for name, value in self.server.own(self.token).items()]
        lines = [f"POST {self.place}/scenarios HTTP/1.1", f"Host: {self.server.name}", *own, *more, "", ""]
        return "\r\n".join(lines).encode()

    def long_bodies(self):
        """Too long by its own word, too long in pieces, and without an end."""
        status, _, body = self.server.raw(self.posted("Content-Length: 11000000"))
        assert status == 413 and b"longer than any form" in body, status
        status, _, body = self.server.raw(self.posted("Content-Length: 100000") + b"a" * 100_000)
        assert status == 413 and b"longer than any form" in body, status
        piece = b"10000\r\n" + b"a" * 65536 + b"\r\n"
        status, _, body = self.server.raw(self.posted("Transfer-Encoding: chunked") + piece * 2 + b"0\r\n\r\n")
        assert status == 413 and b"longer than any form" in body, status
        for method in [b"POST", b"GET"]:
            with self.server.open() as connection:
                connection.sendall(self.posted("Transfer-Encoding: chunked").replace(b"POST", method, 1))
                end = time.monotonic() + 10
                try:
                    while time.monotonic() < end:
                        connection.sendall(piece)
                except OSError:
                    pass
                assert time.monotonic() < end, f"{method}: ten seconds of a body without an end were taken"
        for length in ["-1", "1e9", "99999999999999999999999", "5, 6"]:
            status = self.server.raw(self.posted(f"Content-Length: {length}") + b"a=b")[0]
            assert status in (0, 400, 403, 413), (length, status)
        twice = self.posted("Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n"
        assert self.server.raw(twice)[0] in (0, 400, 403), "two lengths"

    def cut_forms(self):
        """A form that ends early is no form, though all its fields are there."""
        form = f"token={self.token}&" + "&".join(f"{k}={v}" for k, v in self.server.draft("cut-short").items())
        for head, body in [(f"Content-Length: {len(form) + 50}", form), ("Transfer-Encoding: chunked", f"{len(form):x}\r\n{form}\r\n")]:
            with self.server.open() as connection:
                connection.sendall(self.posted(head) + body.encode())
                connection.shutdown(1)
                assert answer(connection)[0] in (0, 400, 408), head
        time.sleep(0.5)
        assert not (self.folder / "cut-short.yaml").exists(), "a form that was cut short was taken"

    def slow(self):
        """Two hundred clients dribble heads and forms, some read nothing: others are served, and the slow are cut."""
        line = f"GET / HTTP/1.1\r\nHost: {self.server.name}\r\n".encode()
        heads = [self.server.open() for _ in range(150)]
        bodies = [self.server.open() for _ in range(50)]
        start = time.monotonic()
        for connection in heads:
            connection.sendall(line)
        form = f"token={self.token}&" + "&".join(f"{k}={v}" for k, v in self.server.draft("too-slow").items()) + "&x="
        for connection in bodies:
            connection.sendall(self.posted("Content-Length: 5000") + form.replace(" ", "+").encode())
        done = threading.Event()

        def dribble():
            while not done.wait(1):
                for connection in heads + bodies:
                    try:
                        connection.send(b"X")
                    except OSError:
                        pass

        writer = threading.Thread(target=dribble, daemon=True)
        writer.start()
        worst = 0.0
        for _ in range(20):
            began = time.monotonic()
            assert self.server.ask(self.place)[0] == 200
            worst = max(worst, time.monotonic() - began)
        assert worst < 5, f"others wait {worst:.1f} s"
        for group, seconds in [(heads, HEAD_SECONDS), (bodies, BODY_SECONDS)]:
            for connection in group:
                left = max(0.1, start + seconds + 8 - time.monotonic())
                assert ended(connection, left), f"a slow client is still there after {time.monotonic() - start:.0f} s"
        done.set()
        writer.join()
        assert not (self.folder / "too-slow.yaml").exists(), "a form that came too slowly was taken"
        print(f"others waited at most {worst:.2f} s; the last slow client was cut after {time.monotonic() - start:.1f} s")
        for connection in heads + bodies:
            connection.close()

    # How many

    def same_name(self):
        """Of clients who save under one name at once one is first; what it wrote stays."""
        def save(number: int) -> int:
            draft = self.server.draft("At once", new_plans=f"-{number + 1}")
            return self.server.send(f"{self.place}/scenarios", self.token, **draft)[0]

        statuses = at_once(save, 12)
        assert statuses.count(303) == 1, statuses
        first = statuses.index(303)
        text = (self.folder / "at-once.yaml").read_text()
        assert f"multiply: {(100 - first - 1) / 100:g}\n" in text, (first, text)

    def scenarios(self) -> int:
        return len([name for name in os.listdir(self.folder) if name.endswith(".yaml") and name not in ("authority.yaml", "labels.yaml")])

    def many_saves(self):
        """No more scenarios than can be run and listed; what is refused is said in words."""
        whole = (self.folder / "at-once.yaml").read_text()
        for number in range(self.scenarios(), 198):
            (self.folder / f"number-{number}.yaml").write_text(whole)
        statuses = {}
        for number in range(1000, 1000 + self.saves):
            status, _, body = self.server.send(f"{self.place}/scenarios", self.token, **self.server.draft(f"Number {number}"))
            statuses[status] = statuses.get(status, 0) + 1
            assert status == 303 or (status == 422 and b"pages add no more" in body), (number, status)
        assert self.scenarios() == 200 and statuses.get(422), (self.scenarios(), statuses)
        began = time.monotonic()
        assert self.server.ask(self.place)[0] == 200
        print(f"{self.saves} saves: {statuses}; the list takes {time.monotonic() - began:.2f} s")
        for file in self.folder.glob("number-*.yaml"):
            file.unlink()

    # What is said

    def addresses(self) -> list[str]:
        here, one = self.place, f"{self.place}/scenarios/baseline"
        reports = [f"{one}/report.html?for={audience}" for audience in ("officers", "scrutiny", "schools-forum", "x")]
        return ["/", here, f"{here}/explore", f"{here}/explore?new_plans=-5", f"{here}/explore?new_plans=x", f"{here}/preview",
                f"{here}/compare", f"{here}/compare?with=at-once", f"{here}/run", f"{here}/run/state", f"{here}/results.xlsx",
                f"{here}/comparison.csv", one, f"{one}/files/plans.csv", f"{here}/scenarios/nowhere", "/nowhere", *reports,
                "/static/site.js", "/static/site.css", "/static/charts.js"]

    def telling(self, what: str, *more: tuple[int, object, bytes]):
        """No answer has the way to the folder in it, whatever it is about; of a file no entry."""
        found = [(address, self.server.ask(address)) for address in self.addresses()]
        found += [("a form", answered) for answered in more]
        for address, (status, headers, body) in found:
            texts = [str(headers).encode(), body]
            if body[:2] == b"PK":
                with zipfile.ZipFile(io.BytesIO(body)) as book:
                    texts += [book.read(name) for name in book.namelist()]
            for path in self.forbidden:
                at = next((text for text in texts if path in text), None)
                assert at is None, f"{what}, {address}: {at[max(0, at.index(path) - 80):][:200]}"
            assert status < 500, f"{what}, {address}: {status}"

    def saved(self, name: str):
        return self.server.send(f"{self.place}/scenarios", self.token, **self.server.draft(name))

    def run(self):
        self.server.run(self.token)
        return self.server.ask(f"{self.place}/run")

    def sound_paths(self):
        self.telling("before a run")
        assert b"The run was finished" in self.run()[2]
        self.telling("after a run")
        files = [line for line in self.server.page(f"{self.place}/scenarios/baseline").split('"') if "/files/" in line]
        assert len(files) > 5
        for file in files:
            body = self.server.ask(file)[2]
            assert not any(path in body for path in self.forbidden), file

    def links(self):
        """Results that lead out of their folder, or wait for somebody, are none."""
        secret = self.folder.parent / "secret.csv"
        secret.write_text("of somebody else")
        for name, make in [("linked.csv", lambda path: path.symlink_to(secret)), ("waiting.fifo.csv", os.mkfifo)]:
            path = self.results / "baseline" / name
            make(path)
            status, _, body = self.server.ask(f"{self.place}/scenarios/baseline/files/{name}")
            path.unlink()
            assert status == 404 and b"of somebody else" not in body, (name, status)

    def broken_paths(self):
        """Whatever is broken is said, without the way to it."""
        kept = self.folder.parent / "kept"
        shutil.copytree(self.folder, kept)
        aside = self.results.parent.with_name("aside")
        with open(self.results.parent / f".{self.results.name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            json.dump({"user": "somebody-else", "host": "their-machine", "process": 1, "since": "2026-11-22T00:00:00Z", "version": "0",
                       "directory": "/home/somebody-else", "arguments": ["run"], "folder": "x", "inputs": {}}, lock)
            lock.flush()
            told = self.run()
        assert b"in use by another run" in told[2], told[2]
        assert b"somebody-else" not in told[2] and b"their-machine" not in told[2], told[2]
        self.telling("another run", told)
        os.unlink(lock.name) if os.path.exists(lock.name) else None
        self.results.parent.rename(aside)
        self.results.parent.write_text("no folder")
        told = self.run()
        assert b"The run was refused" in told[2], told[2]
        self.telling("results that are a file", told)
        self.results.parent.unlink()
        aside.rename(self.results.parent)
        for file in (self.results / "baseline").iterdir():
            file.write_bytes(b"\xff,\n1")
        self.telling("results that are rubbish")

        def without(name: str, text: bytes | None):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            elif text is None:
                path.unlink()
            else:
                path.write_bytes(text)
            self.telling(name, self.saved(f"Without {name}"), self.run())
            shutil.rmtree(self.folder)
            shutil.copytree(kept, self.folder)

        laughs = b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 30))
        for name, text in [("authority.yaml", None), ("authority.yaml", b"name: [\n"), ("authority.yaml", laughs),
                           ("labels.yaml", laughs), ("baseline.yaml", None), ("baseline.yaml", b"\xff"),
                           ("at-once.yaml", laughs), ("at-once.yaml", b"[" * 100_000), ("at-once.yaml", b"x" * 2_000_000),
                           ("evidence", None), ("evidence/settings.csv", b"setting\n\xff"), ("evidence/plans_by_provision.csv", None)]:
            without(name, text)
        shutil.rmtree(self.folder)
        self.telling("no folder", self.saved("Without anything"), self.run())
        self.folder.write_text("a file")
        self.telling("a file for a folder", self.saved("Without a folder"), self.run())
        self.folder.unlink()
        shutil.copytree(kept, self.folder)
        assert self.server.ask(self.place)[0] == 200, "the server does not recover"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("address", "place", "folder", "results"):
        parser.add_argument(name)
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--only", help="the step of that name alone")
    options = parser.parse_args()
    closed = Closed(options)
    names = ["names", "origins", "headers", "lines", "traversal", "long_heads", "long_bodies", "cut_forms", "slow", "same_name",
             "sound_paths", "links", "many_saves", "broken_paths"]
    return steps([(name, getattr(closed, name)) for name in names if options.only in (None, name)])


if __name__ == "__main__":
    sys.exit(main())
