"""A copy in other words: the heads say the same, and neither is about something else."""

from datetime import timedelta
from random import Random

import pytest

from processors.stories.fingerprint import Fingerprint, make_fingerprint
from processors.stories.head import make_head
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_same_report
from processors.stories.slots import begin_otherwise


def test_words_in_common_alone_make_no_copy() -> None:
    """Longer texts whose heads have the same words, and no run of them, are two reports; so are two other tolls."""
    ours = Likeness(1, 2, 0.02, 0.02, 0.8, 0.0, 0.0, telling=12)
    assert is_same_report(ours)
    assert not is_same_report(ours._replace(is_apart=True))
    nine, four = (make_head("", f"{toll} farmers were killed near Gwoza.", "en") for toll in ("Nine", "Four"))
    assert begin_otherwise(nine, four)
    assert not begin_otherwise(nine, make_head("", "Five gunmen killed nine farmers near Gwoza.", "en"))


WORDS = [
    *("minister", "health", "court", "rivers", "risen", "weeks", "rain", "farmers", "northern", "valleys"),
    *("sheep", "higher", "ground", "engineers", "measured", "bridges", "tools", "market", "trucks", "flour"),
    *(
        "salt",
        "fuel",
        "snow",
        "agreement",
        "neighbours",
        "signed",
        "schools",
        "hospitals",
        "workshops",
        "police",
    ),
]


@pytest.mark.parametrize("number", [60, 130])
@pytest.mark.parametrize("seed", range(20))
def test_texts_of_the_same_few_words_are_each_a_report(number: int, seed: int) -> None:
    """Lists and forms that say the same thirty words again and again, each in another order, are copies of none."""
    draw = Random(seed)  # noqa: S311

    def fingerprint() -> Fingerprint:
        title, text = draw.choices(WORDS, k=7), draw.choices(WORDS, k=number)
        return make_fingerprint(" ".join(title), " ".join(text), "en")

    one, other = fingerprint(), fingerprint()
    likeness = compare(one, Known(other.sketch, other.head, rest=other.rest), timedelta(hours=1))
    assert not is_same_report(likeness)


def test_a_report_told_in_part_keeps_some_of_its_runs() -> None:
    """Half of a head told in a short text is a copy where runs of words are left; the fewer, the more is asked."""
    ours = Likeness(4, 6, 0.05, 0.04, 0.5, 0.1, 0.1, telling=10, head_told=0.55)
    assert is_same_report(ours)
    assert not is_same_report(ours, same_site=True)  # a site fills one form for each town
    assert not is_same_report(ours._replace(shared=1))
    assert is_same_report(ours._replace(shared=1, heads=0.62))
    assert not is_same_report(ours._replace(shared=0, heads=0.62))
    assert not is_same_report(ours._replace(is_retitled=True))
    assert not is_same_report(ours._replace(heads=0.36))


def test_a_beginning_of_its_own_before_a_report() -> None:
    """Much of two texts is one report under another beginning, where the heads are related and nothing differs."""
    ours = Likeness(37, 97, 0.45, 0.38, 0.36, 0.0, 0.3)
    assert is_same_report(ours)
    assert is_same_report(ours, same_site=True)
    assert not is_same_report(ours._replace(words=300), same_site=True)
    for change in (
        {"heads": 0.2},
        {"differ": "days"},
        {"gap": timedelta(days=1)},
        {"own": 0.2},
        {"of_larger": 0.2},
    ):
        assert not is_same_report(ours._replace(**change)), change


def test_half_of_both_texts_under_heads_that_are_alike() -> None:
    """The next edition of an agency keeps half of each text at least, and more of one."""
    ours = Likeness(57, 136, 0.66, 0.58, 0.46, 0.4, 0.4)
    assert is_same_report(ours, same_site=True)
    assert not is_same_report(ours._replace(of_smaller=0.6), same_site=True)
    assert not is_same_report(ours._replace(heads=0.4), same_site=True)


def test_another_day_first_asks_for_nearly_all_of_one_head() -> None:
    """Where heads begin with other days, and one stands in both, words of their heads alone are not enough."""
    ours = Likeness(25, 25, 0.69, 0.33, 0.87, 0.59, 0.69, are_days_told=True)
    assert is_same_report(ours)
    weak = ours._replace(of_smaller=0.43, heads=0.62, head_found=0.5)
    assert not is_same_report(weak)
    assert is_same_report(weak._replace(are_days_told=False))


def test_a_report_of_another_day_that_ends_with_the_whole_first_one_is_a_follow_up() -> None:
    """Within hours a first sentence of another day may be the outlet's own; a day later it is what is new."""
    ours = Likeness(49, 80, 0.98, 0.51, 0.25, 0.0, 0.97, gap=timedelta(days=2), differ="days")
    assert not is_same_report(ours)
    assert is_same_report(ours._replace(gap=timedelta(hours=9)))
    assert is_same_report(ours._replace(differ=""))
    assert is_same_report(ours._replace(differ="figures"))


REPORTS = {
    "en": (
        "Gunmen seize ferry on Lake Kivu",
        "Masked gunmen seized a ferry with 83 passengers on Lake Kivu before dawn, the port captain of Bukavu said."
        " They forced the helmsman, Patrice Mbeki, to steer towards Idjwi island and took telephones and jewellery."
        " A patrol boat of the navy gave up the chase when its fuel ran out, and two deckhands swam ashore near "
        "Nyamukubi.",
    ),
    "es": (
        "Asaltantes queman dos autobuses en Zamora",
        "Un grupo de asaltantes quemó dos autobuses de la línea Purépecha en la carretera de Zamora, informó la "
        "policía estatal. Obligaron a bajar a los viajeros, rociaron los asientos con gasolina y cerraron el paso "
        "con llantas. El chofer Ramiro Cázares sufrió quemaduras en las manos y fue llevado al hospital de Jacona.",
    ),
    "tr": (
        "Kanal köprüsü patlatıldı",
        "Silahlı kişiler, Habur yakınlarındaki kanal köprüsünü tonlarca patlayıcıyla havaya uçurdu, kaymakam Serdar"
        " Aydın açıkladı. Köprüden geçmekte olan yakıt tankeri suya devrildi ve şoförü yüzerek kıyıya çıktı. "
        "Dalgıçlar enkazı arıyor, Silopi ilçesine giden su borusu da koptu.",
    ),
}
REWORDED = {
    "en": (
        "Ferry taken by armed men",
        "A ferry carrying 83 passengers on Lake Kivu has been seized by masked men with guns, according to the "
        "captain of Bukavu's port. It was before dawn. Its helmsman Patrice Mbeki had to steer it to the island of "
        "Idjwi; jewellery and telephones were taken. Near Nyamukubi two of the deckhands swam to the shore. The "
        "navy sent a boat on patrol, but without fuel that had to give up its chase.",
    ),
    "es": (
        "Fuego contra el transporte",
        "En la carretera de Zamora ardieron dos autobuses que cubrían la línea Purépecha; los quemaron asaltantes, "
        "según la policía del estado. Los viajeros tuvieron que bajar. Con llantas quedó cerrado el paso, y con "
        "gasolina fueron rociados los asientos. En el hospital de Jacona atienden las quemaduras que Ramiro "
        "Cázares, el chofer, tiene en ambas manos.",
    ),
    "tr": (
        "Habur'da köprü havaya uçuruldu",
        "Habur yakınlarında bulunan köprü, kanalın üzerinde tonlarca patlayıcıyla silahlı kişilerce havaya "
        "uçuruldu. Açıklama kaymakam Serdar Aydın'dan geldi. Geçmekte olan bir yakıt tankeri devrildi, suya düşen "
        "şoförü kıyıya yüzerek çıktı. Silopi'ye giden su borusu koptu; enkazı dalgıçlar arıyor.",
    ),
}
OTHERS = {
    "en": (
        "Gunmen seize ferry on Lake Albert",
        "Masked gunmen seized a ferry on Lake Albert with 40 passengers, said a fisherman of Tchomia. The owner was"
        " asked for money, and a bag of cocoa was thrown overboard. Its engine stopped close to the Ugandan shore.",
    ),
    "es": (
        "Queman un autobús cerca de Zamora",
        "Un autobús vacío fue quemado en un taller cerca de Zamora, dijo su dueño, Luis Ayala, que había recibido "
        "amenazas por teléfono. Los bomberos llegaron tarde. La policía estatal no detuvo a nadie.",
    ),
    "tr": (
        "Kanal köprüsü onarılacak",
        "Habur yakınlarındaki kanal köprüsünün onarımı ihaleye çıkarıldı. Bakanlık, işin üç ay sürmesini bekliyor. "
        "Çiftçiler sulama mevsimi başlamadan bitirilmesini istedi; kaymakam söz vermedi.",
    ),
}


def told(language: str, one: tuple[str, str], other: tuple[str, str], *, with_rest: bool = True) -> Likeness:
    """Compare a headline and text with another that came three hours earlier."""
    known, new = (make_fingerprint(title, text, language) for title, text in (other, one))
    remembered = Known(known.sketch, known.head, None, known.rest)
    return compare(new, remembered if with_rest else Known(known.sketch, known.head), timedelta(hours=3))


@pytest.mark.parametrize("language", REPORTS)
def test_most_words_wherever_they_stand_make_one_report(language: str) -> None:
    """An outlet that tells all of a report in another order keeps its words; a report of something like it does not."""
    for one, other in ((REPORTS, REWORDED), (REWORDED, REPORTS)):
        likeness = told(language, one[language], other[language])
        assert likeness.verbatim < 0.2
        assert is_same_report(likeness), likeness
    for report in (REPORTS, REWORDED):
        assert not is_same_report(told(language, OTHERS[language], report[language]))
        assert not is_same_report(told(language, report[language], OTHERS[language]))


def test_the_words_behind_a_head_are_remembered() -> None:
    """Without them a text that a head tells of in part would share less with it."""
    one, other = REWORDED["en"], REPORTS["en"]
    assert told("en", one, other).words_told > told("en", one, other, with_rest=False).words_told


def test_words_in_all_of_two_texts_count_where_little_else_is_shared() -> None:
    """Under shared background, on another day or at another hour, or below too few words, they prove nothing."""
    ours = Likeness(2, 3, 0.05, 0.04, 0.4, 0.1, 0.1, telling=6, words_told=24, told=1.1, verbatim=0.05)
    assert is_same_report(ours)
    assert is_same_report(ours._replace(is_apart=True))
    assert is_same_report(ours._replace(told=1.02))
    for change in (
        {"told": 1.02, "is_apart": True},
        {"told": 1.02, "differ": "names"},
        {"told": 0.95},
        {"words_told": 9},
        {"verbatim": 0.3},
        {"heads": 0.25},
        {"differ": "hours"},
        {"differ": "words"},
        {"gap": timedelta(hours=30)},
    ):
        assert not is_same_report(ours._replace(**change)), change


def test_half_of_the_words_under_a_foreign_headline_are_a_digests() -> None:
    """A copy under such a headline tells what the report tells; a digest has one item of it and other news."""
    ours = Likeness(
        15, 15, 0.38, 0.23, 0.69, 0.45, 0.45, is_retitled=True, words_told=20, told=1.2, verbatim=0.38
    )
    assert is_same_report(ours)
    assert not is_same_report(ours._replace(told=0.84))
    assert is_same_report(ours._replace(told=0.84, is_retitled=False))
