"""An abbreviation that a text tells to be its own word for something of daily life."""

import pytest

from processors.groups.told_otherwise import is_told_otherwise


def is_told(text: str) -> bool:
    """Read a text whose abbreviation stands between square brackets."""
    first, last = text.index("["), text.index("]") - 1
    return is_told_otherwise(text.replace("[", "").replace("]", ""), first, last)


@pytest.mark.parametrize(
    "text",
    [
        "known as [TLP] on the highway",
        "known as [TLP] in the staff rooms",
        "or [PKK] as its volunteers call it",
        "which tenants know as [YPG], will",
        "semaines d'AE de plus, l'[EI] comme disent leurs collègues",
        "Ceux de l'[EI], comme on appelle ici l'éducation inclusive",
        "Der [IS], wie Lehrer den Schwerpunkt nennen, wächst",
        "De [PKK], zoals de parochie haar koor noemt, zingt",
        "[ELN], como le dicen los alumnos",
        "[PKK], como chamam os técnicos ao plano",
        "[ELN], come lo chiamano gli alunni",
        "[ИГ], как здесь называют инженерную графику",
        "[ЕЛН], как студенты называют летнюю нагрузку",
        "Quem usa o sistema antigo, de sigla [ISIS], terá",
        "Le logiciel de paie, dont le sigle est [ISIS], sera",
        "Das Programm, kurz [ISIS] genannt",
        "Het systeem, afgekort [ISIS], toont",
        "The scheduling software, called [ISIS], froze",
        "A payroll app called [ISIS] was sold",
        "Program, kısaca [PKK], pamuk üreticilerine",
        "O portal de notas, chamado [ISIS], saiu",
        "La app [ISIS] del hospital",
        "Program [ISIS], skrót od systemu, padł",
        "400 cadres of [PKK], the family welfare movement, cooked",
        "[TLP], the tenants' league, meets",
        "La PME [PKK], fabricant de palettes",
        "Ibu-ibu [PKK], gerakan kesejahteraan keluarga",
        "[ISIS] Malaysia, institut kajian strategik",
    ],
)
def test_a_word_of_daily_life(text: str) -> None:
    """By who calls it so, where it is known so, what it is an abbreviation of, and what it is."""
    assert is_told(text)


@pytest.mark.parametrize(
    "text",
    [
        "British women who joined [ISIS] as nurses and teachers asked",
        "The group, known as [TTP], has",
        "known as [TTP] on the border",
        "The app [ISIS] built to teach children",
        "An app that [ISIS] built",
        "[ISIS], as residents call it, left",
        "[FARC], a farmers' movement that took up arms",
        "[FARC], a farmers' movement, laid them down",
        "The website of the group called [ISIS]",
        "Le système de la guérilla, appelée [ELN], tient",
        "L'[EI], comme disent les habitants",
        "L'[EI], comme on l'appelle ici, tient",
        "Die Partei, kurz [PKK], ist",
        "De [PKK], zoals de partij heet",
        "La guerrilla, de siglas [ELN], anunció",
        "La app que usaba el [EI]",
        "O sistema de propaganda, chamado [ISIS]",
        "[ISIS], como lhe chama Washington, raptou",
        "[ИГ], как его называют в ООН",
        "El programa [FARC] de la fiscalía",
        "[PKK], skrót zakazany w Niemczech",
        "[PKK], the bakers of Diyarbakir say",
        "a teachers' union and the [PKK], a party",
        "The platform called [ISIS] a cult",
        "The programme called [PKK] leaders traitors",
        "The app named [PKK] leaders in Europe",
        "Ein Programm hilft Frauen, genannt [IS]-Rückkehrerinnen",
        "Program yapımcısı kısaca [PKK] davasını anlattı",
        "Talks with the [TTP] end as parents call for schools",
        "Thousands fled [ISIS] as doctors call for aid",
        "No talks with the [TTP], as teachers know too well",
        "[ISWAP], as farmers on the lake call it, takes",
        "[JNIM], as drivers on the road call the group, left",
        "The group that farmers call [ISWAP] collects",
        "Das Programm der kurdischen Partei, kurz [PKK], spricht",
        "Program partii kurdyjskiej, w skrócie [PKK], zmieniono",
        "Aplikasi dipakai kelompok yang disingkat [JAD] untuk",
        "una aplicación [ISIS] que enseñaba el alfabeto",
        "rejoint l'[EI], comme disent leurs parents",
        "[IS], zoals leerlingen het kalifaat noemen, trekt",
        "[ИГИЛ], как здесь называют террористическую группировку, потерял",
        "[РПК], как тут называют курдскую партию, распущена",
        "[ІДІЛ], як тут називають терористичну організацію, втратила",
        "[ИГ], как студенты называют группировку, запрещено",
        "the [PKK], a Kurdish family network in Hamburg, lives",
        "[PKK], producent van heroïne volgens Ankara, ontkent",
        "[PKK], producent narkotyków według Ankary",
    ],
)
def test_what_is_told_of_groups(text: str) -> None:
    """Who joined, what those call it who live there, and what it runs, say nothing."""
    assert not is_told(text)
