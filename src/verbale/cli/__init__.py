"""The command line: one module a command; :func:`main` is the program ``verbale``."""

from __future__ import annotations


def main() -> None:
    """Run the program with the arguments of the process, and leave with its exit code."""
    from verbale.cli.app import run

    run()
