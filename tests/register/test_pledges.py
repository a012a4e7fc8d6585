"""The ledger of what was asked and promised: who must act, by when, what became of it, and the calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from icalendar import Calendar

from verbale.errors import QueryError, RegisterError
from verbale.record import Due, Record, Span
from verbale.register import Register
from verbale.register.pledges import Pledge, calendar, uid

DESK = "A. Desk"
NOTE, LINK = "resolution 2642", "https://example.org/2642"


def shelf(make: SimpleNamespace) -> list[Record]:
    """Five documents."""
    withdraw = make.said(
        "Paris exhorte la Russie à retirer ses forces avant le 15 février 2022.",
        "exhorte",
        act="call",
        addressee=("RUS",),
        topics=("sanctions",),
        content="retirer ses forces",
        due=Due("date", "2022-02-15", "avant le 15 février 2022"),
    )
    free = make.said("Oslo demande à Minsk de libérer Ivan.", "demande", act="demand", speaker=("NOR",), target=("BLR",), due=Due("soon", None, None))
    truce = make.said("Rome propose une trêve.", "propose", act="propose", speaker=("ITA",), due=Due("month", "2022-03", "en mars"))
    return [
        make.record(withdraw, "Paris condamne l'attaque.", published="2022-01-10", title="Point de presse"),
        make.record(
            make.said("Berlin s'engage à livrer trente hôpitaux en 2022.", "s'engage", act="commit", speaker=("DEU",), due=Due("year", "2022", "en 2022")),
            make.said("Berlin réaffirme son soutien.", "réaffirme", act="reaffirm", speaker=("DEU",)),
            published="2021-12-01",
            issuer=("DEU",),
        ),
        make.record(free, published="2021-11-30"),
        make.record(truce, published="2022-02-01"),
        make.record(replace(withdraw, evidence=withdraw.evidence.replace("exhorte", "exhorte encore")), published="2022-01-20"),
    ]


@pytest.fixture
def register(emptied: Register) -> Register:
    return emptied


@pytest.fixture
def kept(register: Register, make: SimpleNamespace, fill: Callable[..., Register]) -> Register:
    return fill(register, *shelf(make))


def acts(pledges: list[Pledge]) -> list[str]:
    return [one.hit.statement.act for one in pledges]


def test_what_is_due_first_comes_first_then_the_latest(kept: Register) -> None:
    found = kept.pledges()
    assert [(one.hit.statement.act, one.due, one.kind, one.by) for one in found] == [
        ("call", "2022-02-15", "asked", ("RUS",)),
        ("propose", "2022-03-31", "promised", ("ITA",)),
        ("commit", "2022-12-31", "promised", ("DEU",)),
        ("reaffirm", None, "promised", ("DEU",)),
        ("demand", None, "asked", ("BLR",)),
    ]
    assert {one.status for one in found} == {"open"}
    assert [mention.date for mention in found[0].hit.repeated] == ["2022-01-20"]
    assert found[0].hit.date == "2022-01-10"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"by": "RUS"}, ["call"]),
        ({"by": "DEU,BLR"}, ["commit", "reaffirm", "demand"]),
        ({"by": ["ITA"]}, ["propose"]),
        ({"by": "FRA"}, []),
        ({"by": "NOR"}, []),
        ({"speaker": "FRA,NOR"}, ["call", "demand"]),
        ({"act": "commit,demand"}, ["commit", "demand"]),
        ({"topic": "sanctions"}, ["call"]),
        ({"due_before": "2022-02-14"}, []),
        ({"due_before": "2022-02-15"}, ["call"]),
        ({"due_before": "2022-02"}, ["call"]),
        ({"due_before": "2022-03-30"}, ["call"]),
        ({"due_before": "2022-03"}, ["call", "propose"]),
        ({"due_before": "2022"}, ["call", "propose", "commit"]),
        ({"due": "2022"}, ["call", "propose", "commit"]),
        ({"due": "2022-03"}, ["propose"]),
        ({"due": "2022-02-15"}, ["call"]),
        ({"due": "soon"}, ["demand"]),
        ({"due": "year,month"}, ["propose", "commit"]),
        ({"due": "any"}, ["call", "propose", "commit", "demand"]),
        ({"since": "2022"}, ["call", "propose"]),
        ({"until": "2021-11"}, ["demand"]),
        ({"text": "hôpital"}, ["commit"]),
        ({"text": '"retirer ses forces" OR trêve'}, ["call", "propose"]),
        ({"text": "attaque"}, []),
        ({"status": "open", "speaker": "ITA"}, ["propose"]),
        ({"status": "met"}, []),
    ],
    ids=str,
)
def test_filters(filters: dict[str, Any], expected: list[str], make: SimpleNamespace, stocked: Register) -> None:
    assert acts(stocked.pledges(**filters)) == expected


@pytest.fixture(scope="module")
def stocked(new: Callable[[], str], make: SimpleNamespace) -> Any:
    """The same once for all tests that change nothing."""
    with Register(new()) as register:
        for number, record in enumerate(shelf(make)):
            register.add(record, make.uri(number))
        yield register


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"status": "done"}, "status: 'done' is none; choose from open, met, lapsed, withdrawn"),
        ({"act": "condemn"}, "act: 'condemn' neither asks nor promises; choose from"),
        ({"act": "shout"}, "act: 'shout'"),
        ({"due": "tomorrow"}, "due: 'tomorrow'"),
        ({"due_before": "soon"}, "due_before: 'soon' is no date"),
        ({"due_before": "2022-02-30"}, "due_before: '2022-02-30' is no date of the calendar"),
        ({"since": "x"}, "since: 'x' is no date"),
        ({"topic": "fish"}, "topic: 'fish'"),
        ({"text": "("}, ""),
        ({"colour": "red"}, "a search has no 'colour'"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_for_is_told_in_one_line(stocked: Register, filters: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=r"^[^\n]+$") as raised:
        stocked.pledges(**filters)
    assert said in str(raised.value)


def test_who_is_judged_but_not_asked_need_not_act(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record(make.said("Paris exhorte Berlin à sanctionner Minsk.", "exhorte", act="call", addressee=("DEU",), target=("BLR",))), make.uri(0))
    assert [one.by for one in register.pledges(by="DEU")] == [("DEU",)]
    assert register.pledges(by="BLR") == []


def test_an_interval_is_due_at_its_end(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record(make.said("Rome propose une trêve.", "propose", act="propose", due=Due("interval", "2022-01-10/2022-02", None))), make.uri(0))
    (one,) = register.pledges(due_before="2022-02")
    assert one.due == "2022-02-28"
    assert register.pledges(due_before="2022-02-27") == []


def ref_of(register: Register, act: str) -> str:
    return next(one.hit.ref for one in register.pledges() if one.hit.statement.act == act)


def test_what_became_of_a_pledge_is_kept_with_all_that_was_said(kept: Register) -> None:
    name = ref_of(kept, "propose")
    first = kept.set_pledge(name, "lapsed", person=f" {DESK} ", note=NOTE, link=LINK)
    assert (first.ref, first.status, first.note, first.link, first.person) == (name, "lapsed", NOTE, LINK, DESK)
    second = kept.set_pledge(name, "met", person="B. Archive")
    (one,) = kept.pledges(act="propose")
    assert (one.status, one.history) == ("met", (first, second))
    assert acts(kept.pledges(status="met")) == ["propose"]
    assert kept.pledges(status="lapsed") == []
    assert "propose" not in acts(kept.pledges(status="open"))
    kept.set_pledge(name, "open", person=DESK)
    assert acts(kept.pledges(status="open")) == acts(kept.pledges())
    assert one.to_dict()["history"][0]["note"] == NOTE
    assert kept.pledges(act="propose")[0].to_dict()["status"] == "open"


def test_precedents_share_what_became_of_them(kept: Register) -> None:
    call = kept.pledges()[0]
    kept.set_pledge(call.hit.repeated[0].ref, "met", person=DESK)
    assert [(one.status, len(one.history)) for one in kept.pledges(act="call")] == [("met", 1)]
    kept.set_pledge(call.hit.ref, "withdrawn", person=DESK)
    assert [(one.status, len(one.history)) for one in kept.pledges(act="call")] == [("withdrawn", 2)]


@pytest.mark.parametrize(
    ("change", "by", "due"),
    [
        ({"addressee": ("UKR",)}, ("UKR",), "2022-02-15"),
        ({"addressee": (), "target": ("RUS",)}, ("RUS",), "2022-02-15"),
        ({"due": Due("date", "2022-02-20", "avant le 15 février 2022")}, ("RUS",), "2022-02-20"),
    ],
    ids=["of another", "of a target", "by another day"],
)
def test_what_is_asked_of_another_or_by_another_day_is_another_pledge(
    kept: Register, make: SimpleNamespace, change: dict[str, Any], by: tuple[str, ...], due: str
) -> None:
    call = shelf(make)[0].statements[0]
    one = make.said(call.evidence.text, "exhorte", act="call", addressee=call.addressee, topics=call.topics, due=call.due)
    kept.add(make.record(replace(one, fields=one.fields | change), published="2022-01-25"), "x:other")
    found = kept.pledges(act="call")
    assert sorted((one.by, one.due or "", len(one.hit.repeated)) for one in found) == sorted([(("RUS",), "2022-02-15", 1), (by, due, 0)])
    assert len({uid(one) for one in found}) == 2
    kept.set_pledge(found[0].hit.ref, "met", person=DESK)
    assert sorted(one.status for one in kept.pledges(act="call")) == ["met", "open"]


@pytest.mark.parametrize(("filters", "first"), [({"since": "2022-01-15"}, True), ({"until": "2022-01-15"}, False), ({"text": "encore"}, True)])
def test_a_narrower_search_does_not_open_a_pledge_again(kept: Register, filters: dict[str, Any], first: bool) -> None:
    call = kept.pledges()[0]
    kept.set_pledge(call.hit.ref if first else call.hit.repeated[0].ref, "met", person=DESK)
    assert [one.status for one in kept.pledges(act="call", **filters)] == ["met"]


def test_a_new_version_does_not_open_a_pledge_again(kept: Register, make: SimpleNamespace) -> None:
    kept.set_pledge(ref_of(kept, "propose"), "met", person=DESK)
    old = shelf(make)[3]
    text = old.document.text + "(Mis à jour.)"
    kept.add(replace(old, document=replace(old.document, text=text)), make.uri(3))
    assert [one.status for one in kept.pledges(act="propose")] == ["met"]


@pytest.mark.parametrize("cue", ["Rome propose", "pose"])
def test_a_new_reading_does_not_open_a_pledge_again(kept: Register, make: SimpleNamespace, cue: str) -> None:
    old = shelf(make)[3]
    name = ref_of(kept, "propose")
    kept.set_pledge(name, "met", person=DESK)
    start = old.document.text.index(cue)
    new = replace(old.statements[0], cue=Span(start, start + len(cue), cue))
    kept.replace_reading(int(name.partition(".")[0]), replace(old, statements=(new,)))
    assert [one.status for one in kept.pledges(act="propose")] == ["met"]


def test_a_new_reading_and_a_judgement_leave_what_became_of_a_pledge(kept: Register, make: SimpleNamespace) -> None:
    name = ref_of(kept, "propose")
    kept.set_pledge(name, "met", person=DESK)
    kept.judge(name, "correct", {"speaker": ["VAT"]}, person=DESK)
    assert [(one.status, one.by) for one in kept.pledges(act="propose")] == [("met", ("VAT",))]
    kept.replace_reading(int(name.partition(".")[0]), shelf(make)[3])
    assert [one.status for one in kept.pledges(act="propose")] == ["met"]
    kept.judge(name, "reject", person=DESK)
    assert kept.pledges(act="propose") == []


@pytest.mark.parametrize(
    ("what", "status", "named", "said"),
    [
        ("{ref}", "done", {}, "status: 'done' is none; choose from open, met, lapsed, withdrawn"),
        ("{ref}", "", {}, "status: '' is none"),
        ("{ref}", "MET", {}, "status: 'MET' is none"),
        ("{ref}", "met", {"person": " "}, "name them with --as"),
        ("{ref}", "met", {"link": "javascript:alert(1)"}, "is no link; it begins with https://"),
        ("{ref}", "met", {"link": ""}, "is no link"),
        ("1.0", "met", {}, "there is no statement 1.0"),
        ("99.1", "met", {}, "there is no version 99"),
        ("one", "met", {}, "names no statement"),
        ("{other}", "met", {}, "neither asks nor promises: its act is condemn"),
    ],
)
def test_what_cannot_be_said_of_a_pledge_is_told_in_one_line(stocked: Register, what: str, status: str, named: dict[str, Any], said: str) -> None:
    other = stocked.search(act="condemn").hits[0].ref
    what = what.format(ref=ref_of(stocked, "call"), other=other)
    with pytest.raises((QueryError, RegisterError), match=r"^[^\n]+$") as raised:
        stocked.set_pledge(what, status, **{"person": DESK, **named})
    assert said in str(raised.value)
    assert all(one.history == () for one in stocked.pledges())


@pytest.mark.parametrize("place", ["note", "person", "link"])
@pytest.mark.parametrize("odd", ["👩🏽‍🚀", "x" * 100_000, "'; DROP TABLE outcome; --", pytest.param("\ud800")], ids=len)
def test_whatever_is_said_of_a_pledge_is_kept_whole_or_refused(kept: Register, place: str, odd: str) -> None:
    said = {"person": DESK, place: f"https://example.org/{odd}"}
    told = ""
    try:
        made = kept.set_pledge(ref_of(kept, "call"), "met", **said)
    except (RegisterError, QueryError) as error:
        told = str(error)
    if told:
        assert len(told.splitlines()) == 1
        assert kept.pledges()[0].history == ()
    else:
        assert kept.pledges()[0].history == (made,)
        assert getattr(made, place) == said[place]


def events(feed: bytes) -> list[Any]:
    return list(Calendar.from_ical(feed).walk("VEVENT"))


def uids(register: Register) -> dict[str, str]:
    return {str(event["categories"].cats[2]): str(event["uid"]) for event in events(calendar(register.pledges()))}


def test_the_calendar_has_an_event_for_what_is_due_on_a_certain_day(kept: Register) -> None:
    kept.set_pledge(ref_of(kept, "propose"), "withdrawn", person=DESK)
    call, propose, commit = events(calendar(kept.pledges()))
    assert [event["dtstart"].dt for event in (call, propose, commit)] == [date(2022, 2, 15), date(2022, 3, 31), date(2022, 12, 31)]
    assert call["dtend"].dt == date(2022, 2, 16)
    assert call["dtstart"].params["VALUE"] == "DATE"
    assert call["summary"] == "RUS: retirer ses forces"
    assert "FRA call (asked, open): Paris exhorte la Russie" in call["description"]
    assert "Point de presse 2022-01-10 [1." in call["description"]
    assert call["url"] == "https://example.org/00000"
    assert [str(one) for one in call["categories"].cats] == ["asked", "open", "call"]
    assert [str(event["status"]) for event in (call, propose, commit)] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert call["dtstamp"].dt.isoformat() == "2022-01-10T00:00:00+00:00"


def test_the_calendar_is_written_as_the_standard_says(register: Register, make: SimpleNamespace) -> None:
    said = "Paris exhorte " + "Kiev, Minsk; Moscou \\ Vienne à la retenue — 停火 🕊 " * 9
    due = Due("date", "2022-02-15", None)
    register.add(make.record(make.said(said, "exhorte", act="call", addressee=("UKR", "BLR"), due=due), title="Prague, le 5; \\n"), make.uri(0))
    feed = calendar(register.pledges())
    assert feed.startswith(b"BEGIN:VCALENDAR\r\n")
    assert feed.endswith(b"END:VCALENDAR\r\n")
    lines = feed.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in feed.replace(b"\r\n", b"")
    whole = feed.replace(b"\r\n ", b"").decode("utf-8")
    assert "Kiev\\, Minsk\\; Moscou \\\\ Vienne" in whole
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    (event,) = events(feed)
    assert " ".join(said.split()) in event["description"]
    assert len(event["summary"]) <= 200
    for name in ("BEGIN:VEVENT", "UID:", "DTSTAMP:", "DTSTART;VALUE=DATE:", "PRODID:", "VERSION:2.0"):
        assert whole.count(name) == 1, name


def test_an_empty_calendar_is_a_calendar(register: Register) -> None:
    feed = calendar(register.pledges())
    assert Calendar.from_ical(feed)["version"] == "2.0"
    assert events(feed) == []


def test_a_feed_made_twice_is_the_same(kept: Register, shared: tuple[str, Register]) -> None:
    kept.set_pledge(ref_of(kept, "call"), "met", person=DESK, note=NOTE)
    feed = calendar(kept.pledges())
    assert calendar(kept.pledges()) == feed
    with Register(shared[0], create=False) as again:
        assert calendar(again.pledges()) == feed


def test_events_keep_their_names(kept: Register, make: SimpleNamespace, new: Callable[[], str], tmp_path: Path) -> None:
    before = uids(kept)
    assert len(set(before.values())) == 3
    kept.set_pledge(ref_of(kept, "call"), "met", person=DESK)
    kept.judge(ref_of(kept, "call"), "confirm", person=DESK)
    for number, record in enumerate(shelf(make), start=1):
        kept.replace_reading(number, record)
    assert uids(kept) == before
    kept.back_up(tmp_path / "copy.sqlite")
    with Register(new()) as restored:
        restored.restore(tmp_path / "copy.sqlite")
        assert uids(restored) == before
        assert calendar(restored.pledges()) == calendar(kept.pledges())
    with Register(new()) as other:
        other.add(make.full(), "https://example.org/another")
        for number, record in reversed(list(enumerate(shelf(make)))):
            other.add(record, make.uri(number))
        assert set(before.values()) <= {str(event["uid"]) for event in events(calendar(other.pledges()))}


def test_events_keep_their_names_when_the_first_day_has_two_documents(sqlite_new: Callable[[], str], make: SimpleNamespace) -> None:
    one, *_, two = shelf(make)
    two = replace(two, document=replace(two.document, published="2022-01-10"))
    found = []
    for pairs in ([(0, one), (4, two)], [(4, two), (0, one)]):
        with Register(sqlite_new()) as register:
            for number, record in pairs:
                register.add(record, make.uri(number))
            found.append(uids(register))
            register.judge(register.pledges()[0].hit.ref, "confirm", person=DESK)
            found.append(uids(register))
    assert found[1:] == found[:-1]


ODD = {
    "a title with a lone surrogate": ({"title": "Point \ud800"}, {}),
    "a title with controls": ({"title": "Point\x1b[2J\x00\r\nBEGIN:VEVENT"}, {}),
    "the end of time": ({}, {"due": Due("date", "9999-12-31", None)}),
    "a surrogate in the words": ({}, {"evidence": "Paris exhorte \ud800 à la retenue."}),
    "the year one": ({}, {"due": Due("year", "0001", None)}),
}


@pytest.mark.parametrize("odd", [pytest.param(odd) for odd in ODD])
def test_odd_pledges_make_a_calendar_as_well(register: Register, make: SimpleNamespace, odd: str) -> None:
    head, values = ODD[odd]
    said = {"evidence": "Paris exhorte Minsk à la retenue.", "act": "call", "due": Due("date", "2022-02-15", None)} | values
    register.add(make.record(make.said(said.pop("evidence"), "exhorte", **said), **head), make.uri(0))
    feed = calendar(register.pledges())
    assert len(events(feed)) == 1
    assert all(character.isprintable() or character in "\r\n" for character in feed.decode("utf-8"))
