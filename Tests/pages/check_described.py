"""Sends what schemathesis makes of docs/openapi.json to the pages of `sufficiency serve`.

    check_described.py ADDRESS PLACE [--examples 25] [--out REPORT]

Every answer has to be one that is described, and none a fault of the server. Ends with 1 otherwise. Needs schemathesis (PyPI).
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from visits import Server

HERE = Path(__file__).resolve().parent
DESCRIPTION = HERE.parent.parent / "docs" / "openapi.json"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("place")
    parser.add_argument("--examples", type=int, default=25)
    parser.add_argument("--seed", type=int, default=2025)
    options = parser.parse_args()
    server = Server(options.address, options.place)
    token = server.token()
    server.run(token)
    with tempfile.TemporaryDirectory() as folder:
        # An empty file: settings of whoever runs the test do not count.
        settings = Path(folder, "schemathesis.toml")
        settings.write_text("")
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "described_hooks", "PYTHONPATH": str(HERE),
                       "PAGES_PLACE": options.place, "PAGES_TOKEN": token, "PAGES_COOKIE": server.cookie}
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "run", str(DESCRIPTION),
                   "--url", options.address, "--checks", CHECKS, "--max-examples", str(options.examples), "--seed", str(options.seed),
                   "--mode", "all", "--phases", "coverage,fuzzing", "--generation-database", "none", "--no-color",
                   "--request-timeout", "120", "--continue-on-failure", "--suppress-health-check", "all",
                   "-H", f"Origin: http://{server.name}"]
        outcome = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)
    print(outcome.stdout, outcome.stderr)
    made = re.search(r"(\d[\d,]*) generated", outcome.stdout)
    sound = server.ask(f"/{options.place}")[0] == 200
    print(f"{'passed' if outcome.returncode == 0 and sound else 'FAILED'}: {made.group(1) if made else 'no'} requests as described")
    return 0 if outcome.returncode == 0 and sound and made else 1


if __name__ == "__main__":
    sys.exit(main())
