"""Groups that content only names beside what it concerns: not them, their flag, the bridge that they blew up.

The words are classes of a language's file of frames (`with`, `with_behind`, `contrasts`, `contrasts_behind`,
`belongings`, `adjectival`, `relative_ends`; `tied` is asked in phrases.py); a language without such a class has no
such case.
"""

from functools import cache

from processors.statements.frames import Frame
from processors.statements.lines import MARK, WORD, words
from processors.statements.phrases import NAMES, Phrases

CONTRASTED = 4
"""Words between a group's name and what says that it is not meant: and not on the Houthi movement."""
OWNED = 5
"""Words and marks between a group's name and what is its own, or is held for it: Hezbollah's yellow flag."""
_PARTING = ("prepositions", "blame_end", "breaks", "that", "be", "doubt")
"""Classes of words behind which nothing is a group's own: a preposition, a reason, a verb."""
_JOINING = ("and", "of", "articles")
"""Classes of words between the names of two groups whose flags stand before both: flags of Hamas and of Hezbollah."""
OWNERS = 4
"""Names between a group's and the flags that are all of theirs: of hundreds in a row each would look at all others."""
RELATIVE = 4
"""Words and marks between a name in the genitive and the participle that it is the subject of."""


def is_beside(at: int, frame: Frame, verb: int, scene: Phrases) -> bool:
    """Tell whether a group is named at a place without being what a statement of this frame concerns.

    `verb` is the token with which the frame's words begin.
    """
    if frame.act == "blame" and _is_other_party(at, scene):
        return True
    if frame.act == "blame" and _is_in_contrast(at, scene):
        return True
    if is_contrasted(at, scene) or (frame.act != "link" and scene.is_tied(at)):
        return True
    if frame.act != "deny" and _is_in_relative(at, scene):  # who denies it may deny what a clause tells
        return True
    if frame.act == "designate" and (_owns_behind(at, scene) or _owns_before(at, verb, scene)):
        return True
    return frame.act == "designate" and scene.is_apostrophe(at + 1) and scene.is_(at + 2, "adjectival")


def _is_other_party(at: int, scene: Phrases) -> bool:
    """Tell whether something is only done with the group: accused Israel of breaking its truce with Hezbollah."""
    begin = at - 1
    while (
        begin > at - CONTRASTED
        and scene.is_(begin, "articles", "collectives")
        and not scene.is_(begin, "with")
    ):
        begin -= 1
    behind = at + 1 + scene.is_apostrophe(at + 1)
    return scene.is_(begin, "with") or scene.is_(behind, "with_behind")


def is_contrasted(at: int, scene: Phrases) -> bool:
    """Tell whether somebody else is meant, and not this one: blamed the drought, not Hamas."""
    begin = at - 1
    while begin > at - CONTRASTED and scene.is_(begin, "articles", "prepositions", "of", "collectives"):
        if scene.is_(begin, "contrasts"):
            break
        begin -= 1
    if scene.is_(begin, "contrasts") and not scene.is_(begin, "certain"):
        return True
    behind = at + 1
    while behind < at + CONTRASTED and (
        scene.is_(behind, "not_subject", "collectives") or scene.is_apostrophe(behind)
    ):
        behind += 1
    return scene.is_(behind, "contrasts_behind")


def _is_in_contrast(at: int, scene: Phrases) -> bool:
    """Tell whether a thing that the group is only part of is not meant: blamed the drought, not the war on Hamas."""
    begin = at - 1
    while scene.is_(begin, "articles", "collectives") and not scene.is_(begin, "prepositions", "of"):
        begin -= 1
    if not scene.is_(begin, "prepositions", "of") or scene.is_(begin, "contrasts"):
        return False
    for n in range(begin - 1, begin - 1 - CONTRASTED, -1):
        if scene.is_(n, "contrasts") and not scene.is_(n, "certain"):
            return True
        if n < 0 or scene.is_(n, *_PARTING) or scene.line[n].kind != WORD:
            return False
    return False


def _owns_behind(at: int, scene: Phrases, owners: int = OWNERS) -> bool:
    """Tell whether the name only says whose the flag or the song behind it is, or who marches: the Hamas flag.

    What follows a comma, a preposition or a word such as after is no group's own: banned Hamas after protests.
    """
    line = scene.line
    own = _folded(scene.lexicon.written.words.get("belongings", ()))
    if not own:
        return False
    if line[at].after.strip("-").startswith(own):
        return True
    loose = 0
    for n in range(at + 1, min(at + 1 + OWNED, len(line))):
        if scene.is_(n, "belongings"):
            return True
        if line[n].kind in NAMES:
            joined = range(at + 1, n)  # flags of both: Hamas and Hezbollah flags
            is_joined = bool(joined) and all(scene.is_(m, "and") for m in joined)
            return is_joined and owners > 0 and _owns_behind(n, scene, owners - 1)
        if (line[n].kind == MARK and scene.is_boundary(n)) or scene.is_(n, *_PARTING):
            return False
        small = (
            scene.is_apostrophe(n) or line[n].text in ("s", "-") or scene.is_(n, "not_subject", "genitive")
        )
        loose += not small
        if loose == 2:
            return False
    return False


def _owns_before(at: int, verb: int, scene: Phrases, owners: int = OWNERS) -> bool:
    """Tell whether the flag or the song of the group stands before its name, or the march for it: a march for Hamas.

    What stands before the verb is none of it: amid protests Germany banned Hamas. Nor does it stand there in a language
    whose genitive is a word or an ending of its own: Turkish, Hindi and Urdu have the flag behind its owner.
    """
    if "genitive" in scene.lexicon.written.words:
        return False
    for n in range(at - 1, max(-1, at - 1 - OWNED), -1):
        if n == verb or scene.is_comma(n):
            return False
        if scene.is_(n, "belongings"):
            return True
        if scene.line[n].kind in NAMES:
            joined = range(n + 1, at)
            if not joined and not scene.line[at].before:  # Arabic writes and together with the name
                return False
            is_joined = owners > 0 and all(scene.is_(m, *_JOINING) for m in joined)
            return is_joined and _owns_before(n, verb, scene, owners - 1)
    return False


def _is_in_relative(at: int, scene: Phrases) -> bool:
    """Tell whether the name is the subject of a clause that tells of something else: das Haus, das der IS sprengte.

    In Turkish that is a participle: IŞİD'in yıktığı köprü.
    """
    pronoun = scene.is_(at - 2, "relatives") and not scene.is_(at - 2, "that")
    if scene.cased and pronoun and scene.is_comma(at - 3) and scene.is_(at - 1, "articles"):
        return True
    ends = _folded(scene.lexicon.written.words.get("relative_ends", ()))
    if not ends or not (scene.is_apostrophe(at + 1) and scene.is_(at + 2, "genitive")):
        return False
    return any(one.text.endswith(ends) for one in scene.line[at + 3 : at + 3 + RELATIVE])


@cache
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words(one)[0] for one in phrases)
