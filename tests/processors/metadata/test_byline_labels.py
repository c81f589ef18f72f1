"""What makers of sites write around an author's name, in many languages, and what is no person's name at all."""

from collections import Counter

import pytest

from processors.metadata import byline_labels
from processors.metadata.author_names import clean_author_names
from processors.metadata.byline_ends import shown_names
from processors.metadata.outlet_names import is_outlet, without_outlet


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Eingereicht von Anna Keller am 03.03.2026", "Anna Keller"),
        ("Soumis par Luc Martin le mar 03/03/2026 - 14:20", "Luc Martin"),
        ("Enviado por Carla Ruiz el Mar, 03/03/2026 - 14:20", "Carla Ruiz"),
        ("Enviado por Carla Souza em 3 março 2026", "Carla Souza"),
        ("Przesłane przez Jan Kowalski w dniu 03.03.2026", "Jan Kowalski"),
        ("Надіслано користувачем Олена Бойко 03.03.2026", "Олена Бойко"),
        ("Vložil Jan Novák dne 3. 3. 2026", "Jan Novák"),
        ("Inskickad av Lars Berg den 3 mars 2026", "Lars Berg"),
        ("Beküldte: Nagy Péter, 2026. március 3.", "Nagy Péter"),
        ("Trimis de Ion Popescu la 3 martie 2026", "Ion Popescu"),
        ("Υποβλήθηκε από Νίκος Παππάς στις 03/03/2026", "Νίκος Παππάς"),
        ("Ali Demir tarafından 3 Mart 2026 tarihinde gönderildi", "Ali Demir"),
        ("أرسله خالد العمري في 3 مارس 2026", "خالد العمري"),
        ("نُشر بواسطة خالد العمري بتاريخ 3 مارس 2026", "خالد العمري"),
        ("ارسال شده توسط مریم احمدی در ۱۲ اسفند ۱۴۰۴", "مریم احمدی"),
        ("توسط مریم احمدی منتشر شده در ۱۲ اسفند ۱۴۰۴", "مریم احمدی"),
        ("शिल्पा शर्मा द्वारा 3 मार्च 2026", "शिल्पा शर्मा"),
        ("লিখেছেন শামীম রেজা", "শামীম রেজা"),
        ("佐藤健一 が 2026年3月3日 に投稿", "佐藤健一"),
        ("由 張偉明 發表於 2026-03-03", "張偉明"),
        ("글쓴이 김민수 날짜 2026.03.03", "김민수"),
        ("Đăng bởi Nguyễn Văn An vào 03/03/2026", "Nguyễn Văn An"),
        ("Dikirim oleh Budi Santoso pada 3 Maret 2026", "Budi Santoso"),
        ("โพสต์โดย สมชาย ใจดี เมื่อ 3 มีนาคม 2569", "สมชาย ใจดี"),
        ("Imechapishwa na Juma Hassani mnamo 3 Machi 2026", "Juma Hassani"),
        ("נשלח על ידי יוסי כהן בתאריך 3 במרץ 2026", "יוסי כהן"),
        ("Geschrieben von: Anna Keller Kategorie: Aktuell", "Anna Keller"),
        ("Автор: Иван Петров Категория: Новости Просмотров: 311", "Иван Петров"),
        ("Autor: Jan Kowalski | Wyświetleń: 5309", "Jan Kowalski"),
        ("نویسنده: مریم احمدی | تاریخ: ۱۲ اسفند ۱۴۰۴", "مریم احمدی"),
        ("نویسنده: عبدالقدیر سروش :: ۵ حوت ۱۴۰۴", "عبدالقدیر سروش"),
        ("기자명 김민수 기자", "김민수"),
        ("김민수 기자 다른기사 보기", "김민수"),
        ("[한빛뉴스=김민수 기자]", "김민수"),
        ("北江晚報／ 記者 林怡君 ／高雄報導", "林怡君"),
        ("北江晚报记者 王晓明 摄影 李强", "王晓明"),
        ("来源：北江网 | 记者：王晓明 | 编辑：李强", "王晓明"),
        ("Ali Demir / MANİSA", "Ali Demir"),
        ("MANİSA - Ali Demir", "Ali Demir"),
    ],
)
def test_what_stands_around_a_name_goes(line: str, name: str) -> None:
    """The words of Drupal, Joomla, WordPress and Blogger, a place, an outlet, and links to other articles."""
    assert clean_author_names([shown_names(line)]) == (name,)


@pytest.mark.parametrize(
    "name",
    [
        "Na Kyung-won",
        "Jane von Doe",
        "Ursula von der Leyen",
        "bell hooks",
        "Per Olsson",
        "Oleh Sentsov",
        "Theresa May",
        "Bill Press",
        "Jane News",
        "Sokha Um",
        "Lê Văn Tám",
        "JANE DOE",
    ],
)
def test_a_name_is_left_whole(name: str) -> None:
    """Its words are labels, offices or prepositions elsewhere."""
    assert clean_author_names([name]) == (name,)


@pytest.mark.parametrize(
    "office",
    [
        *(
            "Redakcja",
            "Tim Redaksi",
            "Szerkesztőség",
            "Ufficio Stampa",
            "Assessoria de Comunicação",
            "Secretariado",
        ),
        *(
            "Пресс-служба",
            "Pressestelle",
            "Haber Merkezi",
            "Press Office",
            "Communications Team",
            "Mwandishi Wetu",
        ),
        *("هيئة التحرير", "غرفة الأخبار", "تحریریه", "خبرنگار سیاسی", "ویب ڈیسک", "न्यूज़ डेस्क"),
        *("編輯部", "本社記者", "온라인뉴스팀", "편집국", "กองบรรณาธิการ", "Ban biên tập"),
    ],
)
def test_an_office_is_nobody(office: str) -> None:
    """A desk, a press service, an editorial staff."""
    assert clean_author_names([office]) == ()


def test_several_reporters_before_one_title_are_all_named() -> None:
    """The title stands behind the last of them; a sentence that speaks of reporters names nobody."""
    assert clean_author_names(["박서연·김민수 기자"]) == ("박서연", "김민수")
    assert clean_author_names(["홍길동 기자 / 김철수 / 이영희"])[1:] == ("김철수", "이영희")


def test_an_outlet_before_a_name_goes() -> None:
    """One name stays whole: what is left has two words at least."""
    assert without_outlet("Example Times Jane Doe", {"exampletimes"}) == "Jane Doe"
    assert without_outlet("Example Times Web Team", {"exampletimes"}) == "Example Times Web Team"
    assert without_outlet("Jane Doe Smith", {"janedoe"}) == "Jane Doe Smith"


def test_a_name_that_the_address_spells_is_the_outlets() -> None:
    """But for accents and small words; a site's address is nobody's name at all."""
    host = "www.lacroisee-ouest.example.fr"
    assert is_outlet("La Croisée de l’Ouest", set(), set(), host)
    assert not is_outlet("Brian Jenney", set(), set(), "brianjenney.example.com")
    assert is_outlet("kurierzaglebia.pl", set(), set())
    assert not is_outlet("Gwenn Le Bihan", set(), set(), host)
    assert not is_outlet("j.doe", set(), set(), host)


def test_a_word_before_a_name_is_written_once():
    """Each list says where its words count; "автор" alone does so in two ways, with a name and in the line above."""
    lists = ("_ALWAYS", "_ALWAYS_JOINED", "_VERBS", "_POSTED", "_MARKED", "_ALWAYS_NOUNS")
    lists += ("_NOUNS_JOINED", "_NOUNS_BEFORE_COLON", "_OFFICES", "_NOUNS")
    words = Counter(word for name in lists for word in byline_labels.phrases(getattr(byline_labels, name)))
    assert [word for word, times in words.items() if times > 1] == ["автор"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("بقلمخالد العمري", "خالد العمري"),
        ("Autori: Anna Rossi", "Anna Rossi"),
        ("Redactada por Carla Ruiz", "Carla Ruiz"),
        ("Oleh Sentsov", "Oleh Sentsov"),
        ("本报记者李明", "李明"),
        ("รายงานโดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("Mwandishi wa habari", "Mwandishi wa habari"),
    ],
)
def test_one_table_takes_labels_off_bylines_and_names(line, name):
    """What stands before a name wherever one does, and what may be a name itself."""
    assert byline_labels.without_label(byline_labels.BY.sub("", line)) == name
