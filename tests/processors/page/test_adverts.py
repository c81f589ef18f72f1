"""Advertisements among an article's paragraphs, and what only begins with the same word."""

import pytest

from processors.clean import clean_html

TEXT = (
    "Gunmen on motorcycles attacked a market in the north of the district on Monday, residents said.",
    "The army said that it had sent two companies to the area, and that the road was closed for now.",
    "A nurse at the only clinic there counted eleven wounded people, among them a boy of six years.",
)

LONG = " ".join((*TEXT, TEXT[0])).replace(".", ",")
"""More words than an advertisement has."""


def lines(among: str) -> list[str]:
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    body = f'<div class="x1">{first}{among}{"".join(others)}</div>'
    markup = f"<html><body><main><h1>Market attacked</h1>{body}</main></body></html>"
    return clean_html(markup, "https://example.org/market").text.split("\n")


@pytest.mark.parametrize(
    "advert",
    [
        '<p class="pub">Publicité — Cinq gigas pour mille francs, tout le mois de mai.</p>',
        '<div class="x9"><b>PUBLICIDADE</b> Mercado Bom Dia: arroz a preço baixo, só hoje.</div>',
        '<p class="z">إعلان: مطعم الوادي يفتح فرعه الثاني في وسط المدينة، والدعوة عامة.</p>',
        '<div class="a"><span>Реклама</span> Теплицы от завода, скидки до конца месяца.</div>',
        '<p class="y">WERBUNG Matratzen aus dem Allgäu, nur noch bis Samstag im Angebot.</p>',
    ],
)
def test_a_block_of_another_make_that_calls_itself_an_advertisement_is_none_of_the_text(advert: str) -> None:
    """Behind the word stands a mark, or it is in capitals or in an element of its own."""
    assert lines(advert) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Anzeige: Die Polizei ermittelt gegen zwei Männer aus dem Dorf.</p>",
        '<p class="q">Anzeige erstatteten nach der Tat elf Händler aus dem Dorf.</p>',
        "<h3>Publicidad: treinta millones en un año</h3>",
        "<ul><li>Werbung: drei Millionen Euro</li></ul>",
        '<p class="q">إعلان حالة الطوارئ جاء بعد ساعتين من الهجوم على السوق في المدينة.</p>',
    ],
)
def test_complaints_announcements_and_costs_stay(line: str) -> None:
    """A paragraph like the others, a heading, a point, and a sentence that only begins with the word."""
    assert len(lines(line)) == len(TEXT) + 1


def test_an_advertisement_in_a_line_of_its_own_between_breaks_is_none_of_the_text() -> None:
    """Its element is no block, but holds all of the line, and says what it is."""
    texts = f"{TEXT[0]}<br><br><span class='adv'>Rooms from nine dinars at the Palm House</span><br>{TEXT[1]}"
    body = f"<div class='x1'>{texts}<br><br>{TEXT[2]}</div>"
    markup = f"<html><body><main><h1>Market attacked</h1>{body}</main></body></html>"
    assert clean_html(markup, "https://example.org/market").text.split("\n") == list(TEXT)
    inline = markup.replace("<span class='adv'>Rooms", "Police saw <span class='adv'>Rooms")
    assert "Police saw" in clean_html(inline, "https://example.org/market").text


@pytest.mark.parametrize(
    "box",
    [
        '<div class="vid">Video: How the lake got its colour, and why its fish worry those who study them</div>',
        '<div class="ap"><p>Apoie um jornalismo que não pede licença: a quantia ajuda a pagar o gerador.</p></div>',
        '<div class="more">More on the topic: Can a lake that has lost its fish be saved at all?</div>',
        '<p class="tipbox">Have a news tip? Write to the desk, or call our newsroom by day.</p>',
        '<div class="abone"><h4>Defter abonesi ol</h4><p>Uzun haberlerin bedelini okurlar öder.</p></div>',
        '<div class="box"><h4>Links:</h4><ul><li>UNIFIL (in neuem Fenster)</li></ul></div>',
        '<div class="reco"><b>También te recomendamos</b><br>Cuánto cuesta una cabaña en la sierra</div>',
        '<div class="mb"><h4>بیشتر در این باره: آخرین صنف قابلگی بسته شد</h4></div>',
        '<div class="mb"><h4>Baca juga: Harga Cabai Naik Dua Kali Lipat di Pasar</h4></div>',
        '<p class="also2">Soma pia: Wavuvi watatu wazama Lamu</p>',
        '<div class="app"><b>Download the Star app</b> for alerts that reach you first.</div>',
        '<div class="d-s"><p>สนับสนุนเรา ด้วยเงินเดือนละร้อยบาท เพื่อให้นักเขียนได้เล่าเรื่องของตัวเองต่อไป</p></div>',
    ],
)
def test_what_begins_as_an_offer_in_a_box_or_a_class_of_its_own_is_none_of_the_text(box: str) -> None:
    """Films, appeals, apps, links and other articles; the heading of a box, or its first line, speaks for all of it."""
    assert lines(box) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Regardez : rien n’a bougé ici depuis lundi, dit un marchand de ce quartier.</p>",
        "<p>Support us or leave, the gunmen had told those who sold there the day before.</p>",
        '<div class="fact"><p>The army has closed the road to the north for now.</p></div>',
        '<blockquote class="q"><p>“Help us, nobody else will,” a trader said on the radio.</p></blockquote>',
        "<h3>Support us or leave</h3>",
        '<div class="q">Soma zaidi kuhusu afya, mkuu wa shule aliwaambia wanafunzi wake Jumatatu.</div>',
        '<p class="sub">Links</p>',
        '<p class="q">Werbung mit dem Wort <b>Anzeige</b> verbietet das Gericht nun.</p>',
        '<p class="q"><u>Werbung</u> verbietet das Gericht nun in allen Schulen der Stadt.</p>',
        f'<p class="q">Publicité : {LONG}</p>',
        f'<div class="vid">Video: {LONG}</div>',
    ],
)
def test_paragraphs_that_begin_like_an_offer_and_boxes_that_do_not_stay(line: str) -> None:
    """Neither the words alone nor the make alone prove anything."""
    assert len(lines(line)) == len(TEXT) + 1


def test_a_box_of_many_words_is_no_offer_whatever_it_begins_with() -> None:
    """Its first line speaks for a few, and not for a part of the text."""
    words = "The traders have counted what was lost in the fire and say that nobody has come to help them."
    box = f'<div class="part"><div>Video: the market by night</div>{f"<p>{words}</p>" * 4}</div>'
    assert words in lines(box)


def test_a_standfirst_that_begins_with_the_name_of_a_film_stays() -> None:
    """It is named as one, and stands above the text."""
    lead = '<div class="standfirst">Listen: the army has shown what its men heard of it.</div>'
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    markup = (
        f'<html><body><main><h1>Market attacked</h1>{lead}<div class="x1">{body}</div></main></body></html>'
    )
    text = clean_html(markup, "https://example.org/market").text
    assert text.startswith("Listen: the army has shown")


@pytest.mark.parametrize("make", ['<p class="has-drop-cap">{}</p>', '<div class="pull"><p>{}</p></div>'])
@pytest.mark.parametrize(
    "line",
    [
        "Doe said the guards had beaten her in the prison of Bamako.",
        "Video-Aufnahmen zeigen, wie die Soldaten in das Dorf einrücken.",
        "Sur le même axe, une embuscade avait tué six soldats en mars.",
        "Descarga de fusilería mató a tres civiles en la plaza del pueblo.",
        "Instala el Ejército un retén en la carretera a la capital.",
        "Scarica di kalashnikov contro il municipio nella notte di lunedì.",
        "اشترك في الهجوم ثلاثة مسلحين على متن دراجات نارية.",
        "תמכו בהצעה שישים ואחד חברי כנסת ביום שני.",
        "הצטרפו למחאה אלפי תושבים מכל רחבי הארץ.",
        "Bunlar da gözaltına alındı ve karakola götürüldü.",
        "Le puede costar la vida a cualquiera que cruce el río de noche.",
        "Les podría caer una pena de veinte años de cárcel.",
        "Join us or die, the militants told the villagers on Sunday.",
        "Поддержать протестующих пришли тысячи человек из окрестных сёл.",
        "Destek olan ülkeler arasında üç komşu devlet de bulunuyor.",
        "Mehr zum Hintergrund der Tat wollte der Sprecher nicht sagen.",
        "Support our troops, the crowd chanted outside the barracks on Friday.",
        "Annonce surprise : le gouvernement dissout la milice du nord.",
        "ANZEIGE wegen Mordes erstattete die Familie am Montag in Köln.",
        "Publicité mensongère, répond le ministre à ses adversaires.",
        "Donate blood, doctors urged after the attack on the market.",
        "Rejoignez les rangs, a lancé le chef rebelle dans un message.",
        "Help us find him, the family of the colonel asked on Friday.",
        "Recommended sentences for the five men range from three to nine years.",
        "More on the deal is expected when the envoys meet in Doha.",
        "Apóyalo o calla, gritaron los manifestantes frente al cuartel.",
        "حمّل الرئيس الجماعة مسؤولية الهجوم على السوق أمس.",
        "Suscribieron el pacto cuarenta países de la región.",
        "Support us, the editor told the readers of the paper on Friday.",
        "Sign up for the militia, the governor urged young men in a speech.",
    ],
)
def test_news_that_begins_with_the_words_of_an_offer_stays_whatever_it_is_made_like(
    line: str, make: str
) -> None:
    """Names, nouns, verbs in the past and what somebody is told to have said; no reader is asked for anything."""
    assert line in lines(make.format(line))


def test_a_headline_on_a_film_takes_nothing_below_it_along() -> None:
    """It stands in a box with the lines that tell what the text is about."""
    lead = "Gunmen came on a Monday, and a film shows what they did to the stalls of the traders there."
    head = f'<div class="top"><h1>Video: Market attacked</h1><p class="intro">{lead}</p></div>'
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    markup = f'<html><body><article>{head}<div class="x1">{body}</div></article></body></html>'
    assert lead in clean_html(markup, "https://example.org/market").text


@pytest.mark.parametrize(
    "appeal",
    [
        "Our reporting is paid for by readers. Consider upgrading.",
        "Vous appréciez notre travail ? Abonnez-vous dès 4 euros.",
    ],
)
def test_a_box_that_says_who_pays_for_the_work_is_an_offer(appeal: str) -> None:
    """A paragraph made like the others stays, and so does a box that tells of who pays for others."""
    assert lines(f'<div class="callout"><p class="c">{appeal}</p></div>') == list(TEXT)
    assert len(lines(f"<p>{appeal}</p>")) == len(TEXT) + 1
    other = "Our roads are paid for by farmers, the mayor of the town said on Tuesday."
    assert len(lines(f'<div class="callout"><p class="c">{other}</p></div>')) == len(TEXT) + 1
