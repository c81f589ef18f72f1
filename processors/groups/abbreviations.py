"""Abbreviations that need company, and have it in the next word: "IS-vrouwen", "IS CLAIMS KABUL BOMBING".

* A hyphen and a word that is said of an armed group's people or deeds stand behind it, in languages that make such
  compounds: IS-vrouwen, IS-Rückkehrer, TTP-Kämpfer, and in English "IS-linked".
* In a headline of capitals, an abbreviation that is a word of the language ("IS KABUL SAFE?") counts where that word
  cannot stand: before a verb ("IS CLAIMS") and behind "by" ("CLAIMED BY IS"). In other languages it is no word.
"""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text
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
_VERBS = """
    has had took takes wants says fights uses controls pays gains rules claims kills beheads bombs seizes threatens
    executes
    abducts kidnaps storms releases ambushes vows warns denies loses regroups recruits shells torches
    fighters militants gunmen jihadists extremists terrorists suspects brides hostages commanders supporters
    sympathisers sympathizers eist claimt onthoofdt bedreigt
"""
"""What cannot stand behind the verb "is" of English and Dutch: other verbs, but no participles, and plurals."""
_BY = "by af"
_TAIL = """
    vrouw* bruid* weduwe* kind kinderen strijder* ganger* terugkeerder* terrorist* verdacht* leider* lid
    leden aanhang*
    kopstuk* gevangen* kamp* aanslag* aanval* terreur* cel beul* vlag* propaganda* moeder* jihadist* gebied*
    sympathisant*
    frau* braut* bräute* witwe* kinder* kind rückkehr* heimkehr* kämpfer* anhänger* mitglied* terror*
    anschlag* anschläge
    angriff* attentat* zelle* gefangen* häftling* lager* miliz* chef* anführer* führer* ableger*
    unterstützer* sympathisant*
    flagge* fahne* propagand* henker* kommandeur* finanz* gefährder* verdächtig* sklavin* hochburg* kalifat*
    dschihadist*
    extremist* netzwerk* verbrech* täter* mörder* prozess* rekrut* werber* video* bekenner* drohung* geisel*
    kvinn* kvinde* barn* brud* änk* enke* återvänd* hjemvend* kriger* krigare* terror* dåd* attack* angrep*
    angreb* anhäng*
    tilheng* tilhæng* medlem* ledar* leder* ledare* cell* celle* läger* leir* fång* fange* misstänkt* sigtet* sigtede*
    mistenkt* mistænkt* anklag* tiltal* flagg* flag* familj* familie* jihadist* sympatis* rekryter* resande* resenär*
    svoren* filial* gren* kopplad* relatera* fremmedkriger*
    nais* lapsi* laps* lapset äiti* äidit taistelij* leiri* isku* johtaj* terrorist* vank* vaimo* perhee*
    linked led inspired affiliated claimed run held controlled backed aligned occupied allied loyal pledged
    directed bride*
    widow* fighter* militant* suspect* member* wife wives women woman flag recruit* sympathi* returnee* affiliate*
    cell* claim* terror* style
"""
"""Words for an armed group's people, deeds and things, as second parts of compounds: beginnings, and words."""
_BEHIND = re.compile(rf"[{DASHES}](?P<word>[^\W\d_]+)")
_LONGEST = 30


def has_armed_tail(source: str, last: int) -> bool:
    """Tell whether a hyphen and a word for what armed groups have or do stand behind a place of a text."""
    if source[last : last + 1] not in _dashes():
        return False
    found = _BEHIND.match(source, last, last + _LONGEST)
    return found is not None and _tail().fullmatch(fold_text(found["word"]).text) is not None


def is_spoken(name: str, language: str | None) -> bool:
    """Tell whether a folded abbreviation is a word in a language (None: one that nobody knows)."""
    languages = _SPOKEN.get(name)
    return languages is None or language in languages or (language is None and bool(languages))


def is_word_of(name: str, language: str | None) -> bool:
    """Tell whether a folded abbreviation is known as a word in a language (None: one that nobody knows)."""
    return name in _SPOKEN and is_spoken(name, language)


def is_plainly_named(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the words beside an abbreviation at [start:end] tell it from the word that it is, too."""
    before = folded.text[max(0, start - 10) : start].split()
    after = folded.text[end : end + _LONGEST]
    if before and before[-1] in _BY.split() and not after[:1].isalpha():
        return not after.split() or not after.split()[0].isalpha()
    words = after.split()
    return bool(words) and after[:1] == " " and words[0] in _verbs() and not after.rstrip().endswith("?")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(fold_text(_VERBS).text.split())


@cache
def _dashes() -> frozenset[str]:
    return frozenset(DASHES)


@cache
def _tail() -> re.Pattern[str]:
    forms = [
        re.escape(fold_text(word.removesuffix("*")).text) + (r"\w*" if word.endswith("*") else "")
        for word in _TAIL.split()
    ]
    return re.compile("|".join(sorted(set(forms), key=len, reverse=True)))
