"""Whether a group's name is the first of a person's two, by what one person does behind it.

Hamás Rodríguez ganó la maratón; Hezbollah Al-Masri, 48     a first name, then a surname
Hamas Islamists won; Hamas Friday won praise                those who belong to it, or the day
Hezbollah Shiites won all 27 seats                          parties win seats and votes
"""

import re

_FIRST_OF_TWO = ("Hamas", "Hamás", "Hezbollah", "Hizbullah", "Isis", "Ísis")
"""Names of groups that are first names, too."""
_TRIBESMAN = re.compile(
    r" [Aa]l-(?!Islam|Lubn|Iraq|Irak|Hej|Hij|Turk|Filast|Sur)[A-Z][a-z]+i(?:, \d\d\b| (?:won|finished|scored)\b)"
)
"""Behind a first name: a surname of a tribe or a town, and what one man does."""
_ITS_OWN = (
    "Brigad|Brigat|Movement|Government|Gobierno|Gouvern|Polit|Delegat|Lead|Chief|Offici|Fighter|Milit|Command|Spokes|Polic|"
    "Mini|Front|Gunm|Men(?![a-z])|Forc|Group|Cell|Candidat|Part|Bloc|List|Coali|Allian|All[yi]|Alia|Support|"
    "Member|Mitgl|Lawmak|Parlam|Deput|Diput|Député|Abgeord|Student|Union|Team|Unit|Wing|Cabinet|Council|Resist|"
    "Rocket|Drone|Missil|Snip|Soldier|Troop|Kämpf|Combat|Terror|Jihad|Rebel|Insurg|Sympath|Anhäng|Activ|Loyal|Back|Hardlin|"
    "Negotia|Envoy|Secret|Spreche|Porte-|Portavo|Propagand|Islam|Palest|Paläst|Gaza|Leban|Liban|Liba?n[eé]|Shi|Schi|Chi[ií]|Sunn|Arab|Irani|Pro-|"
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![a-z])"
)
"""Beginnings of words behind a group's name for who belongs to it or what it is, and the days of English news."""
_OF_PARTIES = (
    r"(?: [\w'’]+){0,3}? (?:war|battle|vote|votes|voting|elections?|seats?|majority|support|praise|concessions?|"
    r"propaganda|councils?|elecciones|escaños?|guerra|élections?|sièges?|guerre|voix|eleições|elezioni|seggi|Wahl(?:en)?|Sitze?|"
    r"Krieg|verkiezingen|zetels?|seçim\w*|выборы|войну|wybory)(?!\w)"
)
"""Behind the verb: what parties and armies win."""
_WINS = re.compile(
    rf" (?!{_ITS_OWN})[^\W\d_a-zà-ÿ][^\W\d_A-Z]+ (?:won|scored|"
    r"finished (?:first|second|third|last)|graduated|was born|a (?:remporté|marqué|inscrit)|"
    r"est né|ganó|marcó|anotó|nació|ganhou|marcou|nasceu|ha vinto|ha segnato|è nat|gewann|erzielte|scoorde|won de|"
    rf"kazandı|doğdu|выиграл|забил|родился|wygrał|zdobył|alifunga|alishinda|mencetak|memenang)(?!{_OF_PARTIES})"
)
"""Behind a first name: a word with a capital, and what one man does: "Hamás Rodríguez ganó la maratón"."""


def is_first_of_two(source: str, first: int, last: int) -> bool:
    """Tell whether the name at [first:last] of a text is a first name, and the word behind it the person's surname."""
    return source[first:last] in _FIRST_OF_TWO and (
        _TRIBESMAN.match(source, last) is not None or _WINS.match(source, last) is not None
    )
