"""What bears a group's name, whichever group it is: ships, teams and firms.

    the dhow Jundullah, a 60-foot vessel ...; MV Ansar Allah; السفينة «أنصار الله»; команда «Талибан»; Hizbullah FC;
    ISIS Asset Management; Geneva-based IRGC said

A group owns ships and teams, too, and English drops "that": "the ship Houthis sank". So a ship's name stands in
quotation marks, or ends the phrase, or has a word with a capital behind it, or a verb of ships.
"""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text

_SHIPS = """
    dhow tanker trawler freighter vessel ship boat ferry steamer barge schooner carrier yacht freighter
    judet motonave peschereccio nave traghetto petroliera
    buque velero barco pesquero petrolero yate lancha chalutier navire cargo voilier bateau pétrolier boutre
    navio pesqueiro veleiro petroleiro Schiff Frachter Segelboot Dhau
    Fähre Kutter Segler schip kotter tjalk skip fartyg
    statek tankowiec jacht kuter loď gemi tankeri
"""
_SHIPS_IN_QUOTES = """
    судно судна судне танкер танкера танкере сухогруз сухогруза паром парома катер катера яхта яхты яхте теплоход
    теплохода траулер траулера корабль баржа судном танкером сухогрузом катером яхтой
    السفينة سفينة الناقلة ناقلة القارب قارب المركب مركب العبارة عبارة الباخرة باخرة اليخت يخت
    لنج کشتی نفتکش قایق شناور جہاز کشتی ٹینکر
"""
"""Behind these the name has to stand in quotation marks: without them it is the owner's."""
_ALONE = "m/v mv m/t m/s km kmp klm motor fv f/v fc klub باشگاه نادي"
"""What stands before the name of a ship or of a club alone, as the end of "kapal motor"; the short ones in capitals."""
_TEAMS = {
    "تیم": "لیگ فوتبال* والیبال* بسکتبال* مسابق* جام شکست پیروز* بازی بازیکن*",
    "ٹیم": "لیگ فٹبال* فٹ_بال کرکٹ میچ* شکست کپ",
    "tim": "liga gol pertandingan laga skor futsal sepak_bola voli",
    "فريق": "لكره الدوري للدوري مباراه* كاس",
    "टीम": "लीग फुटबॉल क्रिकेट मैच गोल",
    **dict.fromkeys(
        ("команда", "команды", "команде", "клуб"),
        "квн лиг* турнир* матч* чемпионат* школьн* из_школы кубок* со_счетом",
    ),
}
"""Words for teams, which a group sends to talks, too, and words of games, one of which has to stand behind the name."""
_LETTER = r"[\w\u0900-\u0963]"
"""A letter or a sign of a vowel in Devanagari."""
_VERBS = frozenset(("ship", "skip", "barge"))
"""Words for ships that are verbs in English, too."""
_BEFORE_VERBS = """
    to will would may might must can could should shall not they we you i and or
"""
"""Words that stand before verbs."""
_CLUBS_BEHIND = (
    "fc(?! (?:camp|post|personnel|fort|headquarter|checkpost|convoy|soldier|troop|vehicle))|"
    "sc|fk|afc|spor|spor kulubu|futbol kulubu|futbol takimi|فٹ ?بال کلب|فٹ ?بال ٹیم|کرکٹ کلب|کرکٹ ٹیم|کلب|"
    "फुटबॉल क्लब|फुटबॉल टीम|क्रिकेट क्लब|क्रिकेट टीम|ফুটবল ক্লাব|ফুটবল দল|ক্রিকেট ক্লাব"
)
_IN_CAPITALS = frozenset(("fc", "sc", "fk", "afc", "mv", "km", "kmp", "klm", "fv"))
_FIRMS = re.compile(
    r" (?:Asset Management|Wealth Management|Capital (?:Partners|Management|Group)|Equity|Pharma\w*|Therapeutics|"
    r"Consult\w+|Solutions|Technologies|Software|Holdings?|Ltd|LLC|LLP|GmbH|Inc|S\.?p\.?A|Biotech\w*|Diagnostics|Innovation|Motors|"
    r"Engenharia|Volley|Pallavolo)(?!\w)"
)
_HOUSES = re.compile(
    r" (?:Mosque|Masjid|Street|Road|Academy|(?:(?:Memorial|Integrated|Central|Elementary|Primary|Secondary|High|Junior|"
    r"Senior|Girls'?|Boys'?|Ladies'?|National|Technical|Vocational|Model|Public|Cadet) ){1,3}"
    r"(?:Schools?|Colleges?|Madrasah?|Trophy|Cup))"
    r"(?! (?:ban|bans|attack\w*|massacre\w*|raid\w*|siege|bomb\w*|blast\w*|shoot\w*|abduct\w*|kidnap\w*|killing\w*|"
    r"assault|clos\w+|takeover|polic\w+|hostage\w*|survivor\w*|victim\w*|edict\w*|decree\w*|restriction\w*))"
    r"(?=['’]s |s? [a-z]|[,.;]|\Z)"
)
"""Houses and streets that are called like a group; among words with capitals they may be its own.

A school has a word for its kind before it, and no word for what a group does to schools behind it: "Taliban Girls'
School ban"."""
_SEAT = re.compile(
    r"(?:Swiss|Zurich|Geneva|Basel|Zug|Bern|Frankfurt|Munich|Vienna|Tokyo|Singapore|Sydney|Melbourne|Toronto|Boston|"
    r"Chicago|Houston|Dallas|Seattle|Oxford|Cambridge|California|Texas|Delaware|Milan|Lyon)[- ]based \Z"
)
_FIRM_ACTS = re.compile(r",| (?:said|says|has|is|will|which|and its)(?!\w)")
_SHIP_ACTS = re.compile(
    r" (?:capsized|docked|sailed|ran aground|sank|sinks|was|is|has|radioed|left|arrived|lies|listed|drifted|put|"
    r"hundi|quedo|zarpo|encallo|a chavire|a coule|a quitte|sank|lief|liegt|kenterte|e affondat[ao]|e salpat[ao]|"
    r"tenggelam|karam|berlayar|bersandar|terbakar)(?!\w)"
)
_GOES_ON = re.compile(r" (?:(?:del|de la|du|do|da|di|of the) )?[^\W\d_a-zß-ÿа-яё]")
"""A word with a capital that the name goes on with."""
_END = re.compile(r" ?[^\w '&/+-]|\s*\Z")
_OPENING = "«\"“„'‘‹( "
_QUOTES = "«\"“„'‘‹"
_LONGEST = 24
_BASED = "based"
_ARTICLES = frozenset(("al", "el", "аль", "ан"))
"""Articles that a name has with another alias."""
_REACH = 50
"""Characters to look at on each side."""


@cache
def hints() -> tuple[frozenset[str], frozenset[str]]:
    """Return what stands beside a thing's name: two letters and a blank, or a mark, before it; a blank and a letter.

    A firm or a house has a capital behind the name instead.
    """
    words = (*_words_before(), *_ARTICLES)
    before = {f"{word[-2:]} " for word in words} | set(_QUOTES)
    return frozenset(before), frozenset(f" {letter}" for letter in _firsts())


def is_named_after(folded: Folded, at: tuple[int, int], span: tuple[int, int], word: str) -> bool:
    """Tell whether the name at a place of a folded text, which is `span` of the source, is a ship's, team's or firm's.

    `word` is that of `processors.groups.called.word_before`.
    """
    if word in _ARTICLES:
        word = folded.text[max(0, at[0] - _LONGEST) : at[0]].split()[-2:][0]
    if word in _words_before() and _is_behind_word(folded, at, span, word):
        return True
    plain, source, last = folded.text, folded.source, span[1]
    if source[last : last + 1] != " ":
        return False
    if plain[at[1] + 1 : at[1] + 2] in _firsts():
        behind = _behind().match(plain, at[1], at[1] + _REACH)
        if behind and _is_shown(source, last, behind["club"]):
            return True
    if not source[last + 1 : last + 2].isupper():
        return False
    return (_FIRMS.match(source, last) or _HOUSES.match(source, last)) is not None


def _is_behind_word(folded: Folded, at: tuple[int, int], span: tuple[int, int], word: str) -> bool:
    source, (first, last) = folded.source, span
    is_quoted = first > 0 and source[first - 1] in _QUOTES
    if word in _ships():
        return is_quoted or (source[first].isupper() and _is_ships(folded, at, span, word))
    if word in _in_quotes():
        return is_quoted
    if word in _teams():
        return _teams()[word].search(folded.text, at[1], at[1] + _REACH) is not None
    before = source[max(0, first - _LONGEST) : first]
    if word == _BASED:
        return bool(source[first:last].isupper() and _SEAT.search(before) and _FIRM_ACTS.match(source, last))
    return word not in _IN_CAPITALS or before.rstrip(_OPENING)[-len(word) :].isupper()


def _is_ships(folded: Folded, at: tuple[int, int], span: tuple[int, int], word: str) -> bool:
    """Tell whether what follows a name behind a word for ships leaves no doubt that it is one's."""
    source, (first, last) = folded.source, span
    if not source[max(0, first - _LONGEST) : first].rstrip(_OPENING)[-1:].isalpha():
        return False  # who says it stands behind a dash: "hit the tanker - Houthis"
    if word in _VERBS and not set(_BEFORE_VERBS.split()).isdisjoint(
        folded.text[max(0, at[0] - _LONGEST) : at[0]].split()[-2:-1]
    ):
        return False
    if _END.match(folded.text, at[1]):
        return True
    if _GOES_ON.match(source, last):
        before = source[max(0, first - _LONGEST) : first].rstrip(_OPENING)
        return before[-len(word) :].islower()  # in a headline of capitals all words have one
    is_plural = source[last - 1] == "s"
    return not is_plural and _SHIP_ACTS.match(folded.text, at[1]) is not None


def _is_shown(source: str, last: int, club: str) -> bool:
    """Tell whether a club's abbreviation stands in capitals behind a name; a word may stand in any."""
    return club not in _IN_CAPITALS or source[last + 1 : last + 1 + len(club)].isupper()


@cache
def _ships() -> frozenset[str]:
    return frozenset(fold_text(_SHIPS).text.split())


@cache
def _in_quotes() -> frozenset[str]:
    return frozenset(fold_text(_SHIPS_IN_QUOTES).text.split())


@cache
def _teams() -> dict[str, re.Pattern[str]]:
    return {fold_text(word).text: _one_of(behind) for word, behind in _TEAMS.items()}


def _one_of(words: str) -> re.Pattern[str]:
    """Return what finds one of some words, of which those with a star may go on: "کپ" is not in "کپڑے"."""
    forms = [
        fold_text(word.rstrip("*").replace("_", " ")).text + ("" if word.endswith("*") else f"(?!{_LETTER})")
        for word in words.split()
    ]
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(forms)})")


@cache
def _words_before() -> frozenset[str]:
    alone = fold_text(_ALONE).text.split()
    return frozenset((*_ships(), *_in_quotes(), *_teams(), *alone, _BASED))


@cache
def _firsts() -> frozenset[str]:
    """Return the first letters of what clubs are called: most words behind a name are done with by theirs."""
    return frozenset(words[0] for words in fold_text(_CLUBS_BEHIND).text.split("|"))


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf" (?P<club>{fold_text(_CLUBS_BEHIND).text})(?![\w\u0900-\u0963])")
