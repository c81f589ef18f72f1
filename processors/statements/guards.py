"""Guards against what looks like a statement: an accused person, a rumour, a title, a debate, a description.

Each takes a sentence's tokens and words, and tells why what stands there is no statement; empty where nothing is wrong.
The words are classes of a language's file of frames (`trial`, `private`, `rumours`, `works`, `falsely`, `debates`,
`invented`, `plots`, `sports`, `retracted`, `fakes`, `asks`, `inanimate`, `courts`, `urges`, `nested`, `supposes`,
`duties`, `raids`, `known`, `before_persons`, `counted`, `deeds`, `mishaps`, `years_after`, `guilty`); a language
without such a class has no such guard.
"""

from collections.abc import Sequence

import regex

from processors.groups.fold import fold_text
from processors.statements.frames import Frame
from processors.statements.lines import MARK, Token, plain_tokens
from processors.statements.phrases import NAMES, OTHER, UNKNOWN, Phrases, Speaker

_TITLE = regex.compile(r"《[^《》]{1,80}》|[\"“«»„「『]([^\"“”«»„「」『』]{1,80})[\"”“«»」』]")
NEAR = 3
"""Words between a title and what says that it is one: the film "...", "..." by name a film."""
HEAD, HEAD_LETTERS = 2, 4
"""Words at a sentence's head among which a plot is named; of Chinese each letter is one."""
FEW = 3
"""Words of a phrase of which a word such as drought is the head: not the war ministry, not the crisis group."""
SUBJECT = 5
"""Words before a passive verb in which its subject stands."""
AROUND = 1_000
"""Characters before and behind a sentence in which a deed is told of that nobody claims."""
_OF_DEEDS = ("attack", "deeds", "did", "terrorist")
_OR_MISHAPS = (*_OF_DEEDS, "mishaps")
"""What nobody claims in the same sentence may be a fire, too: elsewhere in a text that word says nothing."""
NEGATED = 4
"""Words before a verb in which it is negated."""
INSERTED = 12
"""Words and marks before a verb among which an insertion is looked for, where its subject does not stand before it."""
DEED = 5
"""Words from a group's name on in which its deed is told."""
COUNTED = 4
"""Words behind a verb in which it is said what is counted: claimed 12 attacks, claims 100,000 members."""
FIRST_YEAR, FIRST_ELSEWHERE = 1900, 1200
"""Years from which on one is history: of the common era, and of the solar and the lunar year of the Hijra."""
_IMPERFECT = ("ي", "ت", "ن", "")
_QAD_NOT = "لا"
"""Behind qad only before a verb in the imperfect: it may not."""
_HIJRA = {"fa": 622, "ps": 622, "ar": 580, "ur": 580}
"""By language, how many years its own calendar is behind in this century, at most: 1402 ended in March 2024."""


def is_past_year(at: int, line: Sequence[Token], scene: Phrases, year: int) -> bool:
    """Tell whether a token is a year before `year`: of the common era or, behind a word for year, of the Hijra."""
    text = line[at].text
    if len(text) != 4 or not text.isdecimal():
        return False
    number = int(text)
    if FIRST_YEAR <= number < year:
        return True
    behind = _HIJRA.get(scene.lexicon.language)
    return behind is not None and FIRST_ELSEWHERE <= number < year - behind and scene.is_(at - 1, "years")


def known_by_year(frame: Frame, start: int, behind: int, scene: Phrases) -> Sequence[int]:
    """Return the places of years that only say which listing is meant: revoked the 2018 designation of HTS."""
    if frame.act != "designate" or frame.form != "active":
        return ()
    return [at for at in range(start + 2, behind) if scene.is_(at - 1, "articles")]


def titled(text: str, span: tuple[int, int], at: int, line: Sequence[Token], scene: Phrases) -> str:
    """Tell whether a place of the text, in code points, lies in the title of a film, a book and the like, or a plot."""
    if _opens_with_title(text, span, line, scene):
        return "made up"
    others = False
    for found in _TITLE.finditer(text, *span):
        if found.start() > at:
            break
        is_here = at < found.end()
        if is_here and (others or found[0].startswith("《")):
            return "a title"
        before = [n for n, one in enumerate(line) if one.end <= found.start() and one.kind != MARK][-NEAR:]
        behind = [n for n, one in enumerate(line) if one.start >= found.end() and one.kind != MARK][:NEAR]
        others = any(scene.is_(n, "works") for n in (*before, *behind))
        if others and is_here:
            return "a title"
    return ""


def _opens_with_title(text: str, span: tuple[int, int], line: Sequence[Token], scene: Phrases) -> bool:
    """Tell whether a sentence begins in a work whose title stands in marks: In "...", a leader threatens; the film"""
    found = _TITLE.search(text, *span)
    if found is None or not scene.is_(0, "prepositions"):
        return False
    head = [one for one in line if one.end <= found.start()]
    behind = (n for n, one in enumerate(line) if one.start >= found.end())
    return len(head) <= HEAD and any(scene.is_(n, "works") for n in behind)


def unreal(frame: Frame, start: int, line: Sequence[Token], scene: Phrases, *, is_denied: bool) -> str:
    """Tell whether the whole sentence asks, makes up, takes back, tells of a game or a fake, by words before or behind.

    Who denies something may call it a fiction, and who accuses somebody, his words false: of these only the words
    before are looked at.
    """
    if scene.is_(0, "asks") and not (
        any(line[n].text == ":" for n in range(start)) or _is_as_said(start, scene)
    ):
        return "asks"
    if scene.is_(0, "supposes") and not any(scene.is_comma(n) for n in range(start)):
        return "a condition"
    end = start if frame.act == "deny" else len(line)
    if scene.has(0, end, "invented") or _tells_plot(line, scene):
        return "made up"
    if scene.has(0, end, "sports"):
        return "sport"
    if scene.has(0, end, "retracted"):
        return "taken back"
    if is_denied or frame.negated:
        return ""
    return "a fake" if scene.has(0, start if frame.act == "blame" else end, "fakes") else ""


def _tells_plot(line: Sequence[Token], scene: Phrases) -> bool:
    """Tell whether a sentence begins in a film: "In the series, ..."; elsewhere groups claim attacks in films, too."""
    first = HEAD_LETTERS if scene.lexicon.language == "zh" else HEAD
    lengths = ((at, scene.lexicon.length("plots", line, at)) for at in range(min(first, len(line))))
    return any(n and not scene.is_(at + n, "of") for at, n in lengths)


def voiceless(frame: Frame, speaker: Speaker, start: int, scene: Phrases) -> str:
    """Tell whether what is no group cannot say so: a drought threatens, and a court denies bail, not a deed."""
    own = range(speaker.start, speaker.end)
    if any(scene.is_(n, "urges") for n in own):
        return "only urged to"
    if frame.act == "threaten" and scene.is_(0, "inanimate") and not scene.is_(1, "others"):
        return "a thing, and nobody's words"
    if speaker.by != (OTHER,):
        return ""
    if _is_event_told(frame, speaker, start, scene):
        return "a plain report of an event"
    if frame.act == "blame" and frame.form == "content" and any(scene.is_(n, "nested") for n in range(start)):
        return "of somebody whom the speaker quotes"
    if len(own) <= FEW and any(scene.is_(n, "inanimate") for n in own):
        return "" if any(scene.is_(n, "others") for n in own) else "a thing, and nobody's words"
    if frame.act == "deny" and any(
        scene.is_(n, "courts") and not scene.is_(n - 1, "prepositions") for n in own
    ):
        return "a court's ruling"
    return ""


def _is_event_told(frame: Frame, speaker: Speaker, start: int, scene: Phrases) -> bool:
    """Tell whether a deed that is new opens a sentence, and who tells of it stands behind.

    X fighters stormed a hotel, witnesses said; not: X killed the hostages, whose deed is known and now laid on X.
    """
    if frame.act != "blame" or frame.form != "content" or speaker.start <= start:
        return False
    line, small = scene.line, ("articles", "collectives", "members", "roles", "own", "fillers", "of")
    if not all(line[n].kind == MARK or scene.is_(n, *small) for n in range(start)):
        return False
    if any(first <= line[start].start < last and first for first, last in scene.quotes):
        return False
    deed = next((n for n in range(start + 1, start + DEED) if scene.is_(n, "raids")), 0)
    behind = deed + 1
    while scene.is_(behind, "raids"):
        behind += 1
    is_doer = any(line[n].kind in NAMES for n in range(start, deed))  # not: Behind the kidnapping is X
    return is_doer and not _is_known(behind, scene)


def _is_known(at: int, scene: Phrases) -> bool:
    """Tell whether what a deed was done to is known: the hostages, my son, Malala Yousafzai; not: two villages.

    Where a language has no articles, and so no words for what is known, all is but what is counted.
    """
    line = scene.line
    while scene.is_(at, "before_persons"):
        at += 1
    if at >= len(line) or line[at].text.isdigit() or scene.is_(at, "indefinite", "counted"):
        return False
    if scene.is_(at, "articles", "known") or not scene.lexicon.written.words.get("known"):
        return True
    name = range(at, min(at + 2, len(line)))
    return scene.cased and len(name) > 1 and all(line[n].capital and not scene.is_(n, "says") for n in name)


def _is_as_said(start: int, scene: Phrases) -> bool:
    """Tell whether a source opens the sentence: Как сообщила полиция, ...; Wie die Polizei mitteilte, ..."""
    comma = next((n for n in range(1, start) if scene.is_comma(n)), 0)
    return scene.is_(0, "as_said") and scene.has(1, comma, "says")


def contrary(frame: Frame, start: int, behind: int, scene: Phrases) -> str:
    """Tell whether a listing's words reach over but: lifted sanctions on Syria but kept Hezbollah on its list."""
    is_over = frame.act == "designate" and scene.has(start, behind, "adversatives")
    return "over a word such as but" if is_over else ""


def rumoured(frame: Frame, start: int, scene: Phrases, *, is_denied: bool) -> str:
    """Tell whether a rumour says so: it stands before, and nobody denies it."""
    if frame.act == "deny" or is_denied:
        return ""
    return "a rumour" if scene.has(0, start, "rumours") else ""


def untrue(
    frame: Frame, begin: int, end: int, line: Sequence[Token], scene: Phrases, own: tuple[int, int]
) -> str:
    """Tell whether a clause (tokens `begin` to `end`) says falsely, debates only, describes, counts or looks back.

    `own` are the first of the frame's words, and the token behind them.
    """
    start, behind = own
    if scene.has(begin, behind, "years_after"):
        return "history"
    if frame.act == "claim":
        if scene.has(begin, end, "falsely"):
            return "falsely"
        if scene.has(begin, end, "duties") and not scene.has(begin, end, "attack", "deeds", "did"):
            return "a duty, and no deed"
        counted = behind < len(line) and line[behind].text.isdecimal() and frame.form == "active"
        deed = scene.is_(behind - 1, "did")
        if counted and not deed and not scene.has(behind, behind + COUNTED, "attack"):
            return "counts what is no attack"
    if frame.act == "designate" and not frame.negated and scene.has(begin, end, "debates"):
        return "only debated"
    if frame.act == "blame" and scene.has(start, behind, "handiwork"):
        is_built = scene.has(begin, start, "built") and not scene.has(begin, start, "attack", "deeds")
        return "built, and no deed" if is_built else ""
    if frame.act == "link" and scene.has(begin, behind, "guilty"):
        return "a verdict on a person"
    return ""


def personal(frame: Frame, speaker: Speaker, start: int, scene: Phrases) -> str:
    """Tell whether a person is taken for a group, or is accused: that is a trial, and no group's dispute.

    What a defendant denies of a group is a statement of somebody else, and stays one.
    """
    own = range(speaker.start, speaker.end)
    if frame.act != "deny" and speaker.by == (OTHER,) and any(scene.is_(n, "private") for n in own):
        return "a private person"
    if frame.act == "deny" and speaker.group:
        return "a person's plea" if any(scene.is_(n, "private", "trial") for n in own) else ""
    if frame.act in ("pledge", "demand") and speaker.by == (OTHER,):
        return "a trial" if scene.cover("trial").count(1) else ""
    if frame.act == "blame" and speaker.by == (UNKNOWN,):
        before = range(max(0, start - SUBJECT), start)
        said = (n for n in before if not scene.is_(n, "articles"))  # Spanish: El is folded like Él
        person = any(scene.is_(n, "private", "persons") for n in said) or scene.cover("trial").count(1)
        return "a person is accused" if person else ""
    return ""


def doubted(begin: int, start: int, line: Sequence[Token], scene: Phrases) -> bool:
    """Tell whether a word of doubt stands between a subject (which ends at `begin`) and its verb (at `start`).

    What is inserted there between commas says nothing.
    """
    return any(
        scene.is_(at, "doubt")
        and not scene.is_(at, "not", "certain")
        and not (scene.is_(at, "marked") and scene.is_plain(at))
        and not _is_month(at, line, scene)
        and not _is_past(at, line, scene)
        for at in without_insertion(begin, start, scene)
    )


def _is_past(at: int, line: Sequence[Token], scene: Phrases) -> bool:
    """Tell whether the Arabic qad stands before a verb in the perfect: of one in the imperfect it says may."""
    behind = line[at + 1].text if at + 1 < len(line) else ""
    is_may = behind[:1] in _IMPERFECT or behind == _QAD_NOT
    return scene.lexicon.language == "ar" and line[at].text == "قد" and not is_may


def without_insertion(begin: int, start: int, scene: Phrases) -> Sequence[int]:
    """Return the tokens between a subject (which ends at `begin`) and its verb, without what stands between commas.

    Of an even number each two enclose something: the attack, which killed nine, was not, police said, claimed.
    """
    commas = [n for n in range(begin, start) if scene.is_comma(n)]
    if len(commas) < 2:
        return range(begin, start)
    if len(commas) % 2:
        commas = [commas[0], commas[-1]]
    begins, ends = (begin, *[n + 1 for n in commas[1::2]]), (*commas[::2], start)
    return [n for one, end in zip(begins, ends, strict=True) for n in range(one, end)]


def may_negate(begin: int, start: int, scene: Phrases) -> Sequence[int]:
    """Return the tokens before a verb that may negate it, from `begin` on: where its subject ends.

    Neither what is inserted does, nor what stands before a comma that joins the verb to another: Hamas does not
    disarm, threatens attacks.
    """
    is_joined = scene.is_comma(start - 1) and not any(scene.is_comma(n) for n in range(begin, start - 1))
    return () if is_joined else without_insertion(begin, start, scene)[-NEGATED:]


def _is_month(at: int, line: Sequence[Token], scene: Phrases) -> bool:
    """Tell whether a word of doubt is a month's name: by May, since May, 4 May."""
    before = line[at - 1] if at else None
    if before is None or not line[at].capital or before.capital:
        return False
    return before.text.isdecimal() or scene.is_(at - 1, "prepositions", "breaks", "of")


def unclaimed(text: str, span: tuple[int, int], line: Sequence[Token], scene: Phrases) -> str:
    """Tell whether nobody claims what was no deed: a prize, a delay, what strikers want.

    A deed is told of in the sentence or around it, or the sentence says that no armed group claims it.
    """
    if any(one.kind in NAMES for one in line) or any(any(scene.cover(name)) for name in _OR_MISHAPS):
        return ""
    if any(scene.is_(n, "nobody") and scene.is_(n, "collectives") for n in range(len(line))):
        return ""
    around = plain_tokens(fold_text(text[max(0, span[0] - AROUND) : span[1] + AROUND]).text)
    if any(scene.lexicon.has(name, around, 0, len(around)) for name in _OF_DEEDS):
        return ""
    return "claims no deed"
