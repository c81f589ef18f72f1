"""A local paper's own report of what an agency told, above the background that the agency pastes below all of its own.

Half of both texts is the same, and nothing of what either begins with.
"""

from datetime import timedelta

import pytest

from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_same_report

Family = tuple[str, tuple[str, str], tuple[str, str], str]
"""Language, an agency's headline and first sentences, a local paper's, and the background."""
FAMILIES: list[Family] = [
    (
        "en",
        (
            "Gunmen kill four tea pickers in Odrava hills",
            "Gunmen shot dead four tea pickers and wounded two on an estate in the Odrava hills on Sunday, "
            "police said. "
            "The attackers came out of the forest while the women were weighing the morning's leaves. "
            "One of the wounded reached a bus stop on foot. An inspector said that cartridges of two rifles had been "
            "found beside the scales. Nobody has said yet that it was them, and the road to Kesh is closed.",
        ),
        (
            "Odrava estate buries its four tea pickers",
            "Mira had been saving for a sewing machine, her sister said. She was laid beside three others behind "
            "the drying shed, where the whole village had come in its white shawls. They were killed on Sunday "
            "among the "
            "bushes that their mothers had planted. The manager of the estate promised to fence the upper slopes "
            "before "
            "the rains, and the school will stay shut until Thursday for want of teachers.",
        ),
        "The hill districts have been troubled for two decades by the Red Terrace Front, which wants land handed to "
        "its tenants. A truce that Norway had helped to arrange broke down last spring, and about three hundred "
        "people "
        "have been killed since then. The government says that the fighters hide across the border in Velm. Velm "
        "denies "
        "that it shelters anybody and has offered to let observers in. Talks were due to begin again in January, but "
        "neither side has named its delegates.",
    ),
    (
        "fr",
        (
            "Quatre pêcheurs tués par des pirates près de Sembou",
            "Quatre pêcheurs ont été tués dimanche par des pirates dans le chenal de Sembou, a annoncé la gendarmerie "
            "maritime. Leurs pirogues ont été retrouvées vides au lever du jour par un bac. "
            "Un cinquième homme, blessé à la jambe, a nagé jusqu'à une balise. Les enquêteurs ont relevé les "
            "douilles de "
            "deux fusils. Personne n'a revendiqué l'attaque, et le trafic fluvial reste suspendu vers le nord.",
        ),
        (
            "À Sembou, le deuil des familles de pêcheurs",
            "Ils habitaient la même ruelle, derrière la fabrique de glace, et leurs femmes vendaient ensemble au "
            "marché. "
            "Tout Sembou les a portés en terre. « Depuis juin, on nous prenait un impôt sur chaque filet », raconte "
            "un voisin des quatre pêcheurs, qui ne sort plus après la prière. Les mareyeurs demandent une escorte et "
            "gardent leurs étals fermés jusqu'à jeudi.",
        ),
        "La lagune est le théâtre depuis dix ans d'une guerre larvée entre contrebandiers et douaniers, qui a fait "
        "plus de deux cents morts. Le cessez-le-feu signé au printemps sous l'égide de la Norvège n'a tenu que trois "
        "semaines. Le gouvernement accuse le pays voisin d'abriter les bandes, ce que celui-ci dément. Des "
        "pourparlers "
        "devaient reprendre en janvier, mais aucune des parties n'a désigné de délégués pour l'instant.",
    ),
    (
        "de",
        (
            "Vier Waldarbeiter bei Überfall nahe Orlau getötet",
            "Unbekannte haben am Sonntag vier Waldarbeiter in einem Lager nahe Orlau erschossen, wie die Gendarmerie "
            "mitteilte. Zwei weitere Männer konnten sich schwer verletzt in eine Mühle retten. "
            "Ein Förster fand am Abend die Hülsen zweier Gewehre neben der Feuerstelle. Zu der Tat bekannte sich "
            "zunächst "
            "niemand, und die Bahnstrecke nach Kesch blieb bis auf Weiteres gesperrt, sagte ein Sprecher.",
        ),
        (
            "Orlau nimmt Abschied von vier Waldarbeitern",
            "Im Frühjahr wollte er heiraten, erzählt sein Bruder, der Ring liegt noch beim Goldschmied. Nun steht das "
            "Sägewerk still, und auf den Holzwegen brennen Kerzen. Vier Waldarbeiter aus einem einzigen Dorf bei "
            "Orlau "
            "trug die Gemeinde zu Grabe. Der Bürgermeister fordert Lampen für die Wege und will die Schule bis "
            "Donnerstag geschlossen halten, weil die Lehrer fehlen.",
        ),
        "In der Grenzregion kämpft seit zwanzig Jahren die Bergfront für eine Bodenreform. Ein Waffenstillstand, den "
        "Norwegen vermittelt hatte, zerbrach im vergangenen Frühling, seither kamen rund dreihundert Menschen ums "
        "Leben. Die Regierung wirft dem Nachbarland vor, den Kämpfern Unterschlupf zu gewähren, was dieses "
        "bestreitet. "
        "Neue Gespräche sollten im Januar beginnen, doch keine der Seiten hat bisher Unterhändler benannt.",
    ),
    (
        "es",
        (
            "Matan a cuatro recolectores de café en la sierra de Orava",
            "Hombres armados mataron el domingo a cuatro recolectores de café en una finca de la sierra de Orava, "
            "informó la policía. Los atacantes huyeron a caballo después de quemar el secadero. "
            "Un quinto hombre, herido en la pierna, llegó a pie hasta la parada del autobús. Los peritos "
            "hallaron casquillos "
            "de dos fusiles. Nadie se ha atribuido el ataque y la carretera del norte sigue cortada, dijo un "
            "portavoz.",
        ),
        (
            "La sierra de Orava despide a sus recolectores",
            "Ahorraba para una guitarra, contó su tía mientras doblaba la camisa de los domingos. La escuela "
            "sirvió de "
            "velatorio y las vecinas llevaron pan y velas desde la madrugada. Eran recolectores de café como sus "
            "padres, "
            "nacidos en las mismas laderas de Orava. El dueño prometió cercar los cafetales altos antes de las "
            "lluvias y "
            "pagar los entierros, pero nadie quiso hablar con él.",
        ),
        "La región sufre desde hace veinte años la violencia del Frente de las Terrazas, que exige el reparto de "
        "tierras. La tregua que Noruega ayudó a pactar se rompió la primavera pasada y desde entonces han muerto unas "
        "trescientas personas. El Gobierno acusa al país vecino de dar refugio a los combatientes, algo que este "
        "niega. "
        "Las conversaciones debían reanudarse en enero, pero ninguna de las partes ha nombrado delegados.",
    ),
    (
        "ru",
        (
            "Четверо лесорубов убиты при нападении под Орловкой",
            "Четверо лесорубов убиты в воскресенье при нападении на лагерь под Орловкой, сообщили в районной полиции. "
            "Нападавшие скрылись на снегоходах, ещё двое рабочих добрались до мельницы ранеными. "
            "Лесник нашёл у костра гильзы от двух ружей. Ответственность за нападение пока никто на себя не "
            "взял, железная "
            "дорога на Кеш перекрыта до утра, добавил представитель ведомства. На место выехали следователи из "
            "центра.",
        ),
        (
            "Орловка прощается с погибшими лесорубами",
            "Весной он собирался жениться, рассказывает брат, кольцо так и лежит у ювелира. Лесопилка стоит, "
            "вдоль зимника "
            "горят свечи, женщины несут хлеб и платки. Хоронили их всем селом, лесорубов с одной улицы, где "
            "Орловка выходит к "
            "реке. Глава просит фонари для дороги и до четверга закрыл школу, потому что учителя не вышли на уроки. "
            "Магазин торгует в долг.",
        ),
        "Приграничный край два десятилетия живёт в тени Горного фронта, который требует передать землю арендаторам. "
        "Перемирие, заключённое при посредничестве Норвегии, рухнуло прошлой весной, с тех пор погибли около трёхсот "
        "человек. Власти утверждают, что боевики укрываются в соседней стране, там это отрицают. Переговоры "
        "должны были "
        "возобновиться в январе, однако ни одна из сторон пока не назвала своих представителей.",
    ),
    (
        "ar",
        (
            "مقتل أربعة من عمال الشاي في هجوم بمرتفعات أورافا",
            "قتل مسلحون الأحد أربعة من عمال الشاي وأصابوا اثنين في مزرعة بمرتفعات أورافا، بحسب ما أعلنت الشرطة. وخرج "
            "المهاجمون من الغابة فيما كانت النساء يزن أوراق الصباح ثم أحرقوا المجفف. "
            "ووصل رجل خامس مصاب في ساقه سيرا إلى موقف الحافلات. وعثر المحققون على فوارغ بندقيتين قرب الميزان. "
            "ولم تعلن أي "
            "جهة مسؤوليتها عن الحادث، فيما بقي الطريق الشمالي مغلقا حتى إشعار آخر بحسب متحدث.",
        ),
        (
            "مرتفعات أورافا تودع عمال الشاي",
            "كانت تدخر لشراء ماكينة خياطة، تقول شقيقتها وهي تطوي شالها الأبيض. وخرجت القرية كلها تحمل الخبز "
            "والشموع إلى المدرسة التي تحولت بيت عزاء. ولدوا جميعا بين شجيرات زرعتها أمهاتهم في مرتفعات أورافا. "
            "ووعد المدير "
            "بتسييج السفوح العليا قبل موسم المطر ودفع نفقات الجنازات، لكن أحدا لم يرغب في الحديث إليه حتى مساء أمس.",
        ),
        "وتعاني المنطقة الجبلية منذ عقدين من عنف جبهة المدرجات الحمراء التي تطالب بتوزيع الأراضي على المستأجرين. "
        "وانهارت في الربيع الماضي هدنة رعتها النرويج، وقتل منذ ذلك الحين نحو ثلاثمئة شخص. وتتهم الحكومة الدولة "
        "المجاورة "
        "بإيواء المقاتلين، وهو ما تنفيه الأخيرة. وكان من المقرر أن تستأنف المحادثات في يناير، غير أن أيا من "
        "الطرفين لم "
        "يسم مندوبيه حتى اليوم.",
    ),
]


def is_one(language: str, new: tuple[str, str], known: tuple[str, str]) -> bool:
    """Tell whether a headline and text are one report with others that came five hours earlier."""
    ours, theirs = (make_fingerprint(*each, language) for each in (new, known))
    likeness = compare(ours, Known(theirs.sketch, theirs.head, None, theirs.rest), timedelta(hours=5))
    return is_same_report(likeness)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_what_is_told_above_pasted_background_is_a_report_of_its_own(family: Family) -> None:
    """Whichever of the two comes first."""
    language, (headline, text), (own_headline, own), background = family
    report, local = (headline, f"{text}\n{background}"), (own_headline, f"{own}\n{background}")
    assert not is_one(language, local, report)
    assert not is_one(language, report, local)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_a_report_below_own_sentences_is_that_report(family: Family) -> None:
    """There its first sentences stand above its background, though an outlet begins in its own way."""
    language, (headline, text), (own_headline, own), background = family
    first = own.partition(". ")[0]
    report, begun = (headline, f"{text}\n{background}"), (own_headline, f"{first}.\n{text}\n{background}")
    assert is_one(language, begun, report)
    assert is_one(language, report, begun)


def test_who_keeps_the_headline_prints_the_report() -> None:
    """Its first sentences are told in other words, above the rest of it."""
    like = Likeness(50, 90, 0.6, 0.6, 0.3, 0.0, 0.0, telling=9, verbatim=0.6)
    assert not is_same_report(like._replace(headlines=0.8))
    assert is_same_report(like._replace(headlines=0.95))


@pytest.mark.parametrize(
    ("heads", "of_text", "words", "is_one"),
    [(0.3, 0.6, 90, False), (0.5, 0.6, 90, True), (0.35, 0.45, 90, True), (0.3, 0.6, 230, True)],
)
def test_like_heads_or_less_than_half_or_a_long_text_are_no_background(
    heads: float, of_text: float, words: int, *, is_one: bool
) -> None:
    """Nothing of either beginning stands in the other, and yet an outlet may have told a report in its own way."""
    like = Likeness(50, words, of_text, of_text, heads, 0.0, 0.0, telling=9, verbatim=of_text)
    assert is_same_report(like) == is_one
