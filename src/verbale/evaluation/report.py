"""What an evaluation yields: scores by document and in total, as tables for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.codebook.acts import act_table
from verbale.evaluation.calibration import SURE, Calibration, calibrate
from verbale.evaluation.counts import Share, Tally
from verbale.evaluation.scores import CODE_FIELDS, ENCOUNTER_FIELDS, NOTHING, STATEMENT_MEASURES, VALUE_FIELDS, Scores

_TALLY_HEAD = ("F1", "precision", "recall", "right", "wrong", "missing")
_SHARE_HEAD = ("accuracy", "right", "of")


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The scores of one gold document."""

    name: str
    scores: Scores


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of a gold set."""

    documents: tuple[DocumentReport, ...]

    @property
    def total(self) -> Scores:
        """All documents as if they were one (micro averages)."""
        return sum((document.scores for document in self.documents), start=Scores())

    @property
    def calibration(self) -> Calibration:
        """How well the reader knows when it is right."""
        return calibrate(self.total.judgements)

    def to_dict(self) -> dict[str, Any]:
        """All figures, with the counts behind them."""
        return {
            "total": _scores_dict(self.total),
            "calibration": _calibration_dict(self.calibration),
            "documents": [{"name": document.name, **_scores_dict(document.scores)} for document in self.documents],
        }


def render(report: Report) -> str:
    """All figures as tables, the headline ones last, where a terminal shows them first."""
    total = report.total
    sections = (
        _documents_table(report.documents),
        _acts_table(total),
        _calibration_table(report.calibration),
        _encounter_table(total),
        _values_table(total),
        table(("codes of matched pairs", *_TALLY_HEAD), [_tally_row(name, total.tallies.get(name, Tally())) for name in CODE_FIELDS]),
        table(("statements", *_TALLY_HEAD), [_tally_row(name, total.tallies.get(name, Tally())) for name in STATEMENT_MEASURES]),
    )
    return "\n\n".join(sections) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: frozenset[int] = frozenset({0})) -> str:
    """Columns under a head.

    Args:
        head: the names of the columns.
        rows: the cells.
        words: the columns that stand to the left, because they hold words; the others, of figures, stand to the right.
    """
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = ("  ".join(row[i].ljust(width) if i in words else row[i].rjust(width) for i, width in enumerate(widths)) for row in (head, *rows))
    return "\n".join(line.rstrip() for line in lines)


def figure(value: float) -> str:
    """A score as it is shown."""
    return f"{value:.3f}"


def _tally_row(name: str, tally: Tally) -> tuple[str, ...]:
    return (name, figure(tally.f1), figure(tally.precision), figure(tally.recall), str(tally.right), str(tally.wrong), str(tally.missing))


def _share_row(name: str, share: Share) -> tuple[str, ...]:
    return (name, figure(share.accuracy), str(share.right), str(share.total))


def _values_table(scores: Scores) -> str:
    names = (*VALUE_FIELDS, "due given")
    return table(("values of matched pairs", *_SHARE_HEAD), [_share_row(name, scores.shares.get(name, Share())) for name in names])


def _encounter_table(scores: Scores) -> str:
    rows = [_share_row(name.removeprefix("encounter "), share) for name, share in scores.shares.items() if name.startswith("encounter ")]
    people = scores.tallies.get("participants", Tally())
    summary = f"participants: F1 {figure(people.f1)} ({people.right} right, {people.wrong} wrong, {people.missing} missing)"
    return table(("encounter", *_SHARE_HEAD), rows) + "\n" + summary


def _calibration_table(calibration: Calibration) -> str:
    rows = [(f"{b.low:.1f}-{b.high:.1f}", str(b.count), figure(b.confidence), figure(b.right)) for b in calibration.bins]
    return table(("confidence", "statements", "mean", "right"), rows) + "\n" + calibration_line(calibration)


def calibration_line(calibration: Calibration) -> str:
    """The calibration in one line."""
    sure = calibration.sure
    return f"calibration error {figure(calibration.error)}; {sure.right} of {sure.total} right ({figure(sure.accuracy)}) at a confidence of {SURE} or more"


def _acts_table(scores: Scores) -> str:
    head = ("act", "gold", "F1", "precision", "recall", "taken for")
    rows = [
        (act, str(tally.support), figure(tally.f1), figure(tally.precision), figure(tally.recall), _taken_for(act, scores.confusions))
        for act, tally in _in_order(scores.acts)
    ]
    spurious = _taken_for(NOTHING, scores.confusions)
    return table(head, rows, words=frozenset({0, 5})) + (f"\nspurious: {spurious}" if spurious else "")


def _in_order(acts: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """The acts in the codebook's order."""
    return [(act, acts[act]) for act in act_table() if act in acts]


def _taken_for(act: str, confusions: Mapping[tuple[str, str], int]) -> str:
    """What the gold act came out as where it did not come out right, the most frequent first."""
    found = sorted((-count, system or "missed") for (gold, system), count in confusions.items() if gold == act and system != act)
    return ", ".join(f"{name} {-count}" for count, name in found)


def _documents_table(documents: Sequence[DocumentReport]) -> str:
    head = ("document", "gold", *STATEMENT_MEASURES, "encounter")
    return table(head, [_document_row(document.name, document.scores) for document in documents])


def _document_row(name: str, scores: Scores) -> tuple[str, ...]:
    figures = [figure(scores.f1(measure)) for measure in STATEMENT_MEASURES]
    return (name, str(scores.tallies["detection"].support), *figures, _encounter_mark(scores))


def _encounter_mark(scores: Scores) -> str:
    """How many of the encounter's fields are right, and F1 of its participants; ``-`` where both sides rightly have none."""
    if "encounter complete" not in scores.shares:
        return "-"
    right = sum(scores.shares[f"encounter {name}"].right for name in ENCOUNTER_FIELDS)
    return f"{right}/{len(ENCOUNTER_FIELDS)} {figure(scores.f1('participants'))}"


def _scores_dict(scores: Scores) -> dict[str, Any]:
    confusions = sorted((pair, count) for pair, count in scores.confusions.items() if pair[0] != pair[1])
    return {
        **{name: _tally_dict(tally) for name, tally in scores.tallies.items()},
        **{name.replace(" ", "_"): _share_dict(share) for name, share in scores.shares.items()},
        "acts": {act: _tally_dict(tally) for act, tally in _in_order(scores.acts)},
        "confusions": [{"gold": gold or None, "system": system or None, "count": count} for (gold, system), count in confusions],
    }


def _calibration_dict(calibration: Calibration) -> dict[str, Any]:
    return {
        "error": round(calibration.error, 4),
        "sure": {"from": SURE, **_share_dict(calibration.sure)},
        "bins": [{"low": b.low, "high": b.high, "count": b.count, "confidence": round(b.confidence, 4), "right": round(b.right, 4)} for b in calibration.bins],
    }


def _tally_dict(tally: Tally) -> dict[str, float | int]:
    return {
        "f1": round(tally.f1, 4),
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "right": tally.right,
        "wrong": tally.wrong,
        "missing": tally.missing,
    }


def _share_dict(share: Share) -> dict[str, float | int]:
    return {"accuracy": round(share.accuracy, 4), "right": share.right, "total": share.total}
