"""Abbreviations that need company, and have it in the next word: "IS-vrouwen", "IS CLAIMS KABUL BOMBING".

* A hyphen and a word of the text's language for fighters stand behind it: TTP-Kämpfer. The Islamic State's names take
  words for its people and deeds, too: IS-vrouwen, IS-Rückkehrer, and in English "IS-linked". There the fighters stand
  behind a blank, too: "ADF militiamen".
* An abbreviation that is a word of the language ("IS KABUL SAFE?") counts where that word cannot stand: between the
  head of a clause and a verb ("IS CLAIMS"), and behind "claimed by". In other languages it is no word.
"""

import re
from functools import cache

from processors.groups.fold import fold_text
from processors.groups.spelling import DASHES

_NO_WORDS = ("adf", "aff", "aah", "aqc", "asg", "eik", "elb", "eln", "hti", "iju", "imu", "isk", "lra", "ypg")
_SPOKEN = {
    "is": frozenset(("en", "nl", "af", "sv", "da", "no", "nb")),
    "ei": frozenset(("de", "fi", "et", "it")),
    "jas": frozenset(("nl", "pl", "cs", "en")),
    "pij": frozenset(("nl", "pl")),
    "oei": frozenset(("nl",)),
    **dict.fromkeys(_NO_WORDS, frozenset[str]()),
}
"""Abbreviations, and the languages in which they are words. Any other may be one in all."""
_STATE = frozenset(("is", "ei", "isis"))
"""Names of the Islamic State that need company: what else is written so has no people, brides or flags."""
_FIGHTERS = {
    "en": "fighter* militant* insurgent* rebel rebels gunman gunmen militiam* jihadi* terror*",
    "de": "kämpfer* rebell* terror* miliz* dschihadist* extremist* islamist*",
    "nl": "strijder* rebel rebellen terreur* terrorist* militie* jihadist* extremist*",
    "sv": "krigare* kriger* rebell* terror* milis* jihadist* extremist*",
    "da": "kriger* oprører* terror* milits* jihadist* extremist* ekstremist*",
    "nb": "kriger* opprører* terror* milits* jihadist* ekstremist*",
    "fi": "taistelij* kapinallis* terror* jihadist* ääriliik*",
}
"""By language: second parts of compounds that leave no doubt of any abbreviation. Beginnings, and words."""
_COMMANDERS = {
    "de": "kommandeur* kommandant* anführer* hochburg*",
    "nl": "commandant* leider* bolwerk*",
    "sv": "ledar* befäl*",
    "da": "leder* kommandant*",
    "nb": "leder* kommandant*",
}
"""By language: what a longer name is written together with. Of an abbreviation they prove nothing: ADF-Kommandeur."""
_PEOPLE_AND_DEEDS = {
    "en": """
        linked inspired affiliated claimed loyal pledged bride* widow* suspect* wife wives women woman flag returnee*
        sympathi* affiliate* recruit*
    """,
    "de": """
        frau* braut* bräute* witwe* kinder* kind rückkehr* heimkehr* anhänger* mitglied* anschlag* anschläge angriff*
        attentat* zelle* gefangen* häftling* lager* chef* anführer* führer* ableger* unterstützer* sympathisant*
        flagge* fahne* propagand* henker* kommandeur* gefährder* verdächtig* sklavin* hochburg* kalifat* verbrech*
        täter* mörder* vergleich* ideolog* bezug* bezüge* hintergrund* nähe sprecher* mutter mütter ehefrau* ehemann*
        massaker* krieg* soldat* bombe* gewalt* opfer überleben* herrschaft regime flüchtling* rekrut* werber*
        video* bekenner* drohung* geisel*
    """,
    "nl": """
        er ers man vergelijk* ideolog* oorlog* soldaat soldaten slachtoffer* regime echtgeno* vrouw* bruid* weduwe*
        kind kinderen ganger* terugkeerder* verdacht* leider* lid leden aanhang* kopstuk*
        gevangen* kamp* aanslag* aanval* cel beul* vlag* propaganda* moeder* gebied* sympathisant*
    """,
    "sv": """
        kvinn* barn* brud* änk* återvänd* dåd* attack* anhäng* medlem* ledar* cell* läger* fång* misstänkt* anklag*
        flagg* familj* sympatis* rekryter* resande* resenär* svoren* filial* gren* kopplad* relatera*
    """,
    "da": """
        kvinde* barn* børn* brud* enke* hjemvend* angreb* tilhæng* medlem* leder* celle* lejr* fange* sigtet* sigtede*
        mistænkt* anklag* tiltal* flag* familie* sympatis* relatere* fremmedkriger*
    """,
    "nb": """
        kvinn* barn* brud* enke* hjemvend* angrep* tilheng* medlem* leder* celle* leir* fange* siktet* siktede*
        mistenkt* tiltal* flagg* familie* sympatis* relatere* fremmedkriger*
    """,
    "fi": """
        nais* lapsi* laps* äiti* äidi* leiri* isku* johtaj* vank* vaimo* perhee*
    """,
}
"""By language: the same for the names of the Islamic State alone, whose people and deeds are told of, too."""
_VERBS = {
    "en": """
        is was has had took says fights kills beheads bombs seizes threatens executes abducts kidnaps ambushes vows
        warns denies claims releases torches loses regroups recruits
        fighters militants gunmen jihadists extremists terrorists suspects brides hostages commanders
    """,
    "nl": "eist claimt onthoofdt bedreigt",
}
"""What stands behind the name but not, at the head of a statement, behind the verb "is": verbs, and plurals."""
_COPULAS = frozenset(("is", "was"))
_OF_FORCES = """
    down not far still back gone dead dying alive losing winning beaten defeated finished weak weaker weakened strong
    stronger resurgent regrouping recruiting retreating advancing behind responsible
"""
"""Behind the verb "is": what is said of a force, and not of a module or a server: "IS is offered in both terms"."""
_JOINS = {
    "en": "that but and if when while because after before until since",
    "nl": "dat maar en omdat nadat toen",
}
"""What a clause begins with. Among capitals only the head of a statement is sure: "ALL THAT IS HAS ENDED"."""
_BY_IT = re.compile(
    r"\b(?:claimed|inspired|ordered|killed|beheaded|executed|bombed|seized|taken|shot|abducted|attacked) by $",
    re.I,
)
_OPENING = "\"'“‘«„([ "
_ENDS_STATEMENT = re.compile(r"(?<![.\s]\w)[.!?](?!\w)|\n")
_STATEMENT = 200
"""Characters to look for the end of a statement in: it may be a question."""
_BEHIND = re.compile(rf"[{DASHES}](?P<word>[^\W\d_]+)")
_FIGHTERS_BEHIND = re.compile(
    r" (?:fighters|militants|insurgents|rebels|gunmen|militiamen|jihadists)(?![^\W_])"
)
_LONGEST = 30


def has_armed_tail(name: str, language: str | None, source: str, last: int) -> bool:
    """Tell whether a hyphen and a word for what armed groups have or do stand behind a place of a text.

    `name` is the folded abbreviation that ends at `last` of `source`. Only languages that make such compounds have
    such words, and only the Islamic State's names take more than fighters and terror: "ADF-led" is anybody's.
    """
    if source[last : last + 1] not in _dashes():
        if source[last : last + 1].isalpha():
            tail = _joined_tail(language or "")
            return tail is not None and tail.match(source, last) is not None
        return language == "en" and _FIGHTERS_BEHIND.match(source, last) is not None
    found = _BEHIND.match(source, last, last + _LONGEST)
    tail = _tail(language or "", is_state=name in _STATE)
    return (
        found is not None and tail is not None and tail.fullmatch(fold_text(found["word"]).text) is not None
    )


def is_spoken(name: str, language: str | None) -> bool:
    """Tell whether a folded abbreviation is a word in a language (None: one that nobody knows)."""
    languages = _SPOKEN.get(name)
    return languages is None or language in languages or (language is None and bool(languages))


def is_word_of(name: str, language: str | None) -> bool:
    """Tell whether a folded abbreviation is known as a word in a language (None: one that nobody knows)."""
    return name in _SPOKEN and is_spoken(name, language)


def is_plainly_named(source: str, first: int, last: int, language: str | None) -> bool:
    """Tell whether the words beside an abbreviation at [first:last] tell it from the word that it is, too.

    They do behind "claimed by" at the end of a clause, and between the head of a clause and a verb or a plural that
    "is" cannot have behind it there. A question is no such clause: "IS CLAIMS HANDLING SLOW?"
    """
    before, after = source[max(0, first - _LONGEST) : first], source[last : last + _STATEMENT]
    if language == "en" and _BY_IT.search(before):
        return after.strip()[:1] in ("", ".", ",", ";", "!", "?")
    following = [fold_text(word).text for word in after[1:].split(None, 2)[:2]]
    if not after[:1].isspace() or not following or following[0] not in _verbs(language or ""):
        return False
    if following[0] in _COPULAS and following[1:] and following[1] not in _OF_FORCES.split():
        return False
    end = _ENDS_STATEMENT.search(after)
    is_question = end is not None and end[0] == "?"
    return not is_question and _heads_clause(before, language or "")


def _heads_clause(before: str, language: str) -> bool:
    """Tell whether a clause begins behind `before`: a statement, or one behind a word of `_JOINS` in small letters."""
    shown = before.rstrip(_OPENING)
    if not shown or shown[-1] in ".;:!?\n":
        return True
    return shown.split()[-1] in _JOINS.get(language, "").split()


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset(fold_text(_VERBS.get(language, "")).text.split())


@cache
def _dashes() -> frozenset[str]:
    return frozenset(DASHES)


@cache
def _joined_tail(language: str) -> re.Pattern[str] | None:
    """Return what is joined to a name without a hyphen: fighters, and in German and Dutch their commanders."""
    if language not in _FIGHTERS:
        return None
    words = f"{_FIGHTERS[language]} {_COMMANDERS.get(language, '')}".split()
    return re.compile("s?(?:" + "|".join(re.escape(word.removesuffix("*")) for word in words) + ")")


@cache
def _tail(language: str, *, is_state: bool) -> re.Pattern[str] | None:
    """Return the second parts of compounds, or None for a language that makes none."""
    if language not in _FIGHTERS:
        return None
    words = _FIGHTERS[language] + (f" {_PEOPLE_AND_DEEDS[language]}" if is_state else "")
    forms = {
        re.escape(fold_text(word.removesuffix("*")).text) + (r"\w*" if word.endswith("*") else "")
        for word in words.split()
    }
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))
