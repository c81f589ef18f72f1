"""Chinese reports name their reporters in brackets before the first sentence, or behind the last."""

import pytest

from processors.metadata.author_names import clean_author_names
from processors.metadata.chinese_datelines import reporters_in, reporters_in_dateline
from processors.page.html import parse_html


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("南江网讯（记者 周启明）记者17日从南江海关获悉", ["周启明"]),
        ("人民网北京3月18日电（记者周启明、李红）", ["周启明", "李红"]),
        ("本报讯（记者 李红 通讯员 张伟）", ["李红"]),
        ("〔記者王郁婷／基隆報導〕", ["王郁婷"]),
        ("記者林志成／台北報導", ["林志成"]),
        ("（中央社記者王小明台北27日電）", ["王小明"]),
        ("目前，案件正在进一步侦办中。（记者 王磊）", ["王磊"]),
        ("（记者王明报道）", ["王明"]),
        ("（记者 李晓明 报道）", ["李晓明"]),
        ("（记者 王明 郑州报道）", ["王明"]),
        ("（记者 王明 责任编辑 李红）", ["王明"]),
        ("（本报记者 王明 实习生 李红）", ["王明"]),
        ("记者 周敏 何立群", ["周敏", "何立群"]),
        ("图为事故现场。（记者李红摄）", ["李红"]),
    ],
)
def test_reporters_stand_in_brackets_or_before_a_stroke(line: str, names: list[str]) -> None:
    """With their outlet before them, and who helped them, the place and the day behind."""
    assert reporters_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "记者17日从南江海关缉私局获悉，该局破案。",
        "他（前记者协会主席）说，谈判还在继续。",
        "警方逮捕了两名记者，没有说明原因。",
        "（记者观察）口岸的一天",
        "（据记者了解）",
        "（记者综合报道）",
        "（记者 今日）",
        "（记者被打）",
        "〔記者許可證／換發〕",
        "记者 被打 现场",
        "記者 金子 文子",
    ],
)
def test_other_sentences_on_reporters_name_nobody(line: str) -> None:
    """What they learned, their union, their arrest, and the name of a column."""
    assert reporters_in(line) == []


def test_the_dateline_is_looked_for_under_a_chinese_headline() -> None:
    """In a paragraph of the page; a byline in that form is a name."""
    page = parse_html("<body><h1>南江口岸查获走私</h1><p>南江网讯（记者 周启明）记者获悉，</p></body>")
    assert reporters_in_dateline(page, next(page.iter("h1"))) == ["周启明"]
    assert reporters_in_dateline(page, None) == []
    assert clean_author_names(["〔記者王郁婷／基隆報導〕"]) == ("王郁婷",)


def under(headline: str, body: str) -> list[str]:
    page = parse_html(f"<body><h1>{headline}</h1>{body}</body>")
    return reporters_in_dateline(page, next(page.iter("h1")))


def test_a_signature_stands_at_the_end_of_a_long_text() -> None:
    """Behind more words than a dateline has before it; an element before may hold no text of its own."""
    text = "警方说，案件正在进一步侦办中，涉案船只已被扣押。" * 4
    assert under("南江口岸查获走私", f"<p><img src=a.jpg></p><p>{text}（记者 王磊）</p>") == ["王磊"]


def test_a_dateline_in_the_margin_or_under_a_foreign_headline_is_another_text_s() -> None:
    """What is beside an article tells of others, and a page in English quotes Chinese ones."""
    line = "<p>南江网讯（记者 周启明）记者获悉，</p>"
    assert under("南江口岸查获走私", f"<aside>{line}</aside>") == []
    assert under("Smugglers caught in the port", line) == []
