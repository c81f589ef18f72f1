"""Whether a state is accused, and a group only suffered: Iran accused Israel of killing the leader of Hamas.

A state is told to be the object by its place behind the verb, or by the mark that the language gives an object
(classes `accused_mark`, `accusative`). What is joined to it by a word such as and is accused as well.
"""

from processors.statements.frames import Frame
from processors.statements.phrases import Phrases, Speaker

NEAR = 3
"""Words behind a name in which the mark of its phrase stands."""
SMALL = ("fillers", "articles", "onto")
"""Classes of words that may stand between a verb and its object."""
_VERB_THEN_BOTH = frozenset(("ar", "ps"))
"""Languages in which subject and object stand side by side without a mark."""


def is_sufferer(at: int, frame: Frame, speaker: Speaker, verb: tuple[int, int], scene: Phrases) -> bool:
    """Tell whether a state is blamed by the verb at `verb`, and the group at a place only named with the deed."""
    if frame.act != "blame" or frame.form != "active":
        return False
    words, (start, end) = scene.lexicon.written.words, verb
    if scene.lexicon.language in _VERB_THEN_BOTH:
        return _stands_behind_both(at, speaker, scene)
    if "accused_mark" in words or "accusative" in words:
        return not _is_marked(at, scene) and any(
            _is_marked(n, scene) for n in range(speaker.end, end) if scene.is_(n, "states") and n != at
        )
    behind = end if scene.lexicon.language == "zh" else start + 1  # in Chinese each letter is a token
    return _stands_behind_object(at, behind, scene)


def _stands_behind_object(at: int, first: int, scene: Phrases) -> bool:
    """Tell whether the first words behind a verb are a state's name, and the group's stands apart from it."""
    while scene.is_(first, *SMALL) and not scene.is_(first, "states"):
        first += 1
    behind = first
    while scene.is_(behind, "states"):
        behind += 1
    if behind == first or at <= behind:
        return False
    is_joined = (
        scene.is_(behind, "and", "tied")
        or scene.is_comma(behind)
        or scene.is_apostrophe(behind)
        or all(scene.is_(n, "collectives") for n in range(behind, at))  # Iran-backed Hezbollah
    )
    return not is_joined and not any(scene.is_(n, "breaks", "contrasts") for n in range(behind, at))


def _stands_behind_both(at: int, speaker: Speaker, scene: Phrases) -> bool:
    """Tell whether two states stand side by side behind the verb, or one behind an adjective of who speaks."""
    begins = [n for n in range(speaker.start, at) if scene.lexicon.length("states", scene.line, n)]
    for n in begins[:]:
        behind = n + scene.lexicon.length("states", scene.line, n)
        is_second = scene.is_(n - 1, "states") or _is_adjective(n - 1, scene)
        if n > speaker.start and is_second and at > behind and not scene.is_(behind, "and"):
            return True
    return False


def _is_adjective(at: int, scene: Phrases) -> bool:
    """Tell whether an Arabic word has its article: what it belongs to cannot stand behind it."""
    return scene.line[at].text.startswith("ال") and not scene.is_(at, "prepositions")


def _is_marked(at: int, scene: Phrases) -> bool:
    """Tell whether a name's phrase has the mark of an object, before another name."""
    if scene.is_apostrophe(at + 1):
        return scene.is_(at + 2, "accusative")
    for n in range(at + 1, at + 1 + NEAR):
        if scene.is_(n, "accused_mark"):
            return True
        if scene.is_(n, "states", "prepositions", "genitive"):
            return False
    return False
