"""Runs a Python program for as long as whoever started it lives: `python -m hutong.lab.demo.beside PROGRAM`.

Its standard input is a pipe that the starter holds. When that ends, even by kill -9, the program ends.
"""

import os
import runpy
import sys
import threading


def main() -> None:
    """Run the program named first on the command line."""
    threading.Thread(target=_end_with_starter, daemon=True).start()
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")


def _end_with_starter() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
