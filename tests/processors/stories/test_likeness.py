"""What is a copy of what. Prose of the two seeds, and reports written like them."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import SEEDS

from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_same_report
from processors.stories.sketch import make_sketch
from processors.text.language import detect_language

WIRE, OTHER = (path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
PARAGRAPHS = [one for one in WIRE.split("\n\n") if len(one) > 80]

STANDING = (
    " The index is made up of the largest companies by market value that are listed on the exchange, and a committee "
    "of its members reviews it twice a year. Foreign investors need the consent of the central bank to buy shares."
)
MARKET = (
    "The benchmark index closed up 48.30 points, or 0.62 per cent, at 7,846.10 on Monday, its highest since 3 March. "
    "Turnover came to 11.4 billion rupees, against 9.8 billion in the session before. Of the 412 companies whose "
    "shares were traded, 233 advanced and 151 fell, while 28 were unchanged. Cement makers led the gains, rising 1.9 "
    "per cent, and banks added 0.7 per cent. Oil traded at 64.15 dollars a barrel, up 0.40 dollars, and the rupee "
    "stood at 153.20 to the dollar in the open market. Dealers said that investors were waiting for the central "
    "bank, which will announce its policy rate on Friday after holding it at 7.00 per cent for 6 meetings. Gold was "
    "quoted at 104,300 rupees for 11.66 grams, 250 rupees more than a day earlier, the jewellers' association said."
    + STANDING
)
NEXT_DAY = (
    "The benchmark index closed down 71.85 points, or 0.92 per cent, at 7,774.25 on Tuesday, its lowest "
    "since 26 April. "
    "Turnover came to 8.1 billion rupees, against 11.4 billion in the session before. Of the 398 companies whose "
    "shares were traded, 121 advanced and 249 fell, while 28 were unchanged. Cement makers led the "
    "losses, falling 2.3 "
    "per cent, and banks lost 1.1 per cent. Oil traded at 63.40 dollars a barrel, down 0.75 dollars, and the rupee "
    "stood at 153.65 to the dollar in the open market. Dealers said that investors were waiting for the central "
    "bank, which will announce its policy rate on Friday after holding it at 7.25 per cent for 5 meetings. Gold was "
    "quoted at 103,900 rupees for 11.66 grams, 400 rupees less than a day earlier, the jewellers' association said."
    + STANDING
)

SAID = (
    '"We have opened the road and it will stay open, day and night, for everyone who wants to travel," he said. ',
    '"Those who closed it have gone across the river and they will not come back while our men are here." ',
)
FIRST_REPORT = (
    "The governor of the province told reporters on Tuesday that the highway to the border, shut for eleven days by "
    f"fighting, was in the hands of the army again. {SAID[0]}Lorries loaded with fruit had been standing "
    f"in the sun at "
    "both ends since the first shots fell, and drivers complained that half of it had rotted. The "
    "chamber of commerce "
    f"put the damage at two million dollars. {SAID[1]}Asked about the shelling of a village beside the "
    f"road, the governor "
    "said that a commission would look into it and that he knew of no dead. Hospital staff have spoken of nine."
)
SECOND_REPORT = (
    "Nine people were killed when shells hit a village near the border highway last week, doctors at the district "
    "hospital say, but the provincial government has no knowledge of it. At a press conference in his garden the "
    f"governor preferred to talk of victory. {SAID[0]}Soldiers had taken the last post of the insurgents "
    f"at dawn, without "
    f"a fight, according to two officers who were there. {SAID[1]}Farmers whose houses burnt are living "
    f"in a school. Aid "
    "workers who reached them on Monday found neither tents nor clean water, and asked for both to be sent at once."
)

CHINESE = (
    "喀布尔消息，塔利班发言人星期二在记者会上否认该组织与基地组织仍有联系，并称所有外国武装人员都已返回本国。"
    "他说，阿富汗的领土不会被用来威胁任何国家。阿富汗国防部此前表示，政府军在赫尔曼德省打死了二十名武装分子，"
    "其中包括数名外国人。塔利班称这一说法是宣传，并表示当地没有任何人受伤。分析人士认为，双方的和谈仍将继续。"
)
THAI = (
    "โฆษกกลุ่มตอลิบานปฏิเสธเมื่อวันอังคารว่ากลุ่มยังมีความสัมพันธ์กับอัลกออิดะห์ "
    "และกล่าวว่านักรบต่างชาติทั้งหมดได้เดินทางกลับประเทศของตนแล้ว "
    "ขณะที่กระทรวงกลาโหมอัฟกานิสถานแถลงว่ากองทัพสังหารสมาชิกกลุ่มดังกล่าวยี่สิบคนในจังหวัดเฮลมานด์ทางตอนใต้ของประเทศ"
)
ARABIC = (
    "نفت حركة طالبان أن تكون لها صلة بتنظيم القاعدة، وقال المتحدث باسمها يوم الثلاثاء إن جميع المقاتلين "
    "الأجانب عادوا إلى "
    "بلدانهم. وكانت وزارة الدفاع الأفغانية أعلنت أن القوات المسلحة قتلت 20 من عناصر التنظيم في ولاية "
    "هلمند، وهو ما وصفته الحركة "
    "بأنه دعاية لا أساس لها من الصحة."
)

EDITED = {
    "cut at the end": WIRE[: len(WIRE) * 6 // 10],
    "a new headline": "Mujahid: No foreign fighters left in our ranks\n\n" + "\n\n".join(PARAGRAPHS[1:]),
    "a new beginning": OTHER[:400] + "\n\n" + WIRE[len(WIRE) * 3 // 10 :],
    "inserted paragraphs": "\n\n".join([*PARAGRAPHS[:3], OTHER[: len(WIRE) // 2], *PARAGRAPHS[3:]]),
    "the middle rewritten": "\n\n".join([*PARAGRAPHS[:2], OTHER[:700], *PARAGRAPHS[5:]]),
    "paragraphs in another order": "\n\n".join(reversed(PARAGRAPHS)),
    "curled quotes and long dashes": re.sub(r'"([^"]*)"', "\u201c\\1\u201d", WIRE)
    .replace("'", "\u2019")
    .replace("-", "\u2011")
    .replace(" \u2011 ", " \u2014 "),
    "guillemets": re.sub(r'"([^"]*)"', "\u00ab \\1 \u00bb", WIRE),
    "another agency's credit": "(AFP) - " + WIRE.replace("Sputnik", "AFP") + " AFP",
    "translated punctuation and digits": WIRE.translate(str.maketrans(",.;0125", "،。؛٠١٢٥")),
    "capitals": WIRE.upper(),
    "soft hyphens and spaces that do not break": WIRE.replace("ter", "te\u00adr").replace(" ", "\u00a0"),
    "accents": WIRE.replace("e", "é"),
}


def words(count: int, first: int = 0) -> str:
    """Return so many different words."""
    return " ".join(f"w{'abcdefghij'[n % 10]}{n:x}z" for n in range(first, first + count))


def likeness(one: str, other: str, background: frozenset[int] = frozenset(), hours: float = 0) -> Likeness:
    """Compare two texts, of which the second came first, so many hours earlier."""
    language = detect_language(WIRE if one[:1] == "w" else one)
    known = make_fingerprint("", other, language)
    new = make_fingerprint("", one, language)
    return compare(new, Known(known.sketch, known.head), timedelta(hours=hours), background)


def is_copy(one: str, other: str, hours: float = 0) -> bool:
    """Tell whether two texts are one report, whichever of them comes first."""
    ways = {is_same_report(likeness(*pair, hours=hours)) for pair in ((one, other), (other, one))}
    assert len(ways) == 1
    return ways.pop()


texts = st.text(max_size=300) | st.lists(st.sampled_from(WIRE.split()), max_size=400).map(" ".join)


@given(texts)
def test_a_text_is_a_copy_of_itself(text: str) -> None:
    """Whatever has a shingle at all is wholly found in itself; what has none is a copy of nothing."""
    made = make_sketch(text)
    assert likeness(text, text).of_smaller == (1.0 if made else 0.0)
    assert is_copy(text, text) == bool(made)


@given(texts, texts)
def test_neither_of_two_texts_comes_first(one: str, other: str) -> None:
    """The share does not depend on the order of the two."""
    assert likeness(one, other).of_smaller == likeness(other, one).of_smaller


@given(st.integers(200, 1500), st.floats(0, 1))
def test_words_added_at_the_end_of_a_long_text_leave_it_a_copy(count: int, added: float) -> None:
    """A text that grew by up to its own length holds all of what it was."""
    longer = words(count) + " " + words(int(added * count), first=count)
    assert likeness(words(count), longer).of_smaller > 0.9


@given(st.integers(300, 1500), st.floats(0, 0.4))
def test_a_text_that_lost_its_end_is_a_copy(count: int, lost: float) -> None:
    """A text is a copy of the whole from which up to two fifths are missing."""
    assert likeness(words(int(count * (1 - lost))), words(count)).of_smaller == 1.0


@given(st.integers(60, 800), st.integers(60, 800))
def test_texts_without_a_common_word_share_nothing(one: int, other: int) -> None:
    """Different words make different sketches."""
    assert likeness(words(one), words(other, first=one)).of_smaller == 0.0


@pytest.mark.parametrize("edit", EDITED)
def test_an_edited_report_is_a_copy(edit: str) -> None:
    """What a desk does to a report of an agency leaves it a copy."""
    assert is_copy(WIRE, EDITED[edit])


@pytest.mark.parametrize(
    "edit",
    [
        "curled quotes and long dashes",
        "guillemets",
        "capitals",
        "soft hyphens and spaces that do not break",
        "accents",
        "translated punctuation and digits",
    ],
)
def test_what_is_not_letters_leaves_no_trace(edit: str) -> None:
    """Marks, letter case, accents and the script of digits change no hash of the sketch."""
    assert make_sketch(EDITED[edit]) == make_sketch(WIRE)


@pytest.mark.parametrize(
    "pair", [(FIRST_REPORT, SECOND_REPORT), (WIRE, OTHER)], ids=["same quotes", "same speaker"]
)
def test_two_reports_of_one_press_conference_are_no_copies(pair: tuple[str, str]) -> None:
    """Reports of different hands that quote the same sentences stay apart."""
    assert not is_copy(*pair)


def test_the_next_days_report_by_the_same_template_is_no_copy() -> None:
    """A market report shares its words with yesterday's and none of its figures."""
    assert not is_copy(MARKET, NEXT_DAY, hours=24)


def test_a_market_report_is_still_found_as_its_own_copy() -> None:
    """Figures do not keep a copy from being found: it has the same ones, but for one that was corrected."""
    assert is_copy(MARKET, MARKET.replace("48.30", "48.35")[: len(MARKET) * 7 // 10])


def test_an_item_of_a_digest_is_no_copy() -> None:
    """A text many times as long, in which the whole of another stands, is not the same report."""
    digest = words(4000) + " " + WIRE
    assert not is_copy(WIRE, digest)


def test_a_digest_that_begins_with_a_reports_first_sentence_is_no_copy() -> None:
    """Under a headline of its own and among other news it is none; under the report's it may be the report."""
    title = "Gunmen kill six bus passengers in western Afghanistan"
    lede = (
        "Gunmen stopped a bus in the Injil district of Herat on Thursday, asked passengers for their names and shot "
        "six Shiite men, witnesses and a doctor in the city said."
    )
    report = make_fingerprint(title, f"{lede} {words(120)}", "en")
    news = f"{lede} In Bajaur a party has suspended its campaign after the bombing. {words(30, 500)}"
    digest, retold = (
        compare(make_fingerprint(headline, news, "en"), Known(report.sketch, report.head), timedelta(hours=3))
        for headline in ("Worldbrief: three things this evening", title)
    )
    assert not is_same_report(digest)
    assert is_same_report(retold)
    assert is_same_report(digest._replace(told=1.0))


def test_what_is_common_does_not_count() -> None:
    """Two articles that share a long boilerplate are copies only as long as it is not known as such."""
    notice = words(300)
    one, other = words(250, 1000) + " " + notice, words(250, 2000) + " " + notice
    sketches = [frozenset(make_sketch(text)) for text in (one, other)]
    assert likeness(one, other).of_smaller > 0.45
    assert likeness(one, other, sketches[0] & sketches[1]).of_smaller == 0.0
    assert likeness(one, one, sketches[0]).of_smaller == 0.0


def test_a_short_report_is_a_copy_of_the_same_and_of_no_other() -> None:
    """Two sentences are enough to be found again, and a set phrase between two flashes is not."""
    flash = "At least nine people died when shells hit a village in the south, the district hospital said on Tuesday."
    other = (
        "Shops opened again in the capital after a week of protests, the district hospital said on Tuesday."
    )
    assert is_copy(flash, "URGENT - " + flash)
    assert not is_copy(flash, other)


@pytest.mark.parametrize("text", [CHINESE, THAI, ARABIC], ids=["chinese", "thai", "arabic"])
def test_other_scripts(text: str) -> None:
    """A text is found, cut and with other marks, in scripts without spaces and in those with."""
    cut = (
        text[: len(text) * 6 // 10]
        .replace("，", ",")
        .replace("。", " . ")
        .replace("،", ",")
        .replace("20", "٢٠")
    )
    assert is_copy(text, cut)
    assert is_copy(text, text[len(text) // 3 :])
    assert all(not is_copy(text, other) for other in {CHINESE, THAI, ARABIC, WIRE} - {text})


def test_two_chinese_reports_that_share_names_are_no_copies() -> None:
    """Names and set phrases of several characters do not make two texts one."""
    other = (
        "塔利班发言人星期二在记者会上表示，新政府将在未来几天内公布内阁名单，并邀请邻国派代表出席仪式。"
        "阿富汗国防部没有回应置评请求。喀布尔居民说，银行仍然关门，市场上的食品价格比上个月上涨了一倍。"
    )
    assert not is_copy(CHINESE, other)


TWIN = (
    "A bomb hidden in a handcart killed three people outside a restaurant in the town's {where} district on "
    "Tuesday{when}, police said. No group took responsibility, but gunmen often carry out such attacks. "
    + STANDING
)


def same(one: tuple[str, str], other: tuple[str, str], hours: float = 3, language: str = "en") -> bool:
    """Tell whether a headline and text are the same report as another, so many hours later."""
    known, new = (make_fingerprint(title, text, language) for title, text in (one, other))
    return is_same_report(compare(new, Known(known.sketch, known.head), timedelta(hours=hours)))


def test_two_attacks_at_two_hours_are_two_reports() -> None:
    """What differs in the time of the day alone is another attack; a text that leaves it out is the same report."""
    title = "Bomb kills three in the capital"
    morning = title, TWIN.format(where="Hodan", when=" morning")
    assert not same(morning, (title, TWIN.format(where="Hodan", when=" afternoon")))
    assert same(morning, (title, TWIN.format(where="Hodan", when="")))


def test_another_toll_for_another_target_from_another_source_is_another_attack() -> None:
    """A figure and two other things differ between the same words; a toll and its source are an update, and so is all
    where both name one time by the clock.
    """
    report = (
        "{} civilians were killed on Wednesday as a bomb went off beside a {} at the gate, a {} said. The {}"
    )
    first = (
        "Mali blast",
        report.format("Four", "lorry", "councillor", "lorry came from the market with traders."),
    )
    twin = "Mali blast", report.format("Three", "minibus", "surgeon", "minibus was on its way to a baptism.")
    update = (
        "Mali blast",
        report.format("Five", "lorry", "surgeon", "lorry came from the market with traders."),
    )
    assert not same(first, twin)
    assert same(first, update)
    one, other = ((title, f"{text} It was 7:40 p.m. by the clock.") for title, text in (first, twin))
    assert same(one, other)


def test_a_night_between_two_days_is_either_day() -> None:
    """Who writes of the night from Friday to Saturday and who of Saturday tell of one attack; Sunday is another."""
    report = (
        "Gunmen killed four policemen at a post near Bougouni {}, an official said. They freed eleven men."
        + STANDING
    )
    title = "Mali post attacked"
    night, day, other = (
        (title, report.format(when))
        for when in ("in the night of Friday to Saturday", "on Saturday", "on Sunday")
    )
    assert same(night, day)
    assert same(day, night)
    assert not same(night, other)


def test_a_report_in_other_words_is_the_same_report() -> None:
    """An outlet begins with a sentence of its own and says all of a report anew; another attack there is not told."""
    first = (
        "General Staff: 187 clashes at the front",
        "A total of 187 clashes were recorded at the front over the past day, the General Staff said in Kyiv on "
        "Wednesday. Defenders repelled 63 assaults near Pokrovsk, 22 near Kostiantynivka and 17 near Huliaipole.",
    )
    reworded = (
        "63 assaults near Pokrovsk in one day",
        "Fighting flares again in the east. Near Pokrovsk 63 assaults were repelled by defenders, 17 near Huliaipole "
        "and 22 near Kostiantynivka. At the front the past day had 187 clashes, so the General Staff in Kyiv.",
    )
    other = (
        "Pokrovsk market hit",
        "Fear is back in the east. A glide bomb hit the market of Pokrovsk and killed nine traders, so the General "
        "Staff in Kyiv. The front is seven kilometres away, and trains have not come for a month.",
    )
    assert same(first, reworded)
    assert not same(first, other)


def test_another_toll_of_another_source_in_one_text_is_an_update() -> None:
    """Where most of two texts and heads is one, another toll and source are no other attack, for some hours."""
    report = (
        "Gunmen on {} opened fire at a cattle market in Konduga, killing at least {} people, a {} and a local "
        "militia leader said. The attackers came from the Sambisa forest after the sunset prayer, when buyers were "
        "loading bulls onto trucks, said Bukar Goni, who commands the volunteers that guard the market."
        + STANDING
    )
    first, update = (
        ("Market attack in Konduga", report.format(*each))
        for each in (("motorcycles", "14", "trader"), ("lorries", "19", "senator"))
    )
    assert same(first, update)
    assert not same(first, update, hours=24)


def test_the_next_days_rates_are_another_report() -> None:
    """Three figures of a lede that differ a day later are a template, though one figure is the same; not at once."""
    rates = (
        "The dollar began the day at {} and traded at {} after {} the evening before. At 9:40 the bank sold the euro "
        "at 46.12 and the pound at the same rate as ever, while dealers waited for the bank's next meeting."
    )
    one, other = (
        ("Dollar", rates.format(*each)) for each in (("1.18", "1.20", "1.12"), ("1.31", "1.33", "1.30"))
    )
    assert not same(one, other, hours=24)
    assert same(one, other, hours=1)


def test_a_digest_goes_on_with_other_news() -> None:
    """Under a headline of its own, with a report's first sentence and then others that it does not tell."""
    first = "Gunmen dressed as police stormed a cockfight in the town of Durán on Wednesday and killed eleven people."
    rest = " They arrived in three vans and locked the gate behind them, said a seller of drinks who hid in a freezer."
    other = (
        " A car bomb hit nine soldiers at a base in Jamundí. In Haiti, the curfew was lifted after one week."
    )
    report = "Gunmen kill eleven at cockfight", first + rest
    assert not same(report, ("Worldbrief: things to know", first + other))
    assert not same(("Worldbrief: things to know", first + other), report)
    assert same(report, ("Worldbrief: things to know", first + rest + other))
