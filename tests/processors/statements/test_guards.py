"""What looks like a statement and is none: titles, rumours, debates, descriptions, and what only a person did."""

import pytest

from tests.processors.statements.test_statements import told, tools


def why(text: str, language: str) -> set[str]:
    """Return what came of the places where a frame's words stand."""
    tagger, reader = tools()
    return {one.why for one in reader.explain(text, language, tagger.tag_fields(None, text, language))}


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ('The novel "Hamas Denies Everything" is out.', "en", "a title"),
        ("Die Serie „Hamas droht“ startet im Herbst.", "de", "a title"),
        ('"Taliban Tehdit Etti" filmi Ankara\'da gösterildi.', "tr", "a title"),
        ("《塔利班否认》在台北出版。", "zh", "a title"),
        ('"Hamas Denies Everything" (2019), a novel, is out.', "en", "a title"),
        ("Der Roman, Titel: „Hamas droht“, ist erschienen.", "de", "a title"),
        ("Daesh revendique un attentat à Nantes dans ce roman.", "fr", "made up"),
        ("The goalkeeper blamed Hezbollah's referee for the penalty.", "en", "sport"),
        ("If the Taliban deny the charge, the court will free the men.", "en", "a condition"),
        ("Rumours spread that Hamas had claimed the bombing.", "en", "a rumour"),
        ("انتشرت شائعات بأن طالبان هددت السفارة.", "ar", "a rumour"),
        ("Ein Schüler bekannte sich fälschlich im Namen der Hamas zu der Tat.", "de", "falsely"),
        ("Le Hezbollah revendique 100 000 adhérents.", "fr", "counts what is no attack"),
        ("议会将讨论是否把真主党列为恐怖组织。", "zh", "only debated"),
        ("Le Hamas, classé terroriste par l'Union européenne, a tenu un meeting.", "fr", "background"),
        ("A student was accused of having joined al-Shabaab.", "en", "a person is accused"),
        ("The defendant told the jury he had never backed Hamas and denied all.", "en", "a person's plea"),
        ("Das Hörspiel »Die Hamas droht« läuft im Radio.", "de", "a title"),
        ("Пишите «ИГИЛ взял на себя ответственность», а не «ИГИЛ признался в теракте».", "ru", "a title"),
        ("Dans son roman, l'État islamique revendique un attentat à Nantes.", "fr", "made up"),
        ("喜剧演员开玩笑说塔利班否认有幽默感。", "zh", "made up"),
        ("In the drill, a mock ISIS cell claimed the attack.", "en", "made up"),
        ("Una versión anterior decía que los talibanes habían negado el informe.", "es", "taken back"),
        ("Kantor berita itu menarik laporan bahwa Hizbullah mengancam wali kota.", "id", "taken back"),
        ("В сети распространяют поддельное заявление, в котором ХАМАС угрожает Парижу.", "ru", "a fake"),
        ("ХАМАС угрожает Парижу в поддельном заявлении.", "ru", "a fake"),
        ("Comment Daech revendique des attentats", "fr", "asks"),
        (
            "The newspaper, citing officials, said Hamas was behind the bombing.",
            "en",
            "of somebody whom the speaker quotes",
        ),
        ("Drought threatens districts that the Taliban hold.", "en", "a thing, and nobody's words"),
        ("دادگاه درخواست پناهندگی یک عضو پیشین حزب‌الله را رد کرد.", "fa", "a court's ruling"),
        ("巴黎敦促真主党否认谣言。", "zh", "only urged to"),
        ("Министр не сказал, обвиняет ли он «Хезболлу».", "ru", "a condition"),
        ("On this day in 2004: al-Qaeda claims the Madrid bombings.", "en", "history"),
        ("She is accused of threatening a judge in the name of Islamic State.", "en", "a person is accused"),
        ("The Taliban have taken responsibility for street lighting in Kabul.", "en", "a duty, and no deed"),
        ("Le Hezbollah a assumé la responsabilité de l'entretien des routes.", "fr", "a duty, and no deed"),
        ("«Талибан» взял на себя ответственность за ремонт дорог.", "ru", "a duty, and no deed"),
        ("طالبان نے سڑکوں کی مرمت کی ذمہ داری قبول کر لی۔", "ur", "a duty, and no deed"),
        ("Two years after the Taliban claimed the hotel attack, its bar is open again.", "en", "history"),
        ("Zehn Jahre, nachdem sich der IS zu dem Anschlag bekannt hatte, spielt die Band.", "de", "history"),
        ("ده سال پس از آنکه القاعده مسئولیت انفجار را بر عهده گرفت، ایستگاه باز شد.", "fa", "history"),
        ("La vitrina guarda el comunicado con el que el ELN reivindicó el secuestro.", "es", "history"),
        ("A court convicted a grocer of sending money to Hezbollah.", "en", "a verdict on a person"),
        ("Avalanches threaten the Taliban outposts above Salang.", "en", "a thing, and nobody's words"),
        ("Лавина угрожает посту талибов.", "ru", "a thing, and nobody's words"),
        (
            "Rust was blamed for the collapse of a crane near the Houthi port.",
            "en",
            "concerns no group of the catalogue",
        ),
        (
            "Le vent a été accusé d'avoir renversé une grue près du port des Houthis.",
            "fr",
            "concerns no group of the catalogue",
        ),
    ],
)
def test_what_only_looks_like_a_statement_is_refused_by_its_guard(
    text: str, language: str, reason: str
) -> None:
    """Nothing is read, and the reason says what the sentence is instead."""
    assert told(text, language) == []
    assert reason in why(text, language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hamas denied rumours that its leader had been killed.", "en", ("deny", "hamas", (), False)),
        ("Rumours spread that Hamas had denied the bombing.", "en", ("deny", "hamas", (), False)),
        ('Hamas denied the raid, as told in the film "Gaza".', "en", ("deny", "hamas", (), False)),
        ('Después de la película "Gaza", Hamás negó el ataque.', "es", ("deny", "hamas", (), False)),
        ("《喀布尔》和《加沙》上映后，塔利班否认了这一指控。", "zh", ("deny", "taliban", (), False)),
        ("If true, this is news: the Taliban denied the charge.", "en", ("deny", "taliban", (), False)),
        (
            "No group has claimed responsibility, and a fake video spread.",
            "en",
            ("claim", "unknown", (), True),
        ),
        ("The newspaper blamed Hamas, citing officials.", "en", ("blame", "other", ("hamas",), False)),
        ("The drought ministry denied links to Hamas.", "en", ("deny", "other", ("hamas",), False)),
        (
            "The ministry for drought and floods in Mogadishu blamed al-Shabaab.",
            "en",
            ("blame", "other", ("al-shabaab",), False),
        ),
        ("The army on 4 May blamed Hamas.", "en", ("blame", "other", ("hamas",), False)),
        (
            "In a film posted online, the Houthis threatened to sink ships.",
            "en",
            ("threaten", "houthis", (), False),
        ),
        ("Islamic State claimed 12 attacks in Nineveh.", "en", ("claim", "isis", (), False)),
        (
            "After a long debate, the Dutch parliament banned Hezbollah.",
            "en",
            ("designate", "other", ("hezbollah",), False),
        ),
        (
            "Die Angeklagte bestritt vor Gericht, Mitglied der Hamas zu sein.",
            "de",
            ("deny", "other", ("hamas",), False),
        ),
        ("哈马斯否认停火传闻。", "zh", ("deny", "hamas", (), False)),
        (
            "The Taliban denied the report, calling it fiction and a hoax.",
            "en",
            ("deny", "taliban", (), False),
        ),
        ("Hezbollah accused Israel of spreading false reports.", "en", ("blame", "hezbollah", (), False)),
        ("What happened is disputed: the Taliban deny firing first.", "en", ("deny", "taliban", (), False)),
        ("Der IS bekannte sich zu dem Anschlag.", "de", ("claim", "isis", (), False)),
        ("ISWAP claimed to have killed 20 soldiers.", "en", ("claim", "iswap", (), False)),
        ("The Houthis said they would halt attacks on ships.", "en", ("pledge", "houthis", (), False)),
        (
            "Two unknown groups, the Sword and the Falcon, claimed responsibility.",
            "en",
            ("claim", "other", (), False),
        ),
        ("伊斯兰\n国宣称对袭\n击负责。", "zh", ("claim", "isis", (), False)),
        ("塔利班发言人否认了这一指控。", "zh", ("deny", "taliban", (), False)),
        (
            "Hezbollah took responsibility for the murder of a rubbish collector.",
            "en",
            ("claim", "hezbollah", (), False),
        ),
        (
            "«Талибан» взял на себя ответственность за взрыв мусоровоза.",
            "ru",
            ("claim", "taliban", (), False),
        ),
        (
            "Hours after the Taliban claimed the attack, the bar was open.",
            "en",
            ("claim", "taliban", (), False),
        ),
        ("The bombing was blamed on Hezbollah.", "en", ("blame", "unknown", ("hezbollah",), False)),
        ("The Taliban insisted on the release of all prisoners.", "en", ("demand", "taliban", (), False)),
    ],
)
def test_statements_beside_the_words_of_guards_are_read(
    text: str, language: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """A rumour denied, words beside a title, a report called a hoax, a month, a broken line: those are statements."""
    assert told(text, language) == [expected]


def test_who_insists_on_a_weekday_demands_nothing() -> None:
    """A day, or a place where one speaks, behind the verb is no demand."""
    assert told("Jaish al-Adl insisted on Monday that its men were alive.") == []
    assert told("Jaish al-Adl insisted on television that its men were alive.") == []


@pytest.mark.parametrize(
    ("language", "year", "later"),
    [
        ("fa", "طالبان در سال ۱۳۷۹ این گزارش را تکذیب کرد.", "طالبان در سال ۱۴۰۳ این گزارش را تکذیب کرد."),
        ("ar", "في عام 1422 نفت طالبان التقرير.", "في عام 1446 نفت طالبان التقرير."),
    ],
)
def test_a_past_year_of_the_hijra_is_history(language: str, year: str, later: str) -> None:
    """What is told of the solar year 1379 or of the lunar year 1422 is history, and of this year it is not."""
    assert told(year, language) == []
    assert told(later, language) == [("deny", "taliban", (), False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "طالبان در نبردها کشته شدن ۱۳۷۹ نفر را تکذیب کرد."),
        ("ar", "نفت طالبان مقتل 1422 شخصا."),
        ("en", "The Taliban denied that 1422 people had died."),
    ],
)
def test_a_number_without_a_word_for_year_is_no_year_of_the_hijra(language: str, text: str) -> None:
    """What is counted may be as many as the years of another calendar."""
    assert [one[:2] for one in told(text, language)] == [("deny", "taliban")]


def test_the_year_in_which_a_text_was_written_is_no_history() -> None:
    """A year later it is, as 1900 is, the first that counts."""
    tagger, reader = tools()

    def read(text: str, year: int) -> int:
        return len(reader.read(None, text, "en", tagger.tag_fields(None, text, "en"), year))

    assert read("In 2021 the Taliban denied the report.", 2021) == 1
    assert read("In 2021 the Taliban denied the report.", 2022) == 0
    assert read("In 1900 the Taliban denied the report.", 2022) == 0


def test_what_old_papers_show_is_history() -> None:
    """What somebody threatened by the minutes of a meeting, or by declassified files, is no news."""
    assert told("The minutes of the meeting show that a minister threatened the PKK with war.") == []
    assert told("Declassified cables say that the Taliban denied the report.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He wrote that Hezbollah had once threatened to burn his mill."),
        ("en", "Islamic State promised a truce and delivered ditches, his memoir says."),
        ("en", '"The Taliban promised us a road," says a minister.'),
        ("fr", "Le Hezbollah menaça jadis de brûler le moulin."),
        ("de", "Die Hisbollah drohte einst mit Angriffen auf die Mühle."),
        ("tr", "Hizbullah bir zamanlar İsrail'i tehdit etti."),
    ],
)
def test_what_was_once_said_or_is_remembered_is_no_news(language: str, text: str) -> None:
    """Once, in a memoir, and promised us tell of old times or of one's own life."""
    assert told(text, language) == []


def test_a_warning_that_tells_of_no_attack_is_no_threat() -> None:
    """Analysts who warn of what a group could do with a pause tell of no attack."""
    assert told("Analysts warn that the Houthis could use the pause to move south.") == []
    assert told("Analysts warn that the Houthis could attack ships.") == [
        ("threaten", "other", ("houthis",), False)
    ]


def test_the_year_behind_a_frames_own_words_is_that_of_its_clause() -> None:
    """In the attack, which a group claimed in 2013, the year belongs to the claim, comma or not."""
    assert told("They lit candles at the scene of the raid, which al-Shabaab claimed in 2013.") == []
    assert told("They lit candles at the scene of the raid, which al-Shabaab claimed.") == [
        ("claim", "al-shabaab", (), False)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nobody has taken responsibility for the delayed trains, passengers complain."),
        ("en", "We make no claim that the work is unique."),
        ("fr", "Aucune revendication n'a été satisfaite, selon le syndicat des cheminots."),
        ("de", "Hat sich die Firma keine Rechte gesichert, verfällt das Patent."),
        ("es", "Nadie ha reivindicado hasta ahora el premio gordo de la lotería."),
        ("ru", "Никто не взял на себя ответственность за задержку рейса."),
        ("tr", "Kimse uçuştaki gecikmenin sorumluluğunu üstlenmedi."),
        ("fa", "هیچ کس مسئولیت تاخیر قطار را بر عهده نگرفت."),
        ("ur", "ٹرین کی تاخیر کی ذمہ داری کسی نے قبول نہیں کی۔"),
        ("it", "Il sindacato non avanza alcuna rivendicazione salariale."),
        ("pt", "Ninguém reivindicou o prêmio da loteria até agora."),
    ],
)
def test_what_nobody_claims_has_to_be_a_deed(language: str, text: str) -> None:
    """A delay, a prize, a patent and what strikers want are claimed by nobody either, and are no news of groups."""
    assert told(text, language) == []


def test_the_deed_that_nobody_claims_may_be_told_before() -> None:
    """Nobody has claimed responsibility is a statement behind a bombing, or where no group has."""
    expected = [("claim", "unknown", (), True)]
    assert told("A bomb killed nine in the bazaar. Nobody has claimed responsibility so far.") == expected
    assert told("No militant group has claimed responsibility.") == expected


def test_an_idea_that_somebody_describes_is_no_tie() -> None:
    """That a state trains a group is an idea here, and an absurd one."""
    text = "Lamrani described the idea that Washington is training the Islamic State as absurd."
    assert "link" not in {one[0] for one in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis denied the captain a pilot.",
        "Hezbollah denied the government their confidence.",
        "France linked the release of funds to progress on Hezbollah's weapons.",
        "The list of Taliban ministers sanctioned by the United Nations is long.",
        "Police banned a march against Hezbollah.",
        "The islanders threatened to resign over the Hezbollah payments.",
    ],
)
def test_what_is_kept_from_somebody_linked_to_a_condition_or_counted_is_no_statement(text: str) -> None:
    """Who is denied a pilot hears no denial; money that waits for progress is no tie; a list of names lists nobody."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "لم تتبن أي جهة العملية"),
        ("ar", "لم تعلن أي جهة مسؤوليتها عن الحريق."),
        ("en", "No one claimed responsibility for the fire at the depot."),
        ("en", "No one claimed responsibility for the incident in Karachi."),
        ("de", "Niemand hat sich zu dem Brand bekannt."),
        ("fr", "Personne n'a revendiqué l'incendie du dépôt."),
        ("es", "Nadie ha reivindicado el incidente en Karachi."),
        ("it", "Nessuno ha rivendicato l'incendio del deposito."),
        ("pt", "Ninguém reivindicou o incêndio no depósito."),
        ("ru", "Никто не взял на себя ответственность за пожар на складе."),
        ("tr", "Kimse depodaki yangının sorumluluğunu üstlenmedi."),
        ("fa", "هیچ کس مسئولیت آتش سوزی انبار را بر عهده نگرفت."),
        ("ur", "کسی نے واقعے کی ذمہ داری قبول نہیں کی۔"),
    ],
)
def test_a_fire_or_an_incident_may_be_what_nobody_claims(language: str, text: str) -> None:
    """In the sentence itself these words tell of a deed, as does any side in Arabic."""
    assert told(text, language) == [("claim", "unknown", (), True)]


def test_a_fire_elsewhere_makes_no_deed_of_a_delay() -> None:
    """What stands around the sentence has to be an attack, and not a fire."""
    assert told("A fire closed a depot. Nobody has taken responsibility for the delayed trains.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hamas, which has not disarmed, threatened to attack Israel."),
        ("fr", "Le Hamas, qui n'a pas désarmé, a menacé de tuer des otages."),
        ("de", "Die Taliban, die nicht abziehen, drohten mit Angriffen auf Kabul."),
        ("ru", "ХАМАС, который не признает Израиль, пригрозил атаковать Тель-Авив."),
        ("ar", "حماس، التي لم تقبل الهدنة، هددت بمهاجمة إسرائيل."),
        ("fr", "Le Hamas n'évacue pas Gaza, menace de tuer des otages"),
        ("en", "The attack, which was not filmed, was claimed by al-Shabaab."),
        ("en", "Attack not filmed, claimed by al-Shabaab"),
        ("es", "El ataque, que no causó víctimas, fue reivindicado por Al Shabab."),
    ],
)
def test_another_verbs_negation_is_not_the_statements(language: str, text: str) -> None:
    """Not in a clause between commas, or before a comma that joins two verbs of a headline, is of the other verb."""
    (one,) = [one for one in told(text, language) if one[0] != "pledge"]
    assert not one[3]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Taliban have not, so far, claimed responsibility for the attack.", "claim"),
        ("The Taliban have so far not, this week, claimed responsibility for the attack.", "claim"),
        ("Hamas did not, in the end, threaten to attack Israel.", "threaten"),
        ("Hamas has not, for now, denied the report.", "deny"),
        ("The Taliban, for now, have not denied the report.", "deny"),
        ("The attack was not, so far, claimed by al-Shabaab.", "claim"),
        ("The attack, which killed nine, was not, police said, claimed by Hamas.", "claim"),
    ],
)
def test_an_insertion_does_not_part_a_verb_from_its_negation(text: str, act: str) -> None:
    """What nobody has claimed, so far, is no claim, however many words stand between the commas."""
    (one,) = told(text)
    assert (one[0], one[3]) == (act, True)


@pytest.mark.parametrize(
    ("text", "act", "group"),
    [
        ("War Minister threatens Hezbollah with attack.", "threaten", "hezbollah"),
        ("Flood ministry threatens Taliban with sanctions.", "threaten", "taliban"),
        ("Fire officials accused Hamas of the attack.", "blame", "hamas"),
        ("The war ministry blamed Hamas for the attack.", "blame", "hamas"),
        ("Drought was blamed on the Taliban by the UN.", "blame", "taliban"),
    ],
)
def test_an_office_called_after_a_thing_may_speak(text: str, act: str, group: str) -> None:
    """A war, a fire or a drought says nothing; a war minister does, and a drought may be blamed on somebody."""
    assert told(text) == [(act, "other", (group,), False)]


def test_who_cites_officials_may_accuse_of_his_own() -> None:
    """Only what somebody says may be of those whom he cites: who accuses or blames does so himself."""
    text = "The newspaper, citing officials, blamed Hamas for the bombing."
    assert told(text) == [("blame", "other", ("hamas",), False)]
