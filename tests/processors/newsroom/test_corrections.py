"""Correction notes leave the text and are kept; sentences about corrections stay."""

import pytest

from processors.newsroom.corrections import correction_places, is_correction, split_correction

NOTES = [
    "Correction: An earlier version of this article said that al-Qaeda had claimed the attack.",
    "Correction (May 6, 2021): the attack was on Tuesday.",
    "CORRECTION — The name of the district is Nad Ali.",
    "Correction, May 6: a previous headline misstated the number of the dead.",
    "Clarification: The minister spoke before the vote.",
    "• This article was amended on 6 May 2021 to say that ISIS-K, not the Taliban, claimed the attack.",
    "This story has been corrected to show that 12 people were killed, not 21.",
    "(This story has been refiled to add dropped word in paragraph 5)",
    "(This May 5 story corrects the spelling of the name in paragraph 3.)",
    "(Corrects paragraph 2 to say Kandahar, not Kabul)",
    "An earlier version of this story misidentified the group that claimed the attack.",
    "The headline of this article has been changed.",
    "Editor's note: An earlier version said the Taliban had denied the report. We have corrected that.",
    "We regret the error.",
    "Corrección: una versión anterior atribuía el atentado a los talibanes.",
    "Fe de errores: el atentado fue el martes.",
    "En una versión anterior de este artículo se decía que murieron 21 personas.",
    "Este artículo ha sido corregido para precisar el nombre del distrito.",
    "Correction : l'attentat a eu lieu mardi, et non lundi.",
    "Rectificatif : le groupe Etat islamique a revendiqué l'attaque.",
    "Une version précédente de cet article indiquait 21 morts.",
    "Cet article a été corrigé le 6 mai.",
    "Korrektur: In einer früheren Version hieß es, die Taliban hätten sich bekannt.",
    "In einer früheren Fassung dieses Textes stand, dass 21 Menschen getötet wurden.",
    "Anmerkung der Redaktion: Der Name war falsch geschrieben. Wir haben ihn korrigiert.",
    "Dieser Artikel wurde am 6. Mai berichtigt.",
    "Исправление: в заметке была указана неверная дата.",
    "В предыдущей версии этой новости говорилось о 21 погибшем.",
    "Эта статья была исправлена 6 мая.",
    "تصحيح: ذكرت نسخة سابقة أن طالبان أعلنت مسؤوليتها.",
    "ذكرت نسخة سابقة من هذا التقرير أن عدد القتلى 21.",
    "تم تصحيح الخبر لتعديل اسم المدينة.",
    "(لتصحيح اسم المدينة في الفقرة الثانية)",
    "اصلاحیه: نام شهر نادرست بود.",
    "Correção: o atentado foi na terça-feira.",
    "Uma versão anterior deste texto dizia que 21 pessoas morreram.",
    "Errata corrige: l'attentato è avvenuto martedì.",
    "Düzeltme: Saldırı salı günü gerçekleşti.",
    "Ralat: Jumlah korban adalah 12 orang.",
    "Correctie: in een eerdere versie stond een verkeerd aantal.",
    "更正：遇难人数为12人。",
    "本文早前版本误称塔利班承认责任。",
    "【訂正】死者数は12人でした。",
]

SENTENCES = [
    "Correctional officers at the jail — two of them — were hurt.",
    "The correction of the border took ten years.",
    "An earlier version of the bill would have banned the group.",
    "An earlier version of the report, seen by two officials, named the Taliban.",
    "The report was amended on Tuesday after the group objected.",
    "This law was amended in 2003.",
    "The law has been corrected twice: in 2003 and in 2011.",
    "Clarification of the rules was promised for May.",
    "Officials corrected the number of the dead to 12.",
    "In einer früheren Erklärung hatten die Taliban das bestritten.",
    "Une version du texte a circulé mardi.",
    "Исправление ошибок займёт год, сказал министр.",
    "تصحيح المسار يحتاج إلى وقت",
    "Una versión anterior del acuerdo preveía la retirada.",
    "They regret the error of 2001, he said. They would not repeat it.",
    "La corrección de la frontera: un siglo de disputas",
]


@pytest.mark.parametrize("text", NOTES)
def test_note_is_told(text: str) -> None:
    """Each form of a note is told by how it begins, in its language."""
    assert is_correction(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_sentence_is_no_note(text: str) -> None:
    """What is corrected in the news is no note of the newsroom."""
    assert not is_correction(text)


def test_a_lone_heading_takes_the_note_below_it() -> None:
    """A note under a heading of its own is a note however it begins; a heading that ends the text is left alone."""
    lines = ["Twelve people were killed.", "CORRECTION", "The attack was on Tuesday, not on Monday."]
    assert correction_places(lines) == [1, 2]
    assert correction_places(["Twelve people were killed.", "Correction"]) == []


@pytest.mark.parametrize(
    ("paragraph", "left", "note"),
    [
        (
            "(Corrects spelling in paragraph 3) KABUL, May 5 (Reuters) - The Taliban",
            "KABUL, May 5 (Reuters) - The Taliban",
            "(Corrects spelling in paragraph 3)",
        ),
        (
            "The road is open. (This story has been refiled to fix the date)",
            "The road is open.",
            "(This story has been refiled to fix the date)",
        ),
        ("The road (corrected maps show it) is open.", "The road (corrected maps show it) is open.", None),
    ],
)
def test_note_at_an_edge(paragraph: str, left: str, note: str | None) -> None:
    """A note in brackets leaves the paragraph that it begins or ends; brackets within one stay."""
    assert split_correction(paragraph) == (left, note)


def test_a_long_paragraph_is_none() -> None:
    """A paragraph longer than any note stays whatever it begins with."""
    assert not is_correction("Correction: " + "the talks went on and on " * 80)
