"""Verbs that a comma joins in a headline: Hamas rejects truce, threatens attacks; not ..., demands Biden.

The words are classes of a language's file of frames. `agreeing` are endings by which two verbs of one subject agree.
`accuses` are verbs that never stand before their subject, and whose object is somebody: blames Israel.
"""

from processors.statements.lines import WORD
from processors.statements.phrases import NAMES, Phrases

_NO_VERB = (
    "former",
    "private",
    "persons",
    "of",
    "prepositions",
    "and",
    "roles",
    "others",
    "own",
    "collectives",
)
_NOUNS_ARE_CAPITAL = frozenset(("de",))
"""Languages in which a capital behind an article tells no name."""


def may_share_subject(first: int, start: int, end: int, scene: Phrases) -> bool:
    """Tell whether a verb at [start:end] may have the subject of a clause before it whose verb stands at `first`.

    What somebody may or must do is told by somebody else; so is what is followed by a name alone.
    """
    while first < start and scene.is_(first, "fillers", "not", "also") and not scene.is_(first, "doubt"):
        first += 1
    if scene.is_(first, "doubt") or not _agree(first, start, scene):
        return False
    return scene.is_(start, "accuses") or not _is_turned(end, scene)


def is_small_verb(at: int, high: int, scene: Phrases) -> bool:
    """Tell whether a word behind the subject of a headline may be its verb: it is small, and in no class of nouns."""
    token = scene.line[at]
    return at + 1 < high and token.kind == WORD and not token.capital and not scene.is_(at, *_NO_VERB)


def _agree(first: int, second: int, scene: Phrases) -> bool:
    """Tell whether two verbs end alike: Hamas rejects, threatens; not Hamas attack shuts port, threatens."""
    endings = scene.lexicon.written.words.get("agreeing", ())
    one, other = (
        next((end for end in endings if scene.line[at].text.endswith(end)), "") for at in (first, second)
    )
    return one == other


def _is_turned(end: int, scene: Phrases) -> bool:
    """Tell whether nothing but somebody's name or office stands behind a verb, up to the end of the line."""
    rest = range(end, len(scene.line))
    if scene.is_(end, "prepositions"):
        return False
    named = [_is_somebody(n, scene) for n in rest]
    links = ("articles", "of", "and", "prepositions", "adjectives", "collectives")
    return any(named) and all(known or scene.is_(n, *links) for n, known in zip(rest, named, strict=True))


def _is_somebody(at: int, scene: Phrases) -> bool:
    token = scene.line[at]
    if token.kind in NAMES or scene.is_(at, "others", "roles", "own"):
        return True
    noun = scene.lexicon.language in _NOUNS_ARE_CAPITAL and scene.is_(at - 1, "articles")
    return token.kind == WORD and token.capital and not noun
