"""Requests byte by byte, as no browser sends them. Standard library only."""
import http.client
import re
import socket
import threading
import time
import urllib.parse


class Server:
    """A server of pages on this machine and the scenario folder that it serves."""

    def __init__(self, address: str, place: str):
        self.host, self.port = address.removeprefix("http://").rstrip("/").split(":")
        self.port, self.place = int(self.port), place

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def cookie(self) -> str:
        return f"sufficiency-{self.port}"

    def open(self, patience: float = 60) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=patience)

    def raw(self, data: bytes, patience: float = 60) -> tuple[int, dict[str, list[str]], bytes]:
        """Sends bytes and reads one answer: status, headers, body. 0 where the connection was closed without one."""
        with self.open(patience) as connection:
            try:
                connection.sendall(data)
            except OSError:
                pass  # The server may have closed it already; what it said is still there to be read.
            return answer(connection)

    def ask(self, path: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes | str | None = None):
        """An ordinary request: status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, {"Host": self.name, **(headers or {})})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def page(self, path: str) -> str:
        return self.ask(path)[2].decode()

    def token(self) -> str:
        return re.search(r'name="token" value="(\w+)"', self.page(f"/{self.place}")).group(1)

    def send(self, path: str, token: str, **fields):
        """Sends a form of the site."""
        form = urllib.parse.urlencode({"token": token, **fields})
        return self.ask(path, "POST", self.own(token), form)

    def own(self, token: str) -> dict[str, str]:
        return {"Cookie": f"{self.cookie}={token}", "Origin": f"http://{self.name}",
                "Content-Type": "application/x-www-form-urlencoded"}

    def run(self, token: str):
        """Runs every scenario and waits for the end."""
        self.send(f"/{self.place}/run", token)
        end = time.monotonic() + 300
        while '"running":true' in self.page(f"/{self.place}/run/state"):
            assert time.monotonic() < end, "the run does not end"
            time.sleep(0.2)

    def draft(self, name: str, **fields) -> dict[str, str]:
        return {"scenario": "baseline", "from": "2028", "new_plans": "-5", "name": name, "question": "Why?",
                "source": "a test", **fields}


def answer(connection: socket.socket) -> tuple[int, dict[str, list[str]], bytes]:
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                break
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers.setdefault(name.lower(), []).append(value.strip())
        length = int(headers.get("content-length", ["0"])[0])
        while len(body) < length:
            part = connection.recv(65536)
            if not part:
                break
            body += part
    except OSError:
        if b"\r\n\r\n" not in data:
            return 0, {}, b""
    if not data.startswith(b"HTTP/1.1 "):
        return 0, {}, data
    return int(lines[0].split()[1]), headers, body


def at_once(work, count: int) -> list:
    """What `work` gives for each number below `count`, all of them begun at the same moment."""
    gate, given = threading.Barrier(count), [None] * count

    def one(number: int):
        gate.wait()
        given[number] = work(number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def ended(connection: socket.socket, patience: float) -> bool:
    """True where the server closes the connection within so many seconds."""
    connection.settimeout(patience)
    try:
        while connection.recv(65536):
            pass
        return True
    except TimeoutError:
        return False
    except OSError:
        return True


def steps(all_steps) -> int:
    """Takes every step, so that one run names every fault; 1 where one fails."""
    failed = 0
    for name, step in all_steps:
        began = time.monotonic()
        try:
            step()
            print(f"passed: {name} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as fault:
            failed += 1
            print(f"FAILED: {name}: {type(fault).__name__}: {fault}", flush=True)
    return 1 if failed else 0
