"""Texts that begin otherwise than a report of which they have the rest: an update of next day, and a quote in front."""

from datetime import timedelta

import pytest

from processors.stories.doubt import MIN_RUNS_OF_NEWS, doubt_of_copy
from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, compare, runs_not_found
from processors.stories.same_report import is_same_report

Text = tuple[str, str]

BAR = (
    "Tres muertos en ataque a un bar de Celaya",
    "Tres personas murieron el lunes por la noche en un ataque a un bar del centro de Celaya, informó la Fiscalía de "
    "Guanajuato.\nLos agresores llegaron a las {} en dos camionetas y dispararon contra los "
    "clientes, relató el fiscal "
    "Gerardo Vázquez. Los heridos fueron llevados al Hospital General.\nNo hay detenidos.",
)
BAR_NEXT_DAY = (
    "Suman cinco muertos por ataque a bar en Celaya",
    "Dos de los heridos en el ataque a un bar del centro de Celaya fallecieron el martes, con lo que suman cinco los "
    "muertos, informó la Fiscalía de Guanajuato.\nLos agresores llegaron a las {} en dos "
    "camionetas y dispararon contra "
    "los clientes, relató el fiscal Gerardo Vázquez. Los heridos fueron llevados al Hospital General.\nNo hay "
    "detenidos.",
)
HOUSE = (
    "Explosion dans un immeuble à Lille",
    "Deux personnes ont été tuées lundi soir dans l'explosion d'un immeuble du quartier de "
    "Fives à Lille, ont indiqué "
    "les pompiers.\nLa déflagration s'est produite vers {} et a soufflé les trois étages du bâtiment, a raconté le "
    "commandant Luc Delattre. Quarante pompiers fouillaient les décombres avec des chiens.\nLe gaz a été coupé.",
)
HOUSE_NEXT_DAY = (
    "Immeuble soufflé à Lille: quatre morts",
    "Deux corps ont été retrouvés mardi dans les décombres de l'immeuble du quartier de Fives "
    "à Lille, où l'explosion "
    "avait déjà tué deux personnes, ont indiqué les pompiers.\nLa déflagration s'est produite "
    "vers {} et a soufflé les "
    "trois étages du bâtiment, a raconté le commandant Luc Delattre. Quarante pompiers "
    "fouillaient les décombres avec "
    "des chiens.\nLe parquet a ouvert une enquête.",
)


def doubt(known: Text, new: Text, language: str, hours: int) -> str:
    """Give the doubt about a text of one outlet that came some hours after another, and was taken for its copy."""
    one, other = (make_fingerprint(*text, language) for text in (known, new))
    first = Known(one.sketch, one.head, rest=one.rest)
    likeness = compare(other, first, timedelta(hours=hours))
    assert is_same_report(likeness)
    return doubt_of_copy(other, first, likeness)


def at(text: Text, hour: str) -> Text:
    """Put an hour in a text."""
    return text[0], text[1].format(hour)


@pytest.mark.parametrize(
    ("known", "new", "language", "minute", "hour"),
    [
        (BAR, BAR_NEXT_DAY, "es", "22:15", "22:00"),
        (HOUSE, HOUSE_NEXT_DAY, "fr", "21h20", "21h00"),
    ],
)
def test_an_update_of_next_day_tells_the_same_minute(
    known: Text, new: Text, language: str, minute: str, hour: str
) -> None:
    """What happened at one minute is one happening, though the update begins with its own day; many happen at ten."""
    days = "the days of their first sentences differ"
    assert doubt(at(known, minute), at(new, minute), language, 13) == ""
    assert doubt(at(known, hour), at(new, hour), language, 13) == days
    assert doubt(at(known, minute), at(new, hour), language, 13) == days


QUOTED = [
    (
        "en",
        "Bomb kills 16 at gathering of elders in northwest Pakistan",
        "A bomb tore through a gathering of tribal elders in northwest Pakistan on Wednesday, killing 16 people "
        "including a former provincial lawmaker who had led efforts to raise a militia, officials said.",
        "The device had been hidden under a string cot in the courtyard of a guesthouse in Begu "
        "Khel, where some 70 men "
        "had met to discuss a night patrol roster.",
        '"We had just finished the prayer on Wednesday and the tea was being poured," said Gul Janan, a teacher whose '
        'left arm was in a sling. "I remember a flash, then I was looking at the sky because there was no roof."',
        "'There was no roof'",
        "Gunmen shot dead four policemen in Tank on Wednesday.",
    ),
    (
        "de",
        "Warnstreik legt Containerterminals im Hafen lahm",
        "Ein Warnstreik hat am Donnerstag die Abfertigung an den vier großen Containerterminals im Hamburger Hafen "
        "weitgehend zum Erliegen gebracht. Nach Angaben der Gewerkschaft beteiligten sich rund "
        "2.300 Beschäftigte der "
        "Frühschicht.",
        "Verdi fordert 8,2 Prozent mehr Geld und eine Zulage für Nachtarbeit. Die Arbeitgeber hatten in der zweiten "
        "Runde 4,1 Prozent über zwei Jahre geboten.",
        "Drei Schiffe liegen seit Donnerstag in der Deutschen Bucht auf Reede. Am Burchardkai "
        "stauten sich die Lastwagen"
        " bis auf die Autobahn, und in den Speditionen blieben die Telefone besetzt.",
        "Lastwagen stehen, Schiffe warten",
        "",
    ),
    (
        "ru",
        "Беспилотник попал в дом в Харькове",
        "Мужчина погиб и шесть человек получили ранения при ударе беспилотника по девятиэтажному "
        "дому в Салтовском районе"
        " Харькова в четверг, сообщил начальник районной военной администрации Остап Гринчук.",
        "Загорелись две квартиры на верхнем этаже, пожар потушили к четырём утра. Из подъезда "
        "эвакуировали сорок жильцов,"
        " среди них девять детей.",
        "«Мы в четверг выбирались по задымлённой лестнице с мокрыми полотенцами на лицах, а собаку "
        "сосед нёс на плечах», "
        "рассказала пенсионерка Ольга Лысенко.",
        "«С мокрыми полотенцами на лицах»",
        "Трое погибли в четверг при обстреле Изюма.",
    ),
    (
        "ar",
        "مقتل تسع عاملات في حريق مصنع",
        "لقيت تسع عاملات مصرعهن وأصيبت ست عشرة أخريات بحالات اختناق وحروق في حريق اندلع السبت في "
        "مصنع للملابس الجاهزة "
        "بمدينة الخصوص في محافظة القليوبية شمال القاهرة، بحسب وزارة الصحة المصرية.",
        "وقال مصدر أمني إن المعاينة الأولية أظهرت أن ماسا كهربائيا في الطابق الثاني وراء الحريق، وإن باب الطوارئ كان "
        "مغلقا بقفل حديدي.",
        "وقالت أم إحدى الناجيات يوم السبت إن البنات كن يطرقن الباب بأيديهن ويصرخن من النوافذ حتى كسر الجيران القفل "
        "بمطرقة حدادة.",
        "كن يطرقن الباب",
        "قتل أربعة أشخاص السبت في انهيار منزل بأسيوط.",
    ),
]


@pytest.mark.parametrize(
    ("language", "title", "lede", "rest", "quote", "headline", "news"),
    QUOTED,
    ids=[each[0] for each in QUOTED],
)
def test_what_is_pulled_to_the_front_is_no_news(
    language: str, title: str, lede: str, rest: str, quote: str, headline: str, news: str
) -> None:
    """A quote from further down that an outlet sets first tells of nothing else, and a few words of news do."""
    known = title, f"{lede}\n{rest}\n{quote}"
    assert doubt(known, (headline, f"{quote}\n{lede}\n{rest}"), language, 3) == ""
    changed = quote.translate({ord(letter): letter * 2 for letter in "eаи"} | {ord("ا"): "و"})
    said = doubt(known, (headline, f"{changed}\n{lede}\n{rest}"), language, 3)
    assert said.startswith("it tells of something else first"), "words that the report has not are others"
    if news:
        assert doubt(known, (headline, f"{news}\n{quote}\n{lede}"), language, 3)


def words(name: str, number: int) -> str:
    """Give a sentence of some words that no other has."""
    return " ".join(f"{name}{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(number)) + ". "


@pytest.mark.parametrize("length", [60, 170])
def test_news_is_seen_though_little_is_known_of_the_text_below(length: int) -> None:
    """Fifteen words of news count as such above a text of which only a sample of runs is known."""
    known = make_fingerprint("", words("rest", length), "en")
    first = Known(known.sketch, known.head, rest=known.rest)
    news = [make_fingerprint("", words(f"own{n}x", 15) + words("rest", length), "en") for n in range(40)]
    assert all(runs_not_found(text, first) >= MIN_RUNS_OF_NEWS for text in news)
    assert (runs_not_found(known, first) > 0) == (length == 170), (
        "what nobody knows counts in part as missing"
    )
