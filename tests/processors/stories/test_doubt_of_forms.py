"""Reports of two events in one form or of one long war, which share most words: each is told of."""

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.sameness import read_items
from processors.stories.doubt import doubt_of_copy
from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, compare
from processors.stories.same_report import is_same_report

COURT = (
    "Leeds man jailed for 2 years for fraud",
    "James Byrne, 39, of Church Street, was jailed for 2 years at Leeds Crown Court on Monday after admitting "
    "fraud. He was also ordered to pay a victim surcharge of 190 pounds. Detective Sergeant Ian Moss of West "
    "Yorkshire Police welcomed the sentence. Prosecutors said CCTV footage placed him at the scene.",
)
OTHER_MAN = (
    "Leeds man jailed for 5 years for drug dealing",
    "Lee Byrne, 41, of High Street, was jailed for 5 years at Leeds Crown Court on Monday after admitting drug "
    "dealing. He was also ordered to pay a victim surcharge of 190 pounds. Judge Karen Hall told him he had shown"
    " no remorse for his victims. Detective Sergeant Ian Moss of West Yorkshire Police welcomed the sentence. His"
    " barrister said he had struggled with drink since losing his job.",
)
SHELLING = (
    "4 killed, 9 wounded as FPV drones hit a warehouse in Lyman",
    "Russian forces struck a warehouse in Lyman with FPV drones, killing 4 civilians and wounding 9, the regional"
    " governor said. The Ukrainian air force said it had shot down 55 of 71 drones launched overnight. Rescuers "
    "were still searching the rubble for survivors, the State Emergency Service said. President Volodymyr "
    "Zelensky called on allies to send more air defence systems to protect Ukrainian cities.",
)
OTHER_SHELLING = (
    "3 killed, 8 wounded as FPV drones hit a railway depot in Kherson",
    "FPV drones hit a railway depot in Kherson; 3 residents were killed and 8 were wounded, Ukrainian officials "
    "said. Prosecutors opened a war crimes investigation. A 30-year-old woman died in hospital of her wounds. The"
    " governor said that Russian troops had shelled the region more than 32 times over the past day. The "
    "Ukrainian air force said it had shot down 55 of 79 drones launched overnight. President Volodymyr Zelensky "
    "called on allies to send more air defence systems to protect Ukrainian cities.",
)
MAZATLAN = (
    "Asesinan a un joven en Mazatlán",
    "Hombres armados asesinaron a un joven la noche del lunes en Mazatlán, Sinaloa, confirmó la Fiscalía estatal. La "
    "zona fue acordonada por elementos del Ejército y de la Guardia Nacional. Hasta el momento no hay personas "
    "detenidas por estos hechos.",
)
ELOTA = (
    "Violencia en Sinaloa deja un muerto en Elota",
    "Hombres armados asesinaron a un joven la noche del lunes en Elota, Sinaloa, confirmó la Fiscalía estatal. Sinaloa"
    " vive una disputa entre dos facciones desde 2024. Peritos de la Fiscalía recogieron casquillos en el lugar. "
    "Hasta el momento no hay personas detenidas por estos hechos. La zona fue acordonada por elementos del Ejército "
    "y de la Guardia Nacional.",
)
MAZATLAN_TOO = (ELOTA[0].replace("Elota", "Mazatlán"), ELOTA[1].replace("Elota", "Mazatlán"))
MARJAYOUN = (
    "قتيلان في غارة جوية على مرجعيون",
    "قتل شخصان الاثنين في غارة على بلدة مرجعيون جنوبي لبنان، وفق وزارة الصحة. وهرعت سيارات الإسعاف إلى المكان ونقلت "
    "المصابين إلى المستشفيات القريبة. وقال الجيش الإسرائيلي إنه استهدف عناصر كانوا ينشطون في المنطقة.",
)
KHIAM = (
    "غارة على الخيام توقع قتيلين",
    "قتل شخصان الاثنين في غارة على بلدة الخيام جنوبي لبنان، وفق وزارة الصحة. وقال الجيش الإسرائيلي إنه استهدف عناصر "
    "كانوا ينشطون في المنطقة. ويسري اتفاق لوقف إطلاق النار منذ عامين. وهرعت سيارات الإسعاف إلى المكان ونقلت المصابين"
    " إلى المستشفيات القريبة.",
)
MARU = (
    "3 killed, 12 abducted as gunmen attack the chief's palace in Zamfara",
    "3 people were killed and 12 abducted on Monday at about 8 pm when gunmen on motorcycles raided the chief's palace "
    "in Maru area of Zamfara state, according to residents. A resident, Bello Isa, said the gunmen shot at will and "
    "burned 6 houses. Zamfara has suffered years of raids by armed gangs who kidnap for ransom and rustle cattle. The "
    "victims were buried in Maru according to Islamic rites. The abducted include 3 women and 5 children.",
)
TSAFE = (
    "Bandits kill 4, abduct 14 in Zamfara",
    "Gunmen on motorcycles attacked farmers in their fields in Tsafe, Zamfara state, on Monday at about 8 pm, killing "
    "4 people and abducting 14, residents said. Zamfara has suffered years of raids by armed gangs who kidnap for "
    "ransom and rustle cattle. The abducted include 3 women and 5 children. The victims were buried in Tsafe"
    " according to Islamic rites.",
)
ZAMFARA = "under like headlines the first sentences of each name what the other has nowhere"
UPDATED = (
    "Leeds man jailed for 3 years for fraud",
    COURT[1].replace("for 2 years", "for 3 years, not 2 as first reported,"),
)


def doubt(new: tuple[str, str], known: tuple[str, str], language: str) -> str:
    """Give the doubt of a report, if another of an hour before is taken for it; "apart" if it is not."""
    text, other = (make_fingerprint(*each, language) for each in (new, known))
    before = Known(other.sketch, other.head, None, other.rest)
    likeness = compare(text, before, timedelta(hours=1))
    return doubt_of_copy(text, before, likeness) if is_same_report(likeness) else "apart"


@pytest.mark.parametrize(
    ("new", "known", "language", "why"),
    [
        (OTHER_MAN, COURT, "en", "around another figure and another word"),
        (OTHER_SHELLING, SHELLING, "en", "a figure that the other has not"),
        (ELOTA, MAZATLAN, "es", "name what the other has nowhere"),
        (KHIAM, MARJAYOUN, "ar", "name what the other has nowhere"),
    ],
)
def test_another_event_in_the_same_words_is_told_of(
    new: tuple[str, str], known: tuple[str, str], language: str, why: str
) -> None:
    """A court's list and a war's reports of one evening, other figures at the head of each; one toll in two towns."""
    assert why in doubt(new, known, language)


def test_a_report_that_tells_the_old_figure_too_is_in_no_doubt() -> None:
    """So an outlet corrects or updates it; a shorter one changes no figure."""
    assert not doubt(UPDATED, COURT, "en")
    assert not doubt((COURT[0], COURT[1].rpartition(" Prosecutors")[0]), COURT, "en")


def test_another_town_under_a_headline_that_names_the_state_is_told_of() -> None:
    """Where these name one town, or one of many names is another, or outlets head it anew, it may be a copy."""
    assert doubt(TSAFE, MARU, "en") == ZAMFARA
    assert ZAMFARA not in doubt((TSAFE[0], TSAFE[1].replace("Tsafe", "Maru")), MARU, "en")
    assert ZAMFARA not in doubt(("Farmers slain in their fields, fourteen taken", TSAFE[1]), MARU, "en")
    many = TSAFE[1].replace("Tsafe, Zamfara state,", "Tsafe (Upper Gora, Lower Gora, Old Kuli, New Kuli),")
    assert ZAMFARA not in doubt((TSAFE[0], many), MARU, "en")


def test_a_report_of_the_same_town_under_another_headline_is_in_no_doubt() -> None:
    """Each headline has words of its own, but the town of both is one."""
    assert not doubt(MAZATLAN_TOO, MAZATLAN, "es")


def test_a_report_written_anew_in_a_script_without_capitals_is_in_no_doubt_by_its_words() -> None:
    """Any word may be a name there, and one desk calls those Houthis whom another calls Ansar Allah."""
    path = Path(__file__).parents[2] / "data" / "stories" / "thirteen.jsonl.gz"
    desks = {item["id"]: (item["title"], item["text"]) for item in read_items(path)}
    assert not doubt(desks["b070"], desks["b069"], "ar")


def test_headlines_of_the_same_words_in_another_order_are_no_form() -> None:
    """A brief of a report abbreviates who said it, and turns the headline round: it is no second report in one form."""
    report = make_fingerprint(
        "ФСБ предотвратила теракт в Ставрополе",
        "МОСКВА, 23 ноября. /Вестник-Информ/. Сотрудники ФСБ предотвратили террористический акт в одном из мест "
        "массового пребывания граждан в Ставрополе, сообщили в Центре общественных связей ведомства.\nЗадержан "
        "гражданин РФ 2004 года рождения, сторонник запрещенной в России международной террористической организации. "
        "По заданию куратора он изготовил самодельное взрывное устройство и намеревался привести его в действие.",
        "ru",
    )
    text = (
        "ФСБ предотвратила теракт в одном из мест массового пребывания граждан в Ставрополе. Задержан россиянин 2004 "
        "года рождения — сторонник запрещенной террористической организации, сообщили в ЦОС ведомства.\nПо данным "
        "спецслужбы, по заданию куратора он изготовил самодельную бомбу и намеревался привести ее в действие."
    )
    known, doubts = Known(report.sketch, report.head, None, report.rest), []
    for title in ("В Ставрополе задержали готовившего теракт", "ФСБ предотвратила взрыв в Ставрополе"):
        new = make_fingerprint(title, text, "ru")
        doubts.append(doubt_of_copy(new, known, compare(new, known, timedelta(hours=1))))
    assert doubts == ["", "under like headlines the first sentences of each name what the other has nowhere"]
