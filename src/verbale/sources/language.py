"""Which language a text is in, and whether it is one that can be read."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from verbale.errors import UnsupportedLanguageError
from verbale.languages.data import languages, load

#: A text with fewer letters, or with a smaller share of them, is not judged.
_FEWEST_LETTERS = 30
_LEAST_LETTERS = 0.5
#: By how much another language must fit better than the best supported one; below that are names, dates and menus of texts that are supported.
_LEAST_MARGIN = 2.0
#: Share of a language's function words among the words of a text that settles the matter.
_PLENTY = 0.25
#: Long texts are judged by pieces from their beginning, middle and end.
_PIECE = 4_000

_WORD = re.compile(r"[^\W\d_]+")


def choose_language(text: str) -> str:
    """The supported language that a text is in.

    Short texts, and texts that hardly differ from one that is supported, are taken for the supported language that fits best.

    Raises:
        UnsupportedLanguageError: when the text is plainly in another language.
    """
    sample = _sample(text)
    supported = _of_its_script(sample, languages())
    shares = {language: _share_of_function_words(sample, language) for language in supported}
    likeliest = max(supported, key=lambda language: shares[language])
    if shares[likeliest] >= _PLENTY:
        return likeliest
    if len(supported) == 1 and not _can_be_judged(sample):
        return supported[0]
    return _identify(sample, supported)


def check_language(language: str) -> str:
    """``language`` itself, when it is supported.

    Raises:
        UnsupportedLanguageError: when it is not.
    """
    code = language.strip().lower()
    if code not in languages():
        raise unsupported(code)
    return code


def unsupported(code: str) -> UnsupportedLanguageError:
    """The error for a language without a folder, with all languages named in words."""
    return UnsupportedLanguageError(language_name(code), tuple(f"{language_name(known)} ({known})" for known in languages()))


def language_name(code: str, ui: str = "en") -> str:
    """Name of a language from CLDR, in English or in another language; the code itself where there is none."""
    from babel import Locale

    return str(Locale(ui).languages.get(code, code))


def _identify(sample: str, supported: tuple[str, ...]) -> str:
    """The best supported language by py3langid's scores, unless another one fits much better."""
    from py3langid import rank

    # Only languages with a two-letter code: among its rare ones are creoles that win on a heading in English.
    scores: dict[str, float] = {language: score for language, score in rank(sample) if len(language) == 2}
    best = max(supported, key=lambda language: scores.get(language, -math.inf))
    winner = max(scores, key=lambda language: scores[language])
    # Scores add up over a text; divided by the root of its length they compare between texts.
    margin = (scores[winner] - scores[best]) / math.sqrt(len(sample.encode("utf-8", "replace")) or 1)
    if winner in supported or not _can_be_judged(sample) or margin < _LEAST_MARGIN:
        return best
    raise unsupported(winner)


def _can_be_judged(text: str) -> bool:
    """Whether there is language enough in a text: a line of names or a table of numbers has none."""
    letters = sum(character.isalpha() for character in text)
    return letters >= max(_FEWEST_LETTERS, _LEAST_LETTERS * sum(not character.isspace() for character in text))


def _of_its_script(sample: str, supported: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that are written in the script that most of a text is in; all of them where that leaves none."""
    cyrillic = _is_cyrillic(sample)
    return tuple(language for language in supported if _is_cyrillic(" ".join(_function_words(language))) == cyrillic) or supported


def _is_cyrillic(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return 2 * sum("\u0400" <= character <= "\u04ff" for character in letters) > len(letters)


def _sample(text: str) -> str:
    if len(text) <= 3 * _PIECE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_PIECE], text[middle : middle + _PIECE], text[-_PIECE:]))


def _share_of_function_words(text: str, language: str) -> float:
    words = _WORD.findall(text.lower())
    if len(words) < 5:
        return 0.0
    known = _function_words(language)
    return sum(word in known for word in words) / len(words)


@lru_cache(maxsize=16)
def _function_words(language: str) -> frozenset[str]:
    return frozenset(load("languages", language, "function_words.yaml"))
