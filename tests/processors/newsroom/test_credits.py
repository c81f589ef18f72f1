"""Credits leave the text: reporters and writers become authors, editors and desks do not."""

import pytest

from processors.newsroom.credits import reporter_names, split_credit, split_signature
from processors.newsroom.page_lines import boilerplate_rule

LINES = [
    (
        "(Reporting by James Mackenzie and Orooj Hakimi; Editing by Angus MacSwan)",
        "James Mackenzie, Orooj Hakimi",
    ),
    (
        "Reporting by Charlotte Greenfield in Islamabad, Gibran Peshimam; Additional reporting by Idrees Ali and Phil "
        "Stewart in Washington, D.C.; Writing by Alasdair Pal; Editing by Robert Birsel",
        "Charlotte Greenfield, Gibran Peshimam, Idrees Ali, Phil Stewart, Alasdair Pal",
    ),
    ("Written by Jane Doe and edited by John Roe", "Jane Doe"),
    (
        "Associated Press writers Rahim Faiez in Kabul, Afghanistan, and Munir Ahmed in Islamabad contributed "
        "to this report.",
        "Rahim Faiez, Munir Ahmed",
    ),
    ("AP Diplomatic Writer Matthew Lee contributed to this report from Washington.", "Matthew Lee"),
    ("Jane Doe contributed reporting from Kabul.", "Jane Doe"),
    ("With reporting by Reuters and AP", ""),
    ("Reporting by Reuters Staff", ""),
    ("Editing by Angus MacSwan", ""),
    ("Editor: huaxia", ""),
    ("(Reporte de James Mackenzie, Editado en Español por Javier López de Lérida)", "James Mackenzie"),
    (
        "Los periodistas de The Associated Press Rahim Faiez en Kabul y Munir Ahmed en Islamabad "
        "contribuyeron a este despacho.",
        "Rahim Faiez, Munir Ahmed",
    ),
    (
        "(Reportage James Mackenzie, version française Jean-Stéphane Brosse, édité par Sophie Louet)",
        "James Mackenzie",
    ),
    (
        "(Bericht von James Mackenzie, geschrieben von Christian Götz. Redigiert von Ralf Bode. Bei Rückfragen wenden "
        "Sie sich bitte an berlin.newsroom@example.org)",
        "James Mackenzie, Christian Götz",
    ),
    ("Mackenzie reported from Rome. Munir Ahmed in Kabul contributed to this report.", "Munir Ahmed"),
    ("J. Mackenzie and Munir Ahmed contributed to this report.", "J. Mackenzie, Munir Ahmed"),
    ("James Mackenzie in Rome and Prof. Munir Ahmed contributed to this report.", "James Mackenzie"),
    ("(Reportagem de James Mackenzie; edição de Pedro Fonseca)", "James Mackenzie"),
    ("(Tradotto da Redazione Danzica, in redazione Sabina Suzzi)", ""),
    ("(تغطية صحفية عبد القادر صديقي - إعداد مروة سلام للنشرة العربية - تحرير سها جادو)", "عبد القادر صديقي"),
    ("(Репортаж Хамид Шализи, перевел Андрей Кузьмин)", "Хамид Шализи"),
    ("Редактор: Иван Петров", ""),
    ("Muhabir: Bilal Güler", "Bilal Güler"),
    ("Editör: Ayşe Yılmaz", ""),
    ("Pewarta: Ganet Dirgantara", "Ganet Dirgantara"),
    ("（参与记者：张三、李四）", "张三, 李四"),
    ("编辑: 韩家慧", ""),
]

SENTENCES = [
    "Reporter: Why did you do it?",
    "The minister said the story by Jane Doe was wrong.",
    "Reporting by aid groups was restricted, he said.",
    "Editors: three of them resigned on Monday.",
    "Writing by hand is taught in schools again.",
    "They contributed to the talks.",
]


@pytest.mark.parametrize(("line", "names"), LINES)
def test_line_is_a_credit_and_names_reporters(line: str, names: str) -> None:
    """Each house's form is told as a credit, and names those who reported or wrote and nobody else."""
    taken = boilerplate_rule(line)
    assert taken
    assert taken.name == "agency_credits"
    assert ", ".join(reporter_names(line)) == names


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence_is_no_credit(line: str) -> None:
    """A sentence that begins like a credit is none."""
    assert boilerplate_rule(line) is None


def test_credit_at_the_end_of_a_paragraph() -> None:
    """A credit in brackets leaves the paragraph that it ends, also with brackets of its own; other brackets stay."""
    credit = "(Reporting by Jane Doe in Kabul (Afghanistan); Editing by John Roe)"
    assert split_credit(f"He left. {credit}") == ("He left.", credit)
    assert split_credit("He left (Reuters was told).") == ("He left (Reuters was told).", None)


@pytest.mark.parametrize(
    ("paragraph", "left"),
    [
        ("bur-jds/gle", ""),
        ("lam/pvh", ""),
        ("PVJ // LFS", ""),
        ("He left. burs-ks/smw", "He left."),
        ("He left. (ANI)", "He left."),
        ("He left. (PTI)", "He left."),
        ("He left. -- BERNAMA", "He left."),
        ("(ANSA).", ""),
        ("It ran at 100 km/h", "It ran at 100 km/h"),
        ("They were open 24/7", "They were open 24/7"),
        ("He left (UN).", "He left (UN)."),
    ],
)
def test_signature_of_a_desk_or_an_agency(paragraph: str, left: str) -> None:
    """Initials of a desk and an agency's closing mark go; what only looks like them stays."""
    assert split_signature(paragraph)[0] == left


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Escrito por Juan Pérez",
            "Con información de Ana Ruiz",
            "Cobertura de Ana Ruiz",
            "Edición de Ana Ruiz",
        ),
        *("Traducido por Ana Ruiz", "Traducción de Ana Ruiz", "Juan Pérez contribuyó a este reportaje."),
        *("Reportagem de João Silva", "Edição de João Silva", "Tradução de João Silva"),
        *("João Silva colaborou para esta história", "Édité par Jean Dupont", "Edité par Jean Dupont"),
        *(
            "Rédigé par Jean Dupont",
            "Écrit par Jean Dupont",
            "Relu par Jean Dupont",
            "Traduit par Jean Dupont",
        ),
        *("Version française par Jean Dupont", "Bearbeitet von Hans Müller", "Bericht von Hans Müller"),
        *("Geschrieben von Hans Müller", "Verfasst von Hans Müller", "Redigiert von Hans Müller"),
        *("Übersetzt von Hans Müller", "Bei Rückfragen Hans Müller"),
        *("Hans Müller hat zu diesem Artikel beigetragen", "A cura di Mario Rossi", "Scritto da Mario Rossi"),
        *(
            "In redazione Mario Rossi",
            "تغطية صحفية علي حسن",
            "كتابة علي حسن",
            "تحرير علي حسن",
            "إعداد علي حسن",
        ),
        *("ترجمة علي حسن", "Написал Иван Петров", "Текст подготовил Иван Петров", "Репортаж Иван Петров"),
        *("Редактор Иван Петров", "Перевел Иван Петров", "Перевёл Иван Петров", "Отредактировал Иван Петров"),
        *("EDITED BY JANE DOE", "Editor: huaxia", "编辑：王明"),
    ],
)
def test_a_credit_is_looked_for_in_every_language(line):
    """Each kind of credit has a word by which its line is looked at, in small and in capital letters."""
    for written in (line, line.upper()):
        rule = boilerplate_rule(written)
        assert rule is not None
        assert rule.name == "agency_credits"


@pytest.mark.parametrize(
    ("sentence", "signature"),
    [
        ("Its chairman rejected the accusations of ties with Hamas.", "(ksb/dpa)"),
        ("Its chairman rejected the accusations of ties with Hamas.", "(AFP/Reuters)"),
        ("Su presidente rechazó las acusaciones de lazos con Hamás.", "(EFE/Reuters)"),
        ("Its chairman rejected the accusations of ties with Hamas.", "(With inputs from AFP/Reuters)"),
        ("Der Vorsitzende wies die Vorwürfe zurück.", "(Mit Material von afp/dpa)"),
        ("The Taliban deny ties with ISIS-K", "(rst/AFP)"),
    ],
)
def test_who_signs_a_text_makes_no_caption_of_its_last_words(sentence: str, signature: str) -> None:
    """A desk's initials or two agencies before a slash are no photographer: the sentence before them stays."""
    assert boilerplate_rule(f"{sentence} {signature}") is None
    assert split_signature(f"{sentence} {signature}")[0].startswith(sentence)


@pytest.mark.parametrize(
    "credit", ["(Wakil Kohsar/AFP)", "[John van Roe/Reuters]", "[AFP/Getty]", "(J. Roe/AP Photo)"]
)
def test_a_photographer_before_an_agency_makes_a_caption(credit: str) -> None:
    """Two words of a name, or a photo agency, tell that the sentence before stood under a picture."""
    rule = boilerplate_rule(f"Soldiers stand guard at a checkpoint in Kabul {credit}")
    assert rule is not None
    assert rule.name in ("caption", "photo_credit")
