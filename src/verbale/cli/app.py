"""The program: its commands, and how they end."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from verbale.cli import add, codebook, evaluation, explain, judge, pledges, read, registry, reread, review, search
from verbale.cli.console import BAD_INPUT, INTERRUPTED, complain, write
from verbale.errors import VerbaleError

_HELP = "Reads diplomatic communiqués and writes coded records: who said what to whom, how strongly, about which file, and by when."
_EPILOG = "Exit codes: 0 all went well; 2 bad usage, or an input that could not be read; 130 interrupted."

# Base of all of typer's complaints about the command line; it has no public name of its own.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(name="verbale", help=_HELP, epilog=_EPILOG, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]})
app.command("read", epilog=read.EXAMPLES)(read.read)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("add", epilog=add.EXAMPLES)(add.add)
app.command("search", epilog=search.EXAMPLES)(search.search)
app.command("review", epilog=review.EXAMPLES)(review.review)
app.command("judge", epilog=judge.EXAMPLES)(judge.judge)
app.command("pledges", epilog=pledges.EXAMPLES)(pledges.pledges)
app.command("reread", epilog=reread.EXAMPLES)(reread.reread)
app.command("register", epilog=registry.EXAMPLES)(registry.register)
app.command("backup", epilog=registry.BACKUP_EXAMPLES)(registry.backup)
app.command("restore", epilog=registry.RESTORE_EXAMPLES)(registry.restore)
app.command("eval", epilog=evaluation.EXAMPLES)(evaluation.evaluate)
app.command("codebook", epilog=codebook.EXAMPLES)(codebook.codebook)


def _version(wanted: bool) -> None:
    if wanted:
        import verbale

        write(f"verbale {verbale.__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    _version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")


def run() -> None:
    """Run a command and leave with its exit code; errors are one line on standard error."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = app(prog_name="verbale", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except VerbaleError as error:
        complain(str(error))
        code = BAD_INPUT
    except _UsageError as error:
        _complain_of_usage(error)
        code = BAD_INPUT
    sys.exit(code if isinstance(code, int) else 0)


def _complain_of_usage(error: BaseException) -> None:
    context = getattr(error, "ctx", None)
    hint = f" (see {context.command_path} --help)" if context is not None else ""
    complain(f"{getattr(error, 'format_message', error.__str__)().rstrip('.')}{hint}")


def _terminate(number: int, _frame: FrameType | None) -> None:
    """Leave through the usual way out, so that unfinished files are removed."""
    sys.exit(128 + number)
