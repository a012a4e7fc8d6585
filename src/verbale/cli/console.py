"""Standard output and standard error, as all commands use them."""

from __future__ import annotations

import os
import sys

#: Exit codes; 0 means that all went well.
BAD_INPUT = 2
INTERRUPTED = 130
_BROKEN_PIPE = 141


def write(text: str) -> None:
    """Write results to standard output: UTF-8 whatever the locale, line ends as they are, at once.

    When nobody reads them any more (``verbale read … | head``), the program ends without a word.
    """
    try:
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(text)
        else:
            stream.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more when it ends; that has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_BROKEN_PIPE)


def complain(message: str) -> None:
    """An error, on one line of standard error."""
    _say(f"verbale: {message}")


def note(message: str) -> None:
    """Something worth knowing that is no error, on one line of standard error."""
    _say(f"verbale: note: {message}")


def _say(message: str) -> None:
    line = "".join(character if character.isprintable() else " " for character in message)
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:  # nobody listens; the exit code says it too
        return


def is_terminal() -> bool:
    """Whether results go to somebody's terminal rather than to a pipe or a file."""
    return sys.stdout.isatty()
