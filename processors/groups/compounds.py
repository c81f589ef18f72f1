"""Names within longer words that are cut where a reader cuts them: #TalibanAttack, @BokoHaramNews, Talibankämpfer."""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text

_TAIL = """
    kämpfer anführer führer chef kommandeur kommandant sprecher vertreter funktionär mitglied angehörige anhänger
    sympathisant unterstützer terrorist rebell miliz milizen gruppe gruppierung regierung regime herrschaft führung
    bewegung offensive angriff anschlag attentat hochburg gebiet zelle netzwerk delegation gefangene häftling rakete
    drohne stellung propaganda terror verbot beamte justiz minister behörde gericht kontrolle vormarsch rückkehr
    politbüro brigade verbündete nahe spitze krieger soldat einheit kommando fraktion partei abgeordnete aktivist
    hauptquartier geisel dekret gesetz ideologie kader offizielle delegierte vize finanzier geld konto tunnel
    fahne flagge symbol plakat parole logo abzeichen video kanal sympathie unterstützung nachwuchs jugend kommandeurin
    kämpferin mann männer frau waffenlager versteck stützpunkt umfeld veteran struktur ableger zweig
    vlag regering strijder leider aanhanger woordvoerder bewind beweging aanval aanslag terreur kopstuk lid leden
    gevangene commandant bolwerk tak minister top
    flagg ledare krigare regering rörelse styre attack fäste anhängare medlem soldat talesman talsman terrorist regim
    leder kriger regjering regering bevægelse bevegelse styre angreb angrep medlem talsmand tilhenger tilhænger
    verhandler unterhändler botschafter diplomat konsul posten checkpoint kontrollposten patrouille konvoi polizei
    polizist geheimdienst richter gouverneur spende steuer erlass verordnung konferenz abkommen freilassung massaker
    überfall überläufer rückkehrer witwe camp basis schmuggel waffe mullah geistliche emir krieg emirat macht
    übernahme sturz vergleich monument denkmal kontakt gesandte gespräch treffen zivilist opfer stürmung
    bewindvoerder bestuur vertegenwoordiger ambassadeur diplomaat gezant machthebber macht overname militie militant
    kamp gevangenis bende groep netwerk kader activist raket drone delegatie gesprek verdachte sympathisant kas
    ideologie hoofdkwartier oorlog rechter rechtbank politie leger
    talesperson representant delegation milis raket drönare kontroll ledd styrd fånge fängelse kriger soldat armé
    talsperson milits drone kontrol kontroll fange fengsel styrke hær parti
    oprør opprør upprors gerilja
    johtaj taistelij hallinto hallinno hallitu järjestö isku kapinalli sotila hyökkäy jäsen kannattaj tukikoh puhuja
    tiedottaj johdo vank vallankumou liik
    söldner huurling soldaat soldat legosoldat lejesoldat leiesoldat palkkasotur zsoldos
    võitle juht juhi mässuli valitsus režiim liige liikme rühmitus rünnak sõdur
    vezér vezet harcos kormány rezsim mozgalom mozgalm tag fegyveres támadás lázadó milícia uralom uralm szóvivő
"""
"""Second parts of German, Dutch, Scandinavian, Finnish, Estonian and Hungarian compounds; any ending may follow."""
_KATAKANA_BEHIND = (
    "メンバー グループ リーダー トップ テロ ゲリラ スポークスマン ナンバー ネットワーク サイド シンパ キャンプ "
    "ロケット ミサイル ドローン トンネル アジト コマンダー ファイター ポリス サポーター "
    "イスラエル イラン イラク シリア レバノン パレスチナ ガザ アフガン アフガニスタン パキスタン ソマリア "
    "ナイジェリア イエメン"
)
"""What a short name in katakana is joined to without a mark. Other words only begin so: ハマスホイ is a painter."""
_LANGUAGES = frozenset((None, "de", "nl", "sv", "da", "no", "nb", "nn", "fi", "et", "hu"))
"""Languages that make such compounds; None for a text whose language nobody knows."""
_LONGEST_ENDING = 6
"""Letters behind such a part: -innen."""
_SHORTEST = 5
"""Letters of a name that a compound may be made with: shorter ones begin other words."""
_SHORTEST_SHOUTED = 4
"""Capitals of an abbreviation that small letters may follow: #ISISattack."""
_SHORTEST_KATAKANA = 4
"""Letters of a name in katakana, without marks of long vowels, that other words hardly begin with."""
_TAGGED = re.compile(r"[#@＃＠][\w]*\Z")


def is_cut_behind(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a name ends at `end` of a folded text though a letter follows: in a hashtag alone."""
    first, last = folded.span(start, end)
    name, behind = folded.source[first:last], folded.source[last : last + 2]
    is_shouted = (
        len(name) >= _SHORTEST_SHOUTED
        and name.isalpha()
        and name.isupper()
        and len(behind) == 2
        and behind.islower()
    )
    return (is_shouted or _begins_part(folded.source, last)) and _is_in_tag(folded.source, first)


def is_compounding(language: str | None) -> bool:
    """Tell whether compounds with names are looked for in texts of a language."""
    return language in _LANGUAGES


def begins_compound(plain: str, start: int, end: int) -> bool:
    """Tell whether a name in a folded text is the first part of a compound."""
    return end - start >= _SHORTEST and _tails().match(plain, end) is not None


def is_joined_katakana(plain: str, start: int, end: int) -> bool:
    """Tell whether the katakana beside a name in a folded text are words of their own.

    A single letter is none, nor what begins with a long vowel's mark or a small letter. Behind a short name only the
    words are that groups are told with.
    """
    before, behind, behind_short = _katakana()
    letters = end - start - plain.count("ー", start, end)
    behind = behind_short if letters < _SHORTEST_KATAKANA else behind
    return before.search(plain, max(0, start - 2), start) is not None and behind.match(plain, end) is not None


def is_cut_before(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a name begins at `start` of a folded text though a letter stands before: in a hashtag alone."""
    first, _ = folded.span(start, end)
    return _begins_part(folded.source, first) and _is_in_tag(folded.source, first)


def _begins_part(source: str, at: int) -> bool:
    """Tell whether letter case or a number begins a new word at a place."""
    before, here, after = source[at - 1 : at], source[at : at + 1], source[at + 1 : at + 2]
    if before.isdigit() or here.isdigit():
        return before.isdigit() != here.isdigit()
    return here.isupper() and (before.islower() or after.islower())


def _is_in_tag(source: str, at: int) -> bool:
    return _TAGGED.search(source, max(0, at - 60), at) is not None


@cache
def _katakana() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    letter, begins = "[\u30a1-\u30fa\u30fc-\u30ff]", "[^ァィゥェォッャュョヮー]"
    return (
        re.compile(rf"(?<!{letter})\Z|{letter}{{2}}\Z"),
        re.compile(rf"(?!{letter})|(?={begins}){letter}{{2}}"),
        re.compile(rf"(?!{letter})|{'|'.join(_KATAKANA_BEHIND.split())}"),
    )


@cache
def _tails() -> re.Pattern[str]:
    tails = "|".join(fold_text(tail).text for tail in _TAIL.split())
    return re.compile(rf"s?(?:{tails})[^\W\d_]{{0,{_LONGEST_ENDING}}}(?![^\W_])")
