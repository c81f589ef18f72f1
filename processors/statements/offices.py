"""An office of a state that stands beside the name of a group, which is the verb's object and no part of it.

Arabic puts subject and object side by side behind the verb: what has the article takes no genitive behind it, so a
group's name there is not whose the office is. Persian marks the object; Pashto has the genitive before its noun.
"""

from processors.statements.lines import GROUP, WORD
from processors.statements.phrases import HARD, NAMES, OTHER, Phrases, Speaker

_ARTICLE = "ال"
LAST = 4
"""Tokens from a verb's first word to the end of a sentence that it ends."""
OFFICE = 6
"""Words of an office with its adjectives, at most: the minister of defence of the state."""
BAND = 4
"""Words from an indefinite word to the noun of a band."""
PRONOUN = 4
"""Letters of a Russian pronoun that ends as an adjective in the genitive does: его."""
PERSON = 4
"""Words of the name of who holds an office, at most."""
_OBLIQUE = frozenset(("den", "dem", "einen", "einem"))
"""German articles that no subject has."""
_GENITIVE_BEFORE = frozenset(("hi", "ps", "ur"))
"""Languages whose genitive stands before its noun: what follows an office is not whose it is."""


def office_of_state(at: int, scene: Phrases) -> Speaker | None:
    """Return the office behind a verb, in Arabic, that a group's name follows as an object, or that ends its clause.

    accused the minister of the interior Hamas; the Indian minister of the interior said: ... So with a family: accused
    the families of the hostages Hamas.
    """
    line, begin = scene.line, at
    if scene.lexicon.language != "ar":
        return None
    while scene.is_(begin, "fillers", "also"):
        begin += 1
    end = begin + 1
    kin = scene.is_(begin, "former")
    if not (kin or scene.is_(begin, "roles", "own", "others")) or scene.is_(begin, "collectives"):
        return None
    while end < len(line) and end - begin < OFFICE and _has_article(end, scene):
        end += 1
    if not kin and not any(scene.is_(n, "others", "own", "heads") for n in range(begin + 1, end)):
        return None
    if end == begin + 1:
        return None
    name = _behind_collectives(end, scene)
    if not kin and name < len(line) and line[name].kind == WORD:
        end, name = _behind_person(end, scene)
    is_object = name < len(line) and line[name].kind == GROUP and not line[name].before
    if not (is_object or (end < len(line) and scene.is_boundary(end))):
        return None
    return Speaker((OTHER,), begin, end, name=scene.span(begin, end))


def is_of_office(begin: int, at: int, high: int, marker: int | None, scene: Phrases) -> bool:
    """Tell whether an office or a family at a place is a clause's subject, and no group's: before a verb at `high`.

    `marker` is where the mark of its subject stands, in a language that has one.
    """
    line = scene.line
    if _names_object(begin, at, high, scene):
        return True
    if not scene.is_(at, "roles"):
        return not any(line[n].kind in NAMES for n in range(begin, high if marker is None else marker))
    named = scene.cased and at + 1 < high and line[at + 1].capital and line[at + 1].kind not in NAMES
    stop = at + 1 if scene.is_comma(at + 1) or named else marker
    if stop is None and not scene.cased and "after_subject" not in scene.lexicon.written.words:
        stop = None if scene.has(at, high, "unnamed") or scene.is_(at + 1, "roles") else high
    return stop is not None and not any(line[n].kind in NAMES for n in range(begin, stop))


def _names_object(begin: int, at: int, high: int, scene: Phrases) -> bool:
    """Tell whether the first name of a clause stands behind an office as its verb's object: by a mark, or the order."""
    name = next((n for n in range(begin, high) if scene.line[n].kind in NAMES), None)
    if name is None or name < at:
        return False
    words = scene.lexicon.written.words
    if scene.lexicon.language in _GENITIVE_BEFORE:
        return True
    if "accusative" in words:
        return scene.is_apostrophe(name + 1) and scene.is_(name + 2, "accusative")
    return "after_subject" not in words and scene.is_(name + 1, "accused_mark")


def behind_marked(begin: int, at: int, scene: Phrases) -> int:
    """Return where the phrase of somebody at a place begins: behind a name that is marked as the verb's object."""
    names = [n for n in range(begin, at) if scene.line[n].kind in NAMES and scene.is_(n + 1, "accused_mark")]
    return names[-1] + 2 if names and names[-1] + 2 <= at else begin


def behind_verb(start: int, end: int, scene: Phrases) -> tuple[int, ...]:
    """Return where a subject may begin that stands behind the verb of the words at [start:end].

    German sets it between the parts of a verb, too: machte der Kreml ... verantwortlich. In a headline, what stands
    behind a comma and a verb is its object: Hamas lehnt Waffenruhe ab, droht Israel mit Angriffen.
    """
    if not scene.cased:
        return (start + 1 + scene.is_(start, "not"),)
    is_joined = scene.is_comma(start - 1) and scene.line[-1].text not in HARD
    is_parted = scene.lexicon.language == "de" and start + 1 < end and not is_joined
    return (end, start + 1) if is_parted else (end,)


def may_be_object(found: Speaker, at: int, scene: Phrases) -> bool:
    """Tell whether a phrase behind a verb may be its object, in German: by its article, or as nouns are capital."""
    if scene.lexicon.language != "de":
        return False
    own = range(found.start, found.end)
    is_sure = found.by != (OTHER,) or any(scene.is_(n, "others") for n in own)
    return not is_sure or scene.line[at].text in _OBLIQUE


def begins_another(begin: int, at: int, scene: Phrases) -> bool:
    """Tell whether an article begins another phrase, behind a noun that no word such as of joins it to.

    machte der Kreml den IS verantwortlich: two phrases.
    """
    joints = ("of", "articles", "and", "prepositions")
    is_article = scene.is_(at, "articles") and not scene.is_(at, "of")
    return is_article and at > begin and not scene.is_(at - 1, *joints)


def stranger(begin: int, end: int, scene: Phrases) -> Speaker | None:
    """Return a name that nothing tells of, where what is said begins right behind it."""
    line = scene.line
    stop = next((n for n in range(end, min(end + 4, len(line))) if scene.is_boundary(n)), None)
    if stop is None or stop == end or not scene.is_(stop, "that"):
        return None
    if any(line[n].kind in NAMES or scene.is_(n, "prepositions") for n in range(begin, stop)):
        return None
    return Speaker((OTHER,), begin, stop, name=scene.span(begin, stop))


def _has_article(at: int, scene: Phrases) -> bool:
    token = scene.line[at]
    return token.kind == WORD and token.text.startswith(_ARTICLE) and not scene.is_boundary(at)


def band(n: int, at: int, scene: Phrases) -> Speaker | None:
    """Return an armed band that an indefinite word at a place begins, as the subject before a verb at `at`.

    Its mark or a comma follows, or the verb does: silahlı bir çete, ...
    """
    end = next((m + 1 for m in range(n + 1, min(n + BAND, at)) if scene.is_(m, "collectives")), None)
    if end is None or not scene.is_(n, "indefinite") or scene.has(n, end, "others", "own", "former"):
        return None
    marked = "after_subject" in scene.lexicon.written.words
    if not (scene.is_(end, "after_subject") if marked else scene.is_comma(end) or end == at):
        return None
    return Speaker((OTHER,), n, end, is_band=True, name=scene.span(n, end))


def before_object(begin: int, at: int, scene: Phrases) -> Speaker | None:
    """Return whose bare name a comma parts from a group with a case, in Turkish: Netanyahu, Hamas'ı ... suçladı."""
    line = scene.line
    comma = next((n for n in range(begin + 1, min(begin + PERSON, at)) if scene.is_comma(n)), 0)
    name = comma + 1
    if not comma or "accusative" not in scene.lexicon.written.words or line[name].kind != GROUP:
        return None
    is_object = scene.is_apostrophe(name + 1) and scene.is_(name + 2, "accusative", "not_subject")
    own = range(begin, comma)
    is_name = all(
        line[n].kind == WORD and line[n].capital and not scene.is_(n, "fillers", "former") for n in own
    )
    return Speaker((OTHER,), begin, comma, name=scene.span(begin, comma)) if is_object and is_name else None


def is_inserted(joint: int, at: int, scene: Phrases) -> bool:
    """Tell whether a relative clause tells of the object of a sentence's last verb: Persian گزارشی را که ... رد کرد."""
    is_object = (
        scene.lexicon.language == "fa"
        and scene.is_(joint, "relatives")
        and scene.is_(joint - 1, "object_mark")
    )
    return is_object and len(scene.line) - at <= LAST


def _behind_collectives(at: int, scene: Phrases) -> int:
    while scene.is_(at, "collectives") and not _has_article(at, scene):
        at += 1
    return at


def _behind_person(at: int, scene: Phrases) -> tuple[int, int]:
    """Return where the name of an office's holder ends, and where a group's name may stand behind it.

    It has neither preposition nor office in it: the Yemeni minister of information Muammar al-Eryani.
    """
    end, small = (
        at,
        ("prepositions", "of", "roles", "others", "own", "and", "collectives", "former", "fillers"),
    )
    while end < min(at + PERSON, len(scene.line)) and scene.line[end].kind == WORD:
        if scene.is_boundary(end) or scene.is_(end, *small):
            break
        end += 1
    return end, _behind_collectives(end, scene)


def led_by(low: int, high: int, scene: Phrases) -> Speaker | None:
    """Return the group whose office somebody holds, by a relative clause: Walid Sukkar, who heads its press office, ...

    Not of somebody who heads a centre that studies it, or who has a shop near its office.
    """
    if verb := scene.lexicon.length("heads", scene.line, low):
        begin, end = low + verb, high
    elif scene.is_(low, "relatives") and scene.is_(high - 1, "heads_last"):
        begin, end = low + 1, high - 1
    else:
        return None
    name = next((n for n in range(begin, end) if scene.line[n].kind in NAMES), end)
    before = name
    while (
        before > begin
        and scene.is_(before - 1, "articles", "collectives")
        and not scene.is_(before - 1, "of")
    ):
        before -= 1
    other = [n for n in range(begin, before) if scene.is_(n, "prepositions", "relatives", "former")]
    is_own = before == begin or scene.is_(before - 1, "of")
    if not is_own or any(not scene.is_(n, "of", "articles") for n in other):
        return None
    found = scene.phrase(begin, end)
    return found if found and found.group else None


def is_oblique(begin: int, end: int, scene: Phrases) -> bool:
    """Tell whether a phrase is no subject by its case: Полного вывода войск потребовал ..., Den Abzug forderte ...

    So a group's name in the dative, Талибану, and in Russian the deed that somebody is accused of: В похищении ...
    """
    if begin >= end:
        return False
    deed = scene.is_(begin, "prepositions") and scene.is_(begin + 1, "attack", "deeds")
    if deed and "of_them" in scene.lexicon.written.words and not scene.is_(end - 1, "others"):
        return True  # Во взрыве власти обвиняют ...: the last word is the subject
    if scene.line[begin].kind in NAMES:
        return scene.line[begin].text.endswith(tuple(scene.lexicon.written.words.get("name_ends", ())))
    ends = tuple(scene.lexicon.written.words.get("oblique_ends", ()))
    text = scene.line[begin].text
    is_band = scene.is_(begin, "collectives")  # Подразделения ХАМАС: many units, which may do something
    ends_so = bool(ends) and len(text) > PRONOUN and text.endswith(ends)
    return scene.is_(begin, "oblique") or (ends_so and not is_band)
