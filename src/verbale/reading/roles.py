"""The roles around a cue: addressee, content, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.codebook.actors import is_state
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, LOCALITY, REGION, VENUE, Mention
from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import case_marker, governing_preposition, stands_in
from verbale.reading.context import Context, Referent
from verbale.reading.cues import Found
from verbale.reading.phrases import Resolver, member_states, starts_phrase
from verbale.reading.predicate import Predicate, phrase_left

#: Acts performed by showing something to somebody: a personal indirect object is their addressee whatever the entry says.
_TOLD = frozenset(
    [
        "thank",
        "hope",
        "welcome",
        "concern",
        "propose",
        "reaffirm",
        "commit",
        "warn",
        "stress",
        "regret",
        "encourage",
        "call",
        "demand",
        "recall",
        "support",
        "inform",
        "sympathise",
        "reject",
        "condemn",
    ]
)


#: Acts that are presented to a person: a personal dative that the tree hangs on one of the nouns between is theirs.
_PRESENTED = frozenset({"hope", "welcome", "thank", "sympathise"})

#: How many nouns may stand in the tree between a recipient and the cue.
_NOUNS_ABOVE = 4

#: The community of states as one who is asked (codebook section 8).
_EVERYBODY = "INTL"

#: Closing mark → the one that opens.
_PAIRS = {"»": "«", "”": "“", ")": "("}


@dataclass(slots=True)
class Roles:
    """Token ranges and codes around one cue; ``content`` is half-open, None where there is none."""

    addressee: Referent | None
    addressee_start: int
    addressee_end: int
    content: tuple[int, int] | None
    #: Actors that are backed or pitied rather than told (codebook rule 20).
    benefited: tuple[str, ...] = ()


def find_roles(s: Sentence, found: Found, limit: int, resolver: Resolver, context: Context, speaker: tuple[str, ...]) -> Roles:
    """The addressee and the content of a cue.

    Args:
        s: the sentence.
        found: the cue.
        limit: token index where the cue's clause ends.
        resolver: to resolve the addressee.
        context: the discourse so far, for clitics.
        speaker: who speaks; a clitic never means them.
    """
    g = resolver.g
    context.speaking = speaker
    roles = Roles(None, found.end, found.end, None)
    _clitic(s, found, resolver, context, speaker, roles)
    at = _skip_adverbs(s, found.end, limit, resolver)
    wanted = found.cue.addressee
    if "obj" in wanted and roles.addressee is None and at < limit and s.lowers[at] in g.object_pronouns and (s.rels[at] == "obj" or not g.case_markers):
        _pronoun(s, at, found, resolver, context, speaker, roles)
    if "obj" in wanted and roles.addressee is None and not found.predicate.passive:
        _phrase_addressee(s, found, at, limit, resolver, roles, direct=True)
    if found.light is not None and found.light.object not in ("obj", "nsubj") and not found.light.fixed and roles.addressee is None:
        _phrase_addressee(s, found, _skip_adverbs(s, found.predicate.end, limit, resolver), limit, resolver, roles, direct=True)
    indirect = [w for w in wanted if w not in ("obj", "none")]
    if roles.addressee is None and (indirect or found.cue.act in _TOLD):
        _indirect(s, found, limit, resolver, roles, tuple(indirect))
    if roles.addressee is None and g.case_markers and (g.dative_marker in indirect or _may_be_told(found, g.dative_marker)):
        _dative(s, found, limit, resolver, context, speaker, roles)
    if roles.addressee is None and g.case_markers:
        _adjacent_recipient(s, found, at, limit, resolver, roles)
    if roles.addressee is None and g.case_markers and g.genitive_marker in indirect:
        _genitive(s, found, at, limit, resolver, roles)
    if roles.addressee is None and g.infinitive and g.genitive_marker in indirect:
        _possessor(s, found, resolver, roles)
    if found.predicate.passive and "obj" in wanted and found.predicate.subject is not None and roles.addressee is None and found.noun is None:
        referent = resolver.subject(s, found.predicate.subject, found.predicate.start)
        if referent.kind == "actor" and referent.codes:
            roles.addressee = Referent(referent.codes, f"subject of the passive: {referent.rule}")
    start = max(found.end, roles.addressee_end) if roles.addressee_start <= at + 1 and roles.addressee_end > found.end else found.end
    start = _skip_punctuation(s, start, limit)
    end = limit
    between = (*g.coordinators, *g.words["contrasting"])
    while end > start and (s.upos[end - 1] in ("PUNCT", "CCONJ") or s.lowers[end - 1] in between) and not _closes(s, start, end - 1):
        end -= 1
    roles.content = (start, end) if end > start else None
    return roles


def _possessor(s: Sentence, found: Found, resolver: Resolver, roles: Roles) -> None:
    """As in "drew his colleague's attention to": whose it is, is told."""
    head = next((i for i in range(found.predicate.end, found.end) if s.rels[i] == "nmod:poss" and s.upos[i] in ("NOUN", "PROPN")), None)
    if head is None:
        return
    referent = resolver.addressee(s, found.predicate.end, head, head + 1)
    if referent.kind == "actor" and referent.codes:
        roles.addressee = referent


def asks_own(s: Sentence, found: Found, roles: Roles, resolver: Resolver, speaker: tuple[str, ...]) -> bool:
    """Whether a state orders or asks somebody of its own to act: by a name or an office that is its own, or a possessive ("directed his team to").

    Who is instructed is of the own side even where the same office could be the other's.
    """
    g = resolver.g
    if found.cue.pos != "verb" or found.cue.head not in g.words["ordering"] or len(speaker) != 1 or not is_state(speaker[0]) or found.predicate.passive:
        return False
    at, end = roles.addressee_start, roles.addressee_end
    if end <= at or any(s.lowers[i] in resolver.v.counterparts or s.lowers[i] in resolver.v.associates for i in range(at, end)):
        return False
    if roles.addressee is None or not roles.addressee.codes:
        return s.lowers[at] in (*g.words["possessives"], *g.words["first_possessives"]) and not resolver.actors_in(s, at, end)
    instructed = found.cue.head in g.words["instructing"] and roles.addressee.rule.startswith("the other side")
    return instructed or all(code.partition(":")[0] == speaker[0] for code in roles.addressee.codes)


def second_addressee(s: Sentence, found: Found, roles: Roles, limit: int, resolver: Resolver) -> int | None:
    """Where a second addressee with a content of its own begins: "appelle la Russie à signer et | l'Ukraine à la retenue"; None where there is none.

    Args:
        s: the sentence.
        found: the cue.
        roles: its roles so far.
        limit: token index where the cue's clause ends.
        resolver: to resolve the addressee.
    """
    g = resolver.g
    start = roles.content[0] if roles.content is not None else limit
    opener = g.marker(s.lowers[start]) if start < limit else ""
    if found.cue.pos != "verb" or start != roles.addressee_end or opener not in (*g.words["content_openers"], g.genitive_marker):
        return None
    direct = "obj" in found.cue.addressee
    for i in range(start + 2, limit - 2):
        if s.lowers[i] not in g.words["additive"] or direct == (g.marker(s.lowers[i + 1]) == g.dative_marker):
            continue
        at = i + (2 if s.lowers[i + 1] in g.prepositions and s.lowers[i + 1] == s.lowers[found.end - 1] else 1)  # "calls upon A to …, and upon B to …"
        head = _head(s, at, limit, resolver)
        if head is None or not resolver.actors_in(s, at, head + 1) and not _is_party(s, head, resolver):
            continue
        end = _phrase_end(s, head, limit, resolver)
        referent = _with_conjuncts(s, at, head, end, resolver)
        if end < limit and g.marker(s.lowers[end]) == opener and referent.kind == "actor" and referent.codes:
            return at
    return None


def _dative(s: Sentence, found: Found, limit: int, resolver: Resolver, context: Context, speaker: tuple[str, ...], roles: Roles) -> None:
    """The recipient in a language with cases: a bare dative of the cue's verb or noun, before it ("Послу заявлен протест") or after."""
    g, p = resolver.g, found.predicate
    members = {p.verb, *p.auxiliaries, *(() if found.noun is None else (found.noun,))}
    if p.passive and s.rels[p.verb] == "conj" and s.heads[p.verb] < p.start:
        members.add(s.heads[p.verb])  # "Послу сделан демарш и вручена нота"
    for i in range(limit):
        taken_up = s.lowers[i] in g.relatives and s.rels[i] == "iobj" and not governing_preposition(s, g, i)  # "которым" may look like another case
        if i in members or not (taken_up or stands_in(s, g, i, g.dative_marker)):
            continue
        if s.heads[i] not in members and not (found.cue.act in _PRESENTED and _is_personal(s, i, resolver) and _leads_to(s, i, members)):
            continue
        if s.upos[i] in ("PRON", "DET"):
            codes = _relative_referent(s, i, resolver) if s.lowers[i] in g.relatives else _other_than_speaker(s, i, p, resolver, context, speaker)
            referent = Referent(codes, f"dative {s.lowers[i]}", "actor", len(codes) > 1)
            start, end = i, i + 1
        else:
            start, end = phrase_left(s, i), _phrase_end(s, i, limit if i > p.verb else p.start, resolver)
            referent = _with_conjuncts(s, start, i, end, resolver)
        if referent.kind != "actor" or not referent.codes:
            continue
        personal = found.cue.act == "sympathise" and _is_personal(s, i, resolver) and s.lowers[i] not in resolver.v.institutions
        backed = found.cue.act in ("support", "sympathise") and not personal
        if backed and s.upos[i] != "PRON" and g.dative_marker not in found.cue.addressee:
            roles.benefited = referent.codes
            return
        roles.addressee = referent
        if i >= found.start:
            roles.addressee_start, roles.addressee_end = max(start, found.start), end
        return


def _may_be_told(found: Found, dative: str) -> bool:
    """Whether a bare dative may be the one who is told although the entry does not say so; where the entry says that it is judged, it is not."""
    return found.cue.act in _TOLD and (dative not in found.cue.content or found.cue.act in ("support", "sympathise"))


def _genitive(s: Sentence, found: Found, at: int, limit: int, resolver: Resolver, roles: Roles) -> None:
    """Whose attention is drawn, in a language with cases: the genitive right after the cue ("обратил внимание собеседника на …")."""
    verb, marker = found.predicate.verb, resolver.g.genitive_marker
    inside = next((i for i in range(found.start, verb) if found.start <= s.heads[i] < verb and stands_in(s, resolver.g, i, marker)), None)
    if inside is not None and found.noun is None:  # "Внимание собеседника обращено на …"
        referent = _with_conjuncts(s, phrase_left(s, inside), inside, verb, resolver)
        if referent.kind == "actor" and referent.codes:
            roles.addressee = referent
            return
    head = _head(s, at, limit, resolver) if found.noun is None and at < limit else None
    if head is None or not stands_in(s, resolver.g, head, marker):
        return
    end = _phrase_end(s, head, limit, resolver)
    referent = _with_conjuncts(s, at, head, end, resolver)
    if referent.kind == "actor" and referent.codes:
        roles.addressee, roles.addressee_start, roles.addressee_end = referent, at, end


def _is_personal(s: Sentence, i: int, resolver: Resolver) -> bool:
    """Whether a word is a person's name, or an office, a counterpart or a courtesy."""
    words = (resolver.v.offices, resolver.v.counterparts, resolver.v.courtesies)
    return any(s.lowers[i] in known for known in words) or resolver.m.covering("person", s.starts[i], s.ends[i]) is not None


def _leads_to(s: Sentence, i: int, members: set[int]) -> bool:
    """Whether only nouns stand above a word until the tree comes to a verb or an act noun of the cue ("поздравления по случаю праздника Президенту …")."""
    for _ in range(_NOUNS_ABOVE):
        i = s.heads[i]
        if i in members:
            return True
        if s.upos[i] not in ("NOUN", "PROPN", "ADJ"):
            return False
    return False


def _adjacent_recipient(s: Sentence, found: Found, at: int, limit: int, resolver: Resolver, roles: Roles) -> None:
    """A name right after an act noun that is said to somebody, in a form that genitive and dative share ("передаёт благодарность Индии")."""
    g = resolver.g
    if found.noun is None or at >= limit or g.dative_marker not in found.cue.addressee:
        return
    head = _head(s, at, limit, resolver)
    if head is None or s.upos[head] != "PROPN" or not stands_in(s, g, head, g.genitive_marker):
        return
    end = _phrase_end(s, head, limit, resolver)
    referent = _with_conjuncts(s, at, head, end, resolver)
    if referent.kind == "actor" and referent.codes:
        roles.addressee, roles.addressee_start, roles.addressee_end = referent, at, end


def _relative_referent(s: Sentence, i: int, resolver: Resolver) -> tuple[str, ...]:
    """Whom a relative pronoun takes up: the last person or office named before it."""
    if len(resolver.context.summoned) > 1 and ("Case=Dat" not in s.feats[i] or "Number=Plur" in s.feats[i]):  # "которым" is a plural where it is a dative
        return resolver.context.summoned
    head = next((j for j in range(i - 1, -1, -1) if s.upos[j] in ("NOUN", "PROPN") and s.forms[j - 1] != ","), None)
    if head is None:
        return ()
    person = resolver.m.covering("person", s.starts[head], s.ends[head])
    known = resolver.m.persons.get(person.code) if person is not None else None
    return (known,) if known else resolver.phrase(s, head, i).codes


def _skip_adverbs(s: Sentence, i: int, limit: int, resolver: Resolver) -> int:
    """Past adverbs, and phrases of repetition ("une nouvelle fois")."""
    while i < limit:
        if s.upos[i] == "ADV" or s.forms[i] in (",", "«"):
            i += 1
            continue
        words = " ".join(s.lowers[i : min(limit, i + 4)])
        phrase = next((p for p in resolver.g.words["again"] if words.startswith(p + " ")), None)
        if phrase is None:
            return i
        i += len(phrase.split())
    return i


def _closes(s: Sentence, start: int, i: int) -> bool:
    """Whether a closing quotation mark or bracket at ``i`` belongs to one that opens after ``start``."""
    opening = _PAIRS.get(s.forms[i])
    return opening is not None and s.forms[start:i].count(opening) > s.forms[start:i].count(s.forms[i])


def _skip_punctuation(s: Sentence, i: int, limit: int) -> int:
    while i < limit and s.upos[i] == "PUNCT" and s.forms[i] not in ("«", "(", '"', "“"):
        i += 1
    return i


def _clitic(s: Sentence, found: Found, resolver: Resolver, context: Context, speaker: tuple[str, ...], roles: Roles) -> None:
    """As in "l'a exhorté", "lui a fait part", "leur a demandé": the other party."""
    g = resolver.g
    p: Predicate = found.predicate
    clitics = g.words["object_clitics"]
    indirect = g.words["indirect_clitics"]
    light = found.light
    wants_object = "obj" in found.cue.addressee or light is not None and light.object == g.genitive_marker and not light.fixed
    for i in range(p.start, p.verb):
        lower = s.lowers[i]
        if lower not in clitics or s.upos[i] not in ("PRON", "DET") and lower not in indirect:
            continue
        if lower in g.words["possessives"] and s.upos[i + 1] in ("NOUN", "ADJ"):
            continue  # "ont, pour leur part, proposé"
        if lower in indirect or wants_object:
            codes = _other_than_speaker(s, i, p, resolver, context, speaker)
            if codes:
                roles.addressee = Referent(codes, f"clitic {lower}: the other party")
            return


def _pronoun(s: Sentence, at: int, found: Found, resolver: Resolver, context: Context, speaker: tuple[str, ...], roles: Roles) -> None:
    """As in "thanked him for": an object pronoun after the verb, the other party."""
    codes = _other_than_speaker(s, at, found.predicate, resolver, context, speaker)
    roles.addressee_start, roles.addressee_end = at, at + 1
    if codes:
        roles.addressee = Referent(codes, f"clitic {s.lowers[at]}: the other party")


def _other_than_speaker(s: Sentence, at: int, p: Predicate, resolver: Resolver, context: Context, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a pronoun at ``at`` means that is no subject: the last one told, who was named before it in the sentence, or who else met."""
    many = s.lowers[at] in resolver.g.words["plural_clitics"]
    told = tuple(c for c in context.told if c not in speaker)
    codes = told or _named_before(s, context.since, p.start, resolver, speaker, many=many) or _other_party(context, speaker, many)
    stranger = not told and not many and _names_stranger(s, context.since, p.start, resolver)
    return () if stranger else codes


def _names_stranger(s: Sentence, since: int, end: int, resolver: Resolver) -> bool:
    """Whether a person of whom nothing is known is named since the last cue: the clitic means them, and nobody can say for whom they speak."""
    return any(
        s.lowers[i] in resolver.v.courtesies
        and s.lowers[i + 1] not in resolver.v.courtesies
        and resolver.m.covering("person", s.starts[i + 1], s.ends[i + 1]) is None
        for i in range(since, min(end, len(s) - 1))
    )


def _named_before(s: Sentence, since: int, end: int, resolver: Resolver, speaker: tuple[str, ...], *, many: bool) -> tuple[str, ...]:
    """The first actor or person named since the last cue of the sentence who is not the speaker ("condamnons l'implication du Bélarus … et lui demandons").

    With ``many``, all of them ("appuie l'action de l'IGAD et de la MINUSS, et les remercie").
    """
    if end <= since:
        return ()
    named: list[tuple[int, str]] = []
    for mention in resolver.m.within("person", s.starts[since], s.starts[end - 1]):
        code = resolver.m.persons.get(mention.code)
        if code:
            named.append((mention.start, code))
    named += [(m.start, m.code) for m in resolver.actors_in(s, since, end) if m.kind != ADJECTIVE]
    codes = tuple(dict.fromkeys(code for _, code in sorted(named) if code not in speaker))
    return codes if many else codes[:1]


def _other_party(context: Context, speaker: tuple[str, ...], plural: bool) -> tuple[str, ...]:
    others = [code for code in context.others if code not in speaker]
    counterparts = context.counterparts(speaker)
    if plural and len(counterparts) > 1:
        return counterparts
    if counterparts and (not others or others[-1] in counterparts):
        return counterparts if len(counterparts) == 1 else ((others[-1],) if others else counterparts)
    return (others[-1],) if others else counterparts


def _phrase_addressee(s: Sentence, found: Found, at: int, limit: int, resolver: Resolver, roles: Roles, *, direct: bool) -> None:
    """A noun phrase at ``at`` that names an actor."""
    g = resolver.g
    if (
        at >= limit
        or s.lowers[at] in g.that
        or direct
        and s.upos[at] == "ADP"
        and s.lowers[at] in g.prepositions
        and s.lowers[at] not in g.words["indefinite_plurals"]
    ):
        return
    head = _head(s, at, limit, resolver)
    if head is None or direct and case_marker(s, g, head) not in ("", "obj", g.genitive_marker):
        return
    end = _phrase_end(s, head, limit, resolver)
    mention = resolver.m.covering("name", s.starts[head], s.ends[head])
    if mention is not None and mention.kind in (LOCALITY, REGION, VENUE):
        return
    if mention is not None and mention.kind == CAPITAL and not direct:
        return
    referent = _with_conjuncts(s, at, head, end, resolver)
    among = _named_among(s, end, limit, resolver)
    if among and all(m.code == _EVERYBODY for m in resolver.actors_in(s, at, end)):
        everybody = (_EVERYBODY,) if _EVERYBODY in referent.codes else ()
        referent, end = Referent((*everybody, *among[0].codes), among[0].rule, "actor", True), among[1]
    if referent.kind != "actor" or not referent.codes:
        if direct and found.cue.act in ("call", "encourage", "demand", "recall", "thank", "warn") and _is_party(s, head, resolver):
            roles.addressee_start, roles.addressee_end = at, end
        return
    roles.addressee, roles.addressee_start, roles.addressee_end = referent, at, end


def _named_among(s: Sentence, end: int, limit: int, resolver: Resolver) -> tuple[Referent, int] | None:
    """Whom a phrase of an addressee names among those that it means: "all armed groups, [including M23], to …"."""
    i = end
    while i < limit and s.forms[i] == ",":
        i += 1
    if i >= limit or s.lowers[i] not in resolver.g.words.get("inclusive", ()):
        return None
    stop = next((j for j in range(i + 1, limit) if s.lowers[j] in resolver.g.words["content_openers"] or s.forms[j] in (";", ":")), limit)
    codes = tuple(dict.fromkeys(m.code for m in resolver.actors_in(s, i + 1, stop) if m.kind != ADJECTIVE))
    while stop > i and s.forms[stop - 1] == ",":
        stop -= 1
    return (Referent(codes, "named among those meant", "actor", len(codes) > 1), stop) if codes else None


def _is_party(s: Sentence, head: int, resolver: Resolver) -> bool:
    lower = s.lowers[head]
    return lower in resolver.v.collectives or lower in resolver.v.offices or resolver.v.sector(s.lowers, head) is not None or lower in resolver.v.institutions


def _with_conjuncts(s: Sentence, start: int, head: int, end: int, resolver: Resolver) -> Referent:
    """The addressee with what is coordinated with it ("le Rwanda et le M23", "les autorités et le peuple tunisiens")."""
    referent = resolver.addressee(s, start, head, end)
    if (
        referent.codes
        and (referent.rule.startswith(("all who met", "members", "the holders", "the issuer", "the other side")) or _means_speakers(referent, resolver))
        and not _nameable(s, head, resolver)
        and not _mediated(referent, resolver)
    ):
        parties = tuple(code for code in resolver.context.parties if code not in resolver.context.speaking)
        named = len(parties) > 1 and s.lowers[head] in resolver.v.sides
        referent = Referent(parties, "the parties to the process", "actor", True) if named else Referent((), "no actor", "thing")
    codes = list(referent.codes)
    for other in range(head + 1, end):
        sector = resolver.v.sector(s.lowers, other)
        if sector and referent.codes and s.upos[other] == "NOUN" and _coordinated(s, other, head, resolver):
            state = referent.codes[0].partition(":")[0]
            code = f"{state}:{sector}"
            if is_state(state) and code not in codes and state not in codes:
                codes.append(code)
    codes += [code for code in _listed_holders(s, head, end, resolver) if code not in codes]
    for mention in resolver.actors_in(s, head + 1, end):
        if mention.kind != "adjective" and mention.code not in codes and mention.code[:3] not in [c[:3] for c in codes]:
            token = next((i for i in range(head + 1, end) if s.starts[i] <= mention.start < s.ends[i]), None)
            if token is not None and _coordinated(s, token, head, resolver):
                codes.append(_with_sector(s, mention, token, end, resolver))
    return Referent(tuple(codes), referent.rule, referent.kind if referent.codes else "thing", len(codes) > 1)


def _listed_holders(s: Sentence, head: int, end: int, resolver: Resolver) -> list[str]:
    """For whom the further persons of a list speak, in a language with cases: "Президенту Турции …, Президенту Ирана … и Президенту Ирака …"."""
    g = resolver.g
    case = case_marker(s, g, head)
    if not case:
        return []
    listed = [i for i in range(head + 1, end) if stands_in(s, g, i, case) and _is_personal(s, i, resolver) and _coordinated(s, i, head, resolver)]
    codes: list[str] = []
    for i, stop in zip(listed, [*listed[1:], end], strict=False):
        referent = resolver.phrase(s, i, stop)
        if referent.kind == "actor" and not referent.rule.startswith("the issuer"):
            codes += referent.codes
    return codes


def _with_sector(s: Sentence, mention: Mention, token: int, end: int, resolver: Resolver) -> str:
    """A state coordinated with an addressee, with its part where that is named right after it ("the PRC and the Hong Kong authorities")."""
    after = next((i for i in range(token, end) if s.starts[i] >= mention.end), end)
    sector = resolver.v.sector(s.lowers, after) if after < end and is_state(mention.code) else None
    return f"{mention.code}:{sector}" if sector else mention.code


def _means_speakers(referent: Referent, resolver: Resolver) -> bool:
    """Whether "the sides" would be those who speak: they speak to others then."""
    members = {state for code in referent.codes for state in member_states(code)}
    return referent.rule.startswith("those spoken of") and members <= set(resolver.context.speaking) | set(referent.codes) & set(resolver.context.speaking)


def _mediated(referent: Referent, resolver: Resolver) -> bool:
    """Whether a third party speaks to the two sides that it met ("les coprésidents ont appelé les parties à …")."""
    return referent.rule.startswith("the other side") and len(referent.codes) > 1 and not set(referent.codes) & set(resolver.context.issuer)


def _coordinated(s: Sentence, token: int, head: int, resolver: Resolver) -> bool:
    left = token - 1
    while left > head and (s.upos[left] in ("DET", "ADJ", "NUM") or s.lowers[left] in resolver.g.dative):
        left -= 1
    return left > head and (s.lowers[left] in resolver.g.coordinators or s.forms[left] == ",")


def _nameable(s: Sentence, head: int, resolver: Resolver) -> bool:
    """Plural common nouns without a state ("toutes les parties") name nobody as addressees, unless both sides of a meeting are meant."""
    lower = s.lowers[head]
    if lower in resolver.v.collectives and lower not in resolver.v.offices and lower not in resolver.v.counterparts and lower not in resolver.v.sectors:
        left = head - 1
        if any(s.lowers[i] in resolver.g.words["totality"] for i in range(max(0, left - 3), head)):
            return False
        return bool(resolver.actors_in(s, head + 1, min(len(s), head + 6)))
    return True


def _head(s: Sentence, at: int, limit: int, resolver: Resolver) -> int | None:
    for i in range(at, min(limit, at + 8)):
        if s.rels[i] == "cc:preconj":
            continue  # "both Kenya and Chad"
        if s.upos[i] in ("NOUN", "PROPN", "PRON"):
            return _described(s, i, min(limit, at + 10), resolver)
        if s.upos[i] not in ("DET", "ADJ", "NUM", "ADV", "ADP"):
            return None
    return None


def _described(s: Sentence, i: int, limit: int, resolver: Resolver) -> int:
    """The noun that a demonym, an office or a part of a name before it describes: "the Kenyan [authorities]", "President [Raisi]"."""
    while s.rels[i] in ("amod", "compound", "nmod:poss") and i < s.heads[i] < limit and s.upos[s.heads[i]] in ("NOUN", "PROPN"):
        head = s.heads[i]
        if s.rels[i] == "nmod:poss" and not (resolver.v.sector(s.lowers, head) or s.lowers[head] in resolver.v.offices):
            break  # "Kenya's neighbours"
        if s.rels[i] == "compound" and s.upos[head] == "NOUN" and not _is_party(s, head, resolver):
            break  # "wishes Colombia success"
        i = head
    return i


def _phrase_end(s: Sentence, head: int, limit: int, resolver: Resolver) -> int:
    """The end of an addressee: before the marker that opens the content."""
    g = resolver.g
    i = head + 1
    while i < limit:
        lower = s.lowers[i]
        describes = i == head + 1 and "VerbForm=Part" in s.feats[i] and lower not in g.prepositions  # "les parties prenantes soudanaises"
        if lower in g.that or lower in g.relatives or (s.upos[i] in ("VERB", "AUX") and not describes):
            break
        if g.case_markers and _leaves_phrase(s, g, head, i):
            break
        listed = s.forms[i - 1] == "," or s.lowers[i - 1] in g.coordinators
        if lower in g.dative and s.upos[i] == "ADP" and listed and i + 1 < limit and "VerbForm=Inf" not in s.feats[i + 1]:
            i += 1
            continue
        if lower in g.words["content_openers"] and s.upos[i] == "ADP":
            break
        if lower in g.words["plain_genitives"] and i + 1 < limit and _opens_content(s, i + 1, resolver):
            break
        introduced = s.lowers[i - 1] in resolver.v.courtesies  # "Sa Majesté le Roi du Maroc"
        if s.forms[i] in (";", ":", "(", "»") or (starts_phrase(s, i) and not introduced):
            break
        i += 1
    while i > head + 1 and s.upos[i - 1] == "PUNCT":
        i -= 1
    return i


def _leaves_phrase(s: Sentence, g: Grammar, head: int, i: int) -> bool:
    """Whether another phrase of the verb begins at ``i``: a bare noun in another case that is no possessor, a negator, what goes with an infinitive."""
    if s.lowers[i] in g.negators or any("VerbForm=Inf" in s.feats[s.heads[at]] and s.heads[at] > at for at in (i, s.heads[i])):
        return True
    inside = (g.genitive_marker, case_marker(s, g, head), "")
    return s.rels[i] in ("obj", "iobj", "obl", "nsubj", "nsubj:pass", "xcomp") and s.heads[i] != head and case_marker(s, g, i) not in inside


def _opens_content(s: Sentence, i: int, resolver: Resolver) -> bool:
    """Whether what follows a genitive is the content ("de retirer", "de ne pas", "de sa solidarité") rather than part of the addressee."""
    return "VerbForm=Inf" in s.feats[i] or s.upos[i] in ("AUX", "VERB") or s.lowers[i] in resolver.g.words["after_plain_genitives"]


def _indirect(s: Sentence, found: Found, limit: int, resolver: Resolver, roles: Roles, wanted: tuple[str, ...]) -> None:
    """As in "à son homologue", "au président X", "auprès des autorités": between verb and noun, or after the cue."""
    g = resolver.g
    verb_end = found.predicate.end
    markers = {*g.words["addressee_markers"], *(w.split()[0] for w in wanted)}
    stops = [
        i
        for i in range(max(verb_end, found.start), min(limit, found.end + 9))
        if g.marker(s.lowers[i]) in markers
        and (s.upos[i] in ("ADP", "ADV") or s.lowers[i] in g.words["contracted_genitives"])
        and not (not wanted and found.noun is None and found.cue.fixed and i == found.end - 1)  # "look forward to": who follows is told nothing
    ]
    for i in stops:
        if i > found.end + 1 and any(s.upos[j] in ("NOUN", "VERB", "PROPN") for j in range(found.end, i)) or s.upos[i - 1] == "VERB" and i - 1 >= found.end:
            break  # "look forward to listening to leaders"
        at = i + (2 if s.lowers[i] in g.words["double_prepositions"] else 1)
        head = _head(s, at, limit, resolver)
        if head is None or any(s.upos[j] == "VERB" for j in range(at, head)):
            continue
        if wanted and g.case_markers and s.upos[head] == "PRON" and s.lowers[head] in g.words["object_clitics_after"]:
            codes = _other_than_speaker(s, head, found.predicate, resolver, resolver.context, resolver.context.speaking)
            if codes:  # "требует от них объяснений"
                roles.addressee, roles.addressee_start, roles.addressee_end = Referent(codes, f"clitic {s.lowers[head]}: the other party"), i, head + 1
                return
            continue
        mention = resolver.m.covering("name", s.starts[head], s.ends[head])
        personal = _is_personal(s, head, resolver)
        named = mention is not None and mention.kind in ("name", "inhabitant", *(("capital",) if wanted else ()))
        sector = resolver.v.sector(s.lowers, head)
        if not (personal or named or sector or _is_party(s, head, resolver)):
            continue
        end = _phrase_end(s, head, limit, resolver)
        referent = _with_conjuncts(s, i, head, end, resolver)
        if referent.kind != "actor" or not referent.codes:
            continue
        if found.cue.act in ("support", "sympathise") and not personal:
            roles.benefited = referent.codes
            return
        if i > found.end - 1 and not wanted and not personal:
            return
        if found.cue.act in ("reaffirm", "commit", "stress", "concern", "reject", "condemn") and i >= found.end and not personal and not wanted:
            return
        roles.addressee, roles.addressee_start, roles.addressee_end = referent, i, end
        return
    if wanted and g.case_markers:
        _fronted_addressee(s, found, resolver, roles, wanted)


def _fronted_addressee(s: Sentence, found: Found, resolver: Resolver, roles: Roles, wanted: tuple[str, ...]) -> None:
    """Who is told or asked, in a phrase before the verb, in a language with cases ("От норвежской стороны потребовали …")."""
    for i in range(found.start):
        head = s.heads[i]
        if s.rels[i] != "case" or resolver.g.marker(s.lowers[i]) not in wanted or s.heads[head] != found.predicate.verb or not i < head < found.start:
            continue
        end = _phrase_end(s, head, found.predicate.start, resolver)
        referent = _with_conjuncts(s, i + 1, head, end, resolver)
        if referent.kind == "actor" and referent.codes:
            roles.addressee = referent
            return
