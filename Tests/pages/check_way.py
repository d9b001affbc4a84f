"""Asks two servers of one scenario folder, each started with the way to it: what leads there is said by neither.

    check_way.py ADDRESS OTHER FOLDER WAY

The folder's name is no plain word; WAY is what stands above it in the way the servers were given. The first server listens as it does by
itself, the other on every interface. The last step breaks the folder. Ends with 1 where something does not hold. Standard library only.
"""
import argparse
import html
import re
import shutil
import socket
import urllib.parse
from pathlib import Path

from visits import Server, at_once, steps


class Way:
    def __init__(self, options):
        self.folder, self.way = Path(options.folder), options.way.encode()
        place = urllib.parse.quote(self.folder.name)
        self.servers = [Server(address, place) for address in (options.address, options.other)]
        self.server, self.place = self.servers[0], f"/{place}"

    def loopback(self):
        """127.0.0.2 is this machine too, and not the loopback address that is listened to."""
        for server, isOpen in zip(self.servers, [False, True]):
            try:
                socket.create_connection(("127.0.0.2", server.port), timeout=10).close()
                assert isOpen, "others are let in though nobody said so"
            except ConnectionRefusedError:
                assert not isOpen, "--host was not heard"

    def linked(self, start: str) -> list[str]:
        """Every address of the site that a page leads to, those of its forms too."""
        seen, coming = [], [start]
        while coming:
            address = coming.pop()
            if address in seen:
                continue
            seen.append(address)
            status, headers, body = self.server.ask(address)
            assert status == 200, (address, status)
            assert self.way not in body and self.way not in str(headers).encode(), address
            if "text/html" in headers["content-type"] and "report.html" not in address:
                found = re.findall(r'(?:href|data-preview|data-state)="(/[^"#]*)"', body.decode())
                coming += [html.unescape(link) for link in found]
        return seen

    def links(self):
        """A folder may be called anything: every link leads somewhere."""
        assert not self.place.isascii() or "%" in self.place, self.place
        before = self.linked("/")
        token = self.server.token()
        kept = self.server.send(f"{self.place}/scenarios", token, **self.server.draft("Kept"))
        assert (kept[0], kept[1]["location"]) == (303, f"{self.place}/scenarios/kept"), kept
        self.server.run(token)
        after = self.linked("/")
        assert f"{self.place}/results.xlsx" in after and f"{self.place}/scenarios/kept" in after, after
        assert len(after) > len(before) + 20, (len(before), len(after))

    def one_browser(self):
        """Browsers send what one server gave to the other too: the forms of both go on working."""
        tokens = [server.token() for server in self.servers]
        cookies = "; ".join(f"{server.cookie}={token}" for server, token in zip(self.servers, tokens))
        for number, (server, token) in enumerate(zip(self.servers, tokens)):
            headers = {**server.own(token), "Cookie": cookies}
            form = urllib.parse.urlencode({"token": token, **server.draft(f"Browser {number}")})
            assert server.ask(f"{self.place}/scenarios", "POST", headers, form)[0] == 303, number

    def same_name(self):
        """Of those who save under one name at two servers one is first; what it wrote stays."""
        tokens, rounds = [server.token() for server in self.servers], 10
        for number in range(rounds):
            def save(client: int) -> int:
                which = client % 2
                draft = self.servers[which].draft(f"At once {number}", new_plans=f"-{client + 1}")
                return self.servers[which].send(f"{self.place}/scenarios", tokens[which], **draft)[0]

            statuses = at_once(save, 8)
            assert sorted(statuses) == [303] + [422] * 7, statuses
            first = statuses.index(303)
            text = (self.folder / f"at-once-{number}.yaml").read_text()
            assert f"multiply: {(100 - first - 1) / 100:g}\n" in text, (first, text)

    def in_the_way(self):
        """What cannot be written is named as it stands below the folder, though the servers were given a longer way."""
        results = self.folder.parent / "results" / self.folder.name
        shutil.rmtree(results)
        results.write_text("in the way")
        self.server.run(self.server.token())
        status, _, body = self.server.ask(f"{self.place}/run")
        assert status == 200 and self.folder.name.encode() in body and b"a file has the name of the output folder" in body, (status, body)
        assert self.way not in body, body
        results.unlink()

    def broken(self):
        token = self.server.token()
        (self.folder / "kept.yaml").write_text("name: [\n")
        (self.folder / "evidence" / "settings.csv").write_text("x\n")
        self.server.run(token)
        for address in ["/", self.place, f"{self.place}/run", f"{self.place}/explore", f"{self.place}/scenarios/kept"]:
            status, headers, body = self.server.ask(address)
            assert status < 500 and self.way not in body and self.way not in str(headers).encode(), (address, body)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("address", "other", "folder", "way"):
        parser.add_argument(name)
    way = Way(parser.parse_args())
    return steps([(name, getattr(way, name)) for name in ["loopback", "links", "one_browser", "same_name", "in_the_way", "broken"]])


if __name__ == "__main__":
    raise SystemExit(main())
