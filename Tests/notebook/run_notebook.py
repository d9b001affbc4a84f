#!/usr/bin/env python3
"""Executes a notebook from its first cell to its last, as committed, and leaves it as it was.

  run_notebook.py NOTEBOOK [--figures DIR]

The notebook must be valid, format 4.5, and hold no outputs. What its cells print is printed; with --figures the
figures are written there as PNG. Ends with 0 and the number of figures, or with 1 and what a cell refused.
"""
import argparse
import base64
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config


def fault(text):
    print(text, file=sys.stderr)
    sys.exit(1)


def committed(path):
    """The notebook, refused where it is not fit to be committed."""
    book = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    if (book.nbformat, book.nbformat_minor) != (4, 5):
        fault(f"{path} has format {book.nbformat}.{book.nbformat_minor}, not 4.5")
    for cell in book.cells:
        if cell.get("outputs") or cell.get("execution_count") is not None or cell.metadata:
            fault(f"{path}: cell {cell.id} holds outputs or metadata; clear them before you commit")
    return book


def executed(book, folder):
    # This environment's kernel and settings, nobody's own; figures as the notebook shows them.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ.pop("MPLBACKEND", None)
    os.environ.setdefault("MPLCONFIGDIR", f"{sys.prefix}/share/matplotlib")
    with tempfile.TemporaryDirectory() as settings:
        os.environ.update(IPYTHONDIR=settings, JUPYTER_RUNTIME_DIR=settings)
        # Sockets in that folder, which is the user's alone: nothing of the results goes over a port.
        sockets = Config(KernelManager={"transport": "ipc", "ip": f"{settings}/kernel"})
        client = NotebookClient(
            book, timeout=300, startup_timeout=120, kernel_name="python3",
            resources={"metadata": {"path": str(folder)}}, config=sockets)
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            fault(re.sub(r"\x1b\[[0-9;]*m", "", str(error)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--figures", type=Path)
    options = parser.parse_args()
    book = committed(options.notebook)
    executed(book, options.notebook.resolve().parent)
    figures = 0
    for cell in book.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                print(output.text, end="", file=sys.stderr if output.name == "stderr" else sys.stdout)
            picture = output.get("data", {}).get("image/png")
            if picture is None:
                continue
            figures += 1
            if options.figures:
                options.figures.mkdir(parents=True, exist_ok=True)
                (options.figures / f"{cell.id}.png").write_bytes(base64.b64decode(picture))
    print(f"{figures} figures")


main()
