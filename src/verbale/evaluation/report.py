"""What an evaluation yields: scores by document and in total, as tables for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.codebook.acts import act_table
from verbale.evaluation.calibration import SURE, Calibration, calibrate
from verbale.evaluation.counts import Share, Tally
from verbale.evaluation.scores import CODE_FIELDS, ENCOUNTER_FIELDS, NOTHING, STATEMENT_MEASURES, VALUE_FIELDS, Scores
from verbale.exports.labels import field_label
from verbale.exports.phrasing import decimal
from verbale.locales import SOURCE, words


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


def render(report: Report, ui: str = SOURCE) -> str:
    """All figures as tables, the headline ones last, where a terminal shows them first.

    Args:
        report: the scores.
        ui: ISO 639-1 code of the language that the tables speak. Acts stand in them by their codes, as in the gold.

    Raises:
        ValueError: when reports cannot be had in that language.
    """
    total, t = report.total, words(ui)
    sections = (
        _documents_table(report.documents, ui),
        _acts_table(total, ui),
        _calibration_table(report.calibration, ui),
        _encounter_table(total, ui),
        _values_table(total, ui),
        _tallies_table(t.gettext("codes of matched pairs"), CODE_FIELDS, total, ui),
        _tallies_table(t.gettext("statements"), STATEMENT_MEASURES, total, ui),
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


def figure(value: float, ui: str = SOURCE) -> str:
    """A score as it is shown."""
    return decimal(value, 3, ui)


def _tallies_table(name: str, measures: Sequence[str], scores: Scores, ui: str) -> str:
    t = words(ui)
    head = (name, t.gettext("F1"), t.gettext("precision"), t.gettext("recall"), t.gettext("right"), t.gettext("wrong"), t.gettext("missing"))
    return table(head, [_tally_row(measure, scores.tallies.get(measure, Tally()), ui) for measure in measures])


def _tally_row(name: str, tally: Tally, ui: str) -> tuple[str, ...]:
    figures = (figure(value, ui) for value in (tally.f1, tally.precision, tally.recall))
    return (_measure(name, ui), *figures, str(tally.right), str(tally.wrong), str(tally.missing))


def _shares_table(name: str, shares: Mapping[str, Share], ui: str) -> str:
    t = words(ui)
    rows = [(_measure(measure, ui), figure(share.accuracy, ui), str(share.right), str(share.total)) for measure, share in shares.items()]
    return table((name, t.gettext("accuracy"), t.gettext("right"), t.gettext("of")), rows)


def _measure(name: str, ui: str) -> str:
    """What is measured: a field of the record, or one of the codebook's own scores."""
    t = words(ui)
    return {
        "detection": t.pgettext("measure", "detection"),
        "statement": t.pgettext("measure", "statement"),
        "reported": t.pgettext("measure", "reported"),
        "complete": t.pgettext("measure", "complete"),
        "due given": t.pgettext("measure", "due given"),
    }.get(name) or field_label(name, ui)


def _values_table(scores: Scores, ui: str) -> str:
    names = (*VALUE_FIELDS, "due given")
    return _shares_table(words(ui).gettext("values of matched pairs"), {name: scores.shares.get(name, Share()) for name in names}, ui)


def _encounter_table(scores: Scores, ui: str) -> str:
    t = words(ui)
    shares = {name.removeprefix("encounter "): share for name, share in scores.shares.items() if name.startswith("encounter ")}
    people = scores.tallies.get("participants", Tally())
    counts = (
        t.ngettext("{count} right", "{count} right", people.right).format(count=people.right),
        t.ngettext("{count} wrong", "{count} wrong", people.wrong).format(count=people.wrong),
        t.ngettext("{count} missing", "{count} missing", people.missing).format(count=people.missing),
    )
    summary = t.gettext("participants: F1 {f1} ({counts})").format(f1=figure(people.f1, ui), counts=", ".join(counts))
    return _shares_table(t.gettext("encounter"), shares, ui) + "\n" + summary


def _calibration_table(calibration: Calibration, ui: str) -> str:
    t = words(ui)
    head = (t.gettext("confidence"), t.gettext("statements"), t.gettext("mean"), t.gettext("right"))
    rows = [(f"{decimal(b.low, 1, ui)}-{decimal(b.high, 1, ui)}", str(b.count), figure(b.confidence, ui), figure(b.right, ui)) for b in calibration.bins]
    return table(head, rows) + "\n" + calibration_line(calibration, ui)


def calibration_line(calibration: Calibration, ui: str = SOURCE) -> str:
    """The calibration in one line."""
    sure = calibration.sure
    message = words(ui).ngettext(
        "calibration error {error}; {right} of {total} right ({share}) at a confidence of {limit} or more",
        "calibration error {error}; {right} of {total} right ({share}) at a confidence of {limit} or more",
        sure.right,
    )
    return message.format(error=figure(calibration.error, ui), right=sure.right, total=sure.total, share=figure(sure.accuracy, ui), limit=decimal(SURE, 1, ui))


def _acts_table(scores: Scores, ui: str) -> str:
    t = words(ui)
    head = (_measure("act", ui), t.gettext("gold"), t.gettext("F1"), t.gettext("precision"), t.gettext("recall"), t.gettext("taken for"))
    rows = [
        (act, str(tally.support), figure(tally.f1, ui), figure(tally.precision, ui), figure(tally.recall, ui), _taken_for(act, scores.confusions, ui))
        for act, tally in _in_order(scores.acts)
    ]
    acts = _taken_for(NOTHING, scores.confusions, ui)
    spurious = "\n" + t.gettext("spurious: {acts}").format(acts=acts) if acts else ""
    return table(head, rows, words=frozenset({0, 5})) + spurious


def _in_order(acts: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """The acts in the codebook's order."""
    return [(act, acts[act]) for act in act_table() if act in acts]


def _taken_for(act: str, confusions: Mapping[tuple[str, str], int], ui: str) -> str:
    """What the gold act came out as where it did not come out right, the most frequent first."""
    found = sorted((-count, system or words(ui).gettext("missed")) for (gold, system), count in confusions.items() if gold == act and system != act)
    return ", ".join(f"{name} {-count}" for count, name in found)


def _documents_table(documents: Sequence[DocumentReport], ui: str) -> str:
    t = words(ui)
    head = (t.gettext("document"), t.gettext("gold"), *(_measure(name, ui) for name in STATEMENT_MEASURES), t.gettext("encounter"))
    return table(head, [_document_row(document.name, document.scores, ui) for document in documents])


def _document_row(name: str, scores: Scores, ui: str) -> tuple[str, ...]:
    figures = [figure(scores.f1(measure), ui) for measure in STATEMENT_MEASURES]
    return (name, str(scores.tallies["detection"].support), *figures, _encounter_mark(scores, ui))


def _encounter_mark(scores: Scores, ui: str) -> str:
    """How many of the encounter's fields are right, and F1 of its participants; ``-`` where both sides rightly have none."""
    if "encounter complete" not in scores.shares:
        return "-"
    right = sum(scores.shares[f"encounter {name}"].right for name in ENCOUNTER_FIELDS)
    return f"{right}/{len(ENCOUNTER_FIELDS)} {figure(scores.f1('participants'), ui)}"


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
