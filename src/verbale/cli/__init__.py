"""The command line: one module a command; :func:`main` is the program ``verbale``."""

from __future__ import annotations

import gc

#: Objects made before the collector looks for cycles. A reading makes hardly any, and Python's 700 have it look through what loading made time and again.
_GARBAGE_THRESHOLD = 100_000


def main() -> None:
    """Run the program with the arguments of the process, and leave with its exit code."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    from verbale.cli.app import run

    run()
