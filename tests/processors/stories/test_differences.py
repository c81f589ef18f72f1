"""What speaks against two reports being one, and what only seems to."""

from datetime import timedelta

import pytest

from processors.stories.differences import are_days_told, are_other_numbers, is_filled_anew, what_differs
from processors.stories.head import make_head, text_words
from processors.stories.sketch import make_sketch
from processors.stories.slots import replaced
from processors.text.word_lists import WORD

HOURS = timedelta(hours=3)
DAYS = timedelta(days=2)
SAID = (
    "Raiders killed eleven farmers who were harvesting beans near Mafa, a militia leader said on Friday. They "
    "surrounded the field around noon on Thursday and slit the throats of the men who could not run."
)
SHORT = "Raiders killed eleven farmers near Mafa. They surrounded the field around noon on Thursday."


def test_the_day_on_which_it_was_said_is_no_other_day() -> None:
    """A day that stands in both texts among the same words is that of the happening, within hours of each other."""
    known, new = make_head("", SAID, "en"), make_head("", SHORT, "en")
    runs = text_words(SHORT, "en").runs
    assert are_days_told(new, known, runs)
    assert what_differs(new, known, HOURS, runs) == ""
    assert what_differs(new, known, DAYS, runs) == "days"
    other = SHORT.replace("around noon on", "before dawn, on the same")
    assert what_differs(make_head("", other, "en"), known, HOURS, text_words(other, "en").runs) == "days"


def test_the_day_may_stand_behind_the_head_of_a_later_edition() -> None:
    """A toll that has risen pushes the first sentence down: its day is looked for in the whole text."""
    first = (
        "A bomber blew himself up in a crowded tea shop in Hodan district on Saturday evening, police said."
    )
    later = (
        "The toll of the bombing of a crowded tea shop in Hodan has risen to fourteen, the health ministry said on "
        "Sunday, after five of the wounded had died overnight in the two hospitals to which an ambulance service had "
        "brought them. The bomber blew himself up in Hodan district on Saturday evening as customers watched football."
    )
    heads = [make_head("", text, "en") for text in (later, first)]
    assert what_differs(*heads, HOURS, text_words(later, "en").runs) == ""
    assert what_differs(*heads, HOURS) == "days"


def test_what_stands_where_both_ledes_were_cut_fills_no_slot() -> None:
    """An update has another figure and another verb; what would stand behind its last words is not known."""
    start = (
        "САМАРА, 20 ноября. Пожар уничтожил ночью крытый вещевой рынок на улице Авроры в Самаре, площадь возгорания "
        "достигла {} тысяч квадратных метров, сообщили в МЧС. "
    )
    known = (
        start.format("4,2")
        + "Погиб сторож, ещё двое торговцев, ночевавших на складе в павильонах, {} второй степени тяжести в городе."
    )
    new = (
        start.format("5")
        + "Погибли три человека: сторож и двое торговцев, ночевавших на складе в павильонах. {}"
    )
    more = "Очаг тушили всю ночь"
    heads = [
        make_head("Пожар", text, "ru")
        for text in (new.format(more), known.format("госпитализированы с ожогами"))
    ]
    assert [len(head.lede) for head in heads] == [40, 40]
    assert replaced(heads[0].lede, heads[1].lede, WORD) == 1
    assert what_differs(*heads, HOURS) == ""
    whole = [make_head("", text, "ru") for text in ("Пожар уничтожил рынок", "Пожар уничтожил склад")]
    assert replaced(whole[0].lede, whole[1].lede, WORD) == 1


def test_two_that_say_it_in_other_words_are_no_template() -> None:
    """Between "of" and "in" other words and figures stand in every text: a template has runs of words around them."""
    known = make_head(
        "",
        "Three suspected members of the New People's Army were killed in a 20-minute clash with troops of the 94th "
        "Infantry Battalion in Carabalan, Himamaylan City, Negros Occidental, early morning Tuesday.",
        "en",
    )
    new = make_head(
        "",
        "Soldiers responding to complaints of extortion ran into a band of about seven guerrillas in Himamaylan City, "
        "Negros Occidental, before sunrise on Tuesday and killed three of them.",
        "en",
    )
    assert what_differs(new, known, HOURS) == ""
    assert not is_filled_anew(new, known)
    form = "Three men of the {} were {} in a clash with troops of the {} near the city on Tuesday, {} the army said."
    one = make_head("", form.format("militia", "killed", "94th", "beside a bridge,"), "en")
    other = make_head("", form.format("movement", "wounded", "12th", "below some hills,"), "en")
    assert what_differs(one, other, HOURS) == "words"
    assert is_filled_anew(one, other)


def test_another_town_in_headline_and_lede_is_another_attack() -> None:
    """One name, in both the headline and the lede among the same words, beside other words too: a form filled anew."""
    form = (
        "Сегодня утром город {} подвергся атаке беспилотника. В результате пострадал один {}, его доставили в "
        "больницу. На месте повреждено {}, сообщил оперативный штаб региона."
    )
    one = make_head(
        "В Шебекине при атаке дрона пострадал житель", form.format("Шебекино", "прохожий", "остекление"), "ru"
    )
    text = form.format("Грайворон", "водитель", "ограждение")
    assert (
        what_differs(make_head("В Грайвороне при атаке дрона пострадал житель", text, "ru"), one, HOURS)
        == "names"
    )
    assert what_differs(make_head("Дрон ранил жительницу приграничья", text, "ru"), one, HOURS) == ""


def test_another_town_and_toll_in_headline_and_lede_is_another_attack() -> None:
    """Another town in the headline and the lede, with another toll, is another attack of the same hours."""
    form = "A blast killed {} people in {} on Monday, police said. Nobody has claimed the attack so far."
    herat = make_head("Blast in Herat", form.format(3, "Herat"), "en")
    assert what_differs(make_head("Blast in Farah", form.format(4, "Farah"), "en"), herat, HOURS) == "names"
    assert what_differs(make_head("Blast in Farah", form.format(3, "Farah"), "en"), herat, HOURS) == ""
    assert what_differs(make_head("Blast in Herat", form.format(4, "Herat"), "en"), herat, HOURS) == ""
    assert what_differs(make_head("Four killed", form.format(4, "Farah"), "en"), herat, HOURS) == ""


def test_one_other_word_is_enough_where_headline_and_lede_name_another_town() -> None:
    """One outlet tells of two strikes of a day in one form: both name another town, and another thing that was hit."""
    form = "An Israeli drone strike on a {} in the southern town of {} killed two people on Tuesday, a ministry said."
    title = "Israeli strike kills two on a {} in {}"
    one, other, moved = (
        make_head(title.format(*filled), form.format(*filled), "en")
        for filled in (("motorcycle", "Nabatieh"), ("car", "Maaroub"), ("motorcycle", "Maaroub"))
    )
    assert what_differs(other, one, HOURS) == "names"
    assert what_differs(moved, one, HOURS) == ""


def test_a_form_with_another_name_and_figure_is_the_next_report_after_hours() -> None:
    """Within hours it may be an update; days later the same sentences around both are the next communiqué."""
    form = (
        "Millî Savunma Bakanlığı, Irak'ın kuzeyindeki {} bölgesinde {} PKK'lı teröristin öldüğünü bildirdi."
    )
    gara, metina, more = (
        make_head("", form.format(*filled), "tr") for filled in (("Gara", 4), ("Metina", 3), ("Gara", 5))
    )
    assert what_differs(metina, gara, DAYS) == "names"
    assert what_differs(metina, gara, HOURS) == ""
    assert what_differs(more, gara, DAYS) == ""


def test_a_later_edition_tells_the_day_elsewhere() -> None:
    """What keeps much of the first head and names its day anywhere is an edition of it, whatever day it names first."""
    kept = "The lead vehicle hit a buried explosive about 20 kilometres north of Sevare{}, and men raked the trucks."
    first = "Nine soldiers died in an ambush in central Mali on Monday, a councillor said. " + kept.format("")
    later = "The army has lost sixteen men, two medics said on Tuesday. " + kept.format(" on Monday night")
    heads = [make_head("", text, "en") for text in (later, first)]
    assert what_differs(*heads, HOURS, text_words(later, "en").runs) == ""
    without = later.replace(" on Monday night", "")
    assert (
        what_differs(make_head("", without, "en"), heads[1], HOURS, text_words(without, "en").runs) == "days"
    )
    short = "The army has lost sixteen men, two medics said on Tuesday. Trucks burned north of Sevare on Monday night."
    assert what_differs(make_head("", short, "en"), heads[1], HOURS, text_words(short, "en").runs) == "days"


def differs(new: str, known: str, gap: timedelta, new_title: str = "", title: str = "") -> str:
    heads = make_head(new_title, new, "en"), make_head(title, known, "en")
    return what_differs(*heads, gap, text_words(new, "en").runs)


BOSASO = "Militants attacked a checkpoint near Bosaso on {} March, killing four soldiers, the regional police said."
DAWN = "Four soldiers died at a checkpoint in Bosaso, where men with rifles came at dawn of {} March, police say."


@pytest.mark.parametrize(
    ("new", "known", "within_hours", "days_later", "weeks_later"),
    [
        (BOSASO.format(12), BOSASO.format(19), "dates", "dates", "dates"),
        (BOSASO.format(12), DAWN.format(19), "", "dates", "dates"),
        (BOSASO.format(12), DAWN.format(12), "", "", ""),
        (BOSASO.format(12), DAWN.replace("{} March", "the day"), "", "", ""),
        (DAWN.replace("{} March", "the day"), BOSASO.format(12), "", "", ""),
        (BOSASO.format("Friday 12"), DAWN.format("Friday 19"), "", "", "dates"),
        (BOSASO.format("Friday 12"), DAWN.format(19), "", "dates", "dates"),
        (BOSASO.format(12), DAWN.format("Friday 19"), "", "dates", "dates"),
    ],
)
def test_other_days_of_a_month_are_other_reports(
    new: str, known: str, within_hours: str, days_later: str, weeks_later: str
) -> None:
    """Within hours only where they stand among the same words; never in one week where both name a weekday too."""
    gaps = (HOURS, DAYS, timedelta(days=9))
    assert [differs(new, known, gap) for gap in gaps] == [within_hours, days_later, weeks_later]


def test_a_second_weekday_behind_the_same_one_is_no_other_day() -> None:
    """The day that a head names first counts, or the two days where both heads name the same two."""
    once = "Raiders killed eleven farmers near Mafa on Friday, a militia leader said."
    twice = "Raiders killed eleven farmers near Mafa on Friday, after an attack on Thursday, a militia leader said."
    assert differs(once, twice, DAYS) == ""
    found = "On Friday police found the bodies of men who had been taken near Mafa on Thursday."
    taken = "Men were taken near Mafa on Thursday, and police found their bodies on Friday."
    assert differs(found, taken, DAYS) == ""


def test_the_day_is_looked_for_in_the_headline_where_the_text_names_none() -> None:
    """Where no sentence of a head names a weekday, its headline's is the day."""
    text = "Raiders killed eleven farmers near Mafa, a militia leader said."
    assert (
        differs(text, text, DAYS, "Attack of Friday kills eleven", "Attack of Monday kills eleven") == "days"
    )


def test_other_days_among_other_words_are_not_told() -> None:
    """Two heads that begin with other days, and share no words around either, tell of no day in common."""
    heads = [
        make_head("", text, "en") for text in (SHORT, "On Monday a bomb went off in the market of Baidoa.")
    ]
    assert not are_days_told(*heads, text_words(SHORT, "en").runs)


def test_other_figures_are_another_report_only_after_hours() -> None:
    """Where all figures differ, within hours it may be an update; days later it is the next communiqué."""
    one = "Troops killed 14 fighters and seized 30 rifles in Lower Shabelle, the ministry said."
    other = "The army says 9 men fell in fighting in Lower Shabelle and 21 guns were taken from them."
    assert [differs(one, other, gap) for gap in (HOURS, DAYS)] == ["", "figures"]
    form = "In Khost {} people fell ill, {} of them died, and {} more were flown to Kabul with {} of their children."
    one, other = form.format(41, 5, 9, 7), form.format(52, 6, 9, 8)
    assert [differs(one, other, gap) for gap in (HOURS, DAYS)] == ["", "figures"]


def test_heads_that_share_none_of_their_names_tell_of_others() -> None:
    """Two names and more on each side, and none in common, are two reports, whatever the words around them."""
    one = "The president met Antonio Guterres and Josep Borrell for talks in Geneva, an aide said."
    other = "It was Ursula von der Leyen with whom the president spoke in Lisbon, as was announced."
    assert differs(one, other, HOURS) == "names"


def test_names_that_stand_further_below_are_not_lost() -> None:
    """A copy may begin with another sentence of the report: its head has other names, and its text has both."""
    report = "Two governors laid wreaths in Pune on Thursday, as Ravi Kulkarni and Meera Joshi watched."
    known = make_head("", report, "en")
    copy = "A candle was lit by Devika Rotawan at the terminus. Later wreaths were laid; Ravi Kulkarni came from Pune."
    new = make_head("", copy[:60], "en")
    assert what_differs(new, known, HOURS) == "names"
    assert what_differs(new, known, HOURS, words=text_words(copy, "en").telling) == ""
    other = copy.replace("Ravi Kulkarni came from Pune", "the mayor came")
    assert what_differs(new, known, HOURS, words=text_words(other, "en").telling) == "names"


def test_names_in_the_place_of_others_are_another_report_that_recalls_the_first() -> None:
    """Of two drones in two towns the second report names the first town, too; how the ledes are laid is no matter."""
    known = make_head(
        "",
        "Dos soldados murieron y cuatro resultaron heridos este lunes cuando un dron cargado con explosivos cayó sobre "
        "una base militar en la vereda La Angalia, en el municipio de Tibú, informó el Ejército. Los fallecidos fueron "
        "identificados.",
        "es",
    )
    text = (
        "Un policía murió y dos resultaron heridos este lunes cuando un dron cargado con explosivos cayó sobre la "
        "estación en el casco urbano de El Tarra, informó la Policía. El fallecido fue identificado como Fredy, según "
        "el comandante. Horas antes, tres soldados del Ejército murieron en La Angalia, en Tibú."
    )
    words = text_words(text, "es").telling
    assert what_differs(make_head("", text, "es"), known, HOURS, words=words) == "names"


def test_two_other_names_among_the_same_words_are_another_report() -> None:
    """A form filled with another man and another town tells of another deed, though its country is the same."""
    form = "Gunmen shot dead the elder {} near a mosque in {}, police in Somalia said."
    one, other = form.format("Ahmed Noor", "Marka"), form.format("Yusuf Omar", "Afgoye")
    assert differs(one, other, HOURS) == "names"


def test_another_name_in_the_headline_alone_is_no_other_report() -> None:
    """Of two headlines that name other people, the texts decide: they name the same."""
    form = "The ministers Karim and Sultan signed a {} on gas in Ashgabat."
    told = [
        (form.format("treaty"), "Gas deal signed by Karim"),
        (form.format("contract"), "Gas deal signed by Sultan"),
    ]
    (new, new_title), (known, title) = told
    assert differs(new, known, HOURS, new_title, title) == ""


def test_a_form_is_filled_anew_where_a_figure_and_a_word_are_others() -> None:
    """Another figure alone is a toll that rose, another word alone a source that was put right."""
    form = "The border guards stopped {} people who had hidden in a {} on the road to the capital."
    one = make_head("", form.format(41, "lorry"), "en")
    filled = ((52, "train"), (52, "lorry"), (41, "train"))
    assert [is_filled_anew(make_head("", form.format(*each), "en"), one) for each in filled] == [
        *(True, False, False)
    ]


def test_a_template_is_known_by_its_words_under_other_numbers() -> None:
    """Most words are the same and hardly any number is; one number alone, or one that stays, proves nothing."""
    form = (
        "The observatory in the capital measured {} millimetres of rain on the roof of its old tower since the "
        "evening, and the wind blew at {} knots from the hills in the west over the plain to the harbour, where the "
        "ferries stayed at their piers until the captains were told by the harbour master that the strait was calm"
    )
    one = frozenset(make_sketch(form.format(31, 18)))
    assert are_other_numbers(one, frozenset(make_sketch(form.format(12, 25))))
    assert not are_other_numbers(one, frozenset(make_sketch(form.format(12, 18))))
    assert not are_other_numbers(
        one, frozenset(make_sketch("The rain of 12 millimetres, and then a wind of 25 knots"))
    )
    ends = [frozenset(make_sketch(f"{form.format('no', 'ten')} at {hour}")) for hour in (7, 9)]
    assert not are_other_numbers(*ends)


def test_hours_below_the_same_sentences_are_no_other_hours() -> None:
    """An outlet that prints a report's first sentences and goes on by itself may name its own morning there."""
    first = (
        "Gunmen on motorcycles attacked a convoy of fuel trucks near the town of Tanfara in the centre of the country, "
        "set fire to the vehicles and shot at drivers who tried to flee into the bush, a councillor of the region and "
        "a source in the army said by telephone."
    )
    own, other = (
        " The army had not reacted in the evening.",
        " Queues formed at the pumps of the capital this morning.",
    )
    heads = [
        make_head(title, first + end, "en") for title, end in (("Convoy attacked", own), ("No fuel", other))
    ]
    assert all(head.hours for head in heads)
    assert what_differs(*heads, HOURS) == ""
    assert what_differs(make_head("No fuel", other, "en"), make_head("Convoy", own, "en"), HOURS) == "hours"
    dated = make_head("Convoy attacked", f"BAMAKO (AFP) - {first}{own}", "en")
    assert what_differs(make_head("No fuel", first + other, "en"), dated, HOURS) == "", (
        "a dateline says nothing"
    )
    hour = first.replace("near the town", "at dawn near the town")
    assert what_differs(make_head("Convoy", hour, "en"), dated, HOURS) == "hours", (
        "the sentences name another"
    )


PARTS_FIRST = [
    (
        "en",
        "On Tuesday {}, ",
        ("morning", "evening"),
        "Russian troops shelled the Nikopol district with artillery and attacked it with drones again; private houses, "
        "a power line, a gas pipe and two farm buildings were damaged, and nobody was hurt, the head of the regional "
        "administration wrote.",
    ),
    (
        "ru",
        "{} во вторник ",
        ("Утром", "Вечером"),
        "вооружённые силы Украины обстреляли из артиллерии и атаковали беспилотниками село Красная Яруга, повреждены "
        "частные дома, линия электропередачи, газовая труба и два хозяйственных здания, никто не пострадал, написал "
        "губернатор области, добавив, что все службы работают на месте.",
    ),
    (
        "ar",
        "{} الثلاثاء ",
        ("صباح", "مساء"),
        "استهدفت مسيرة إسرائيلية دراجة نارية في بلدة ميس الجبل جنوبي لبنان ما أدى إلى سقوط قتيل، بحسب الوكالة الوطنية "
        "للإعلام التي أضافت أن فرق الإسعاف نقلت الجثة إلى المستشفى وأن الطيران المسير ما زال يحلق على علو منخفض "
        "فوق قرى القطاع الأوسط.",
    ),
    (
        "tr",
        "Salı {} ",
        ("sabahı", "akşamı"),
        "Hakkari'nin Yüksekova kırsalında güvenlik güçleri ile teröristler arasında çatışma çıktı, bölgeye takviye "
        "birlikler gönderildi ve hava destekli operasyon başlatıldı, can kaybı olmadığını bildiren valilik "
        "vatandaşların operasyon alanına girmemesini istedi, jandarma ekipleri yolları trafiğe kapattı.",
    ),
]


@pytest.mark.parametrize(
    ("language", "front", "parts", "form"), PARTS_FIRST, ids=[each[0] for each in PARTS_FIRST]
)
def test_a_part_of_the_day_in_front_is_no_dateline(
    language: str, front: str, parts: tuple[str, str], form: str
) -> None:
    """Two shellings of a day are told in one form, of which only the first words differ."""
    morning, evening = (make_head("Shelling", front.format(part) + form, language) for part in parts)
    later = make_head("Shelling", f"{form} {front.format(parts[0])}", language)
    assert what_differs(morning, evening, HOURS) == "hours"
    assert what_differs(later, evening, HOURS) == "hours"
