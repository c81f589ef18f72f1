"""Lines that pages of newspapers, agencies and offices have below their texts, and news in the same words."""

import pytest

from processors.newsroom.page_lines import boilerplate_rule


@pytest.mark.parametrize(
    "line",
    [
        "Kindly share this story:",
        "Please share this post with your friends",
        "Our Standards: The Globewire Trust Principles.",
        "Aldeia Vila Nova, em foto de 2024 (Crédito: Nara Lins)",
        "Vista del puerto (Credit: Jane Doe/Example)",
        "Views expressed here are the author's own",
        "Views are personal",
        "The views expressed are the writer’s own.",
        "Este texto pode ser republicado gratuitamente sob licença Creative Commons.",
        "Republish our articles for free, online or in print, under a Creative Commons licence.",
        "Dieser Artikel steht unter einer Creative Commons Lizenz.",
        "Dirección URL de esta noticia: https://example.org/nota.php?id=9",
        "URL of this article: https://example.org/a",
        "Regresar a la versión normal",
        "| 索引号： | 11330200/2026-00017 | 发布机构： | 市应急管理局 |",
    ],
)
def test_what_a_page_says_of_itself_goes(line: str) -> None:
    """Whose the views and pictures are, under what licence it stands, and where."""
    assert boilerplate_rule(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Kindly share this story with the police in Jos if you saw the men",
        "Our standards are lower than theirs, the general said of the militia.",
        "Our standards: no civilian may be hurt, said the general. He named no day.",
        "The bank gave the ministry a loan (credit line of 40 million).",
        "Views expressed by the minister are the government's own, the spokesman said",
        "His views are personal and not those of the army, the general said.",
        "The head of Creative Commons was arrested in Minsk on Monday.",
        "This report, under Creative Commons, was false, the minister said.",
        "The URL of the malware: https://example.org/x was sent to 400 bank clerks.",
        "La versión del ejército: los rebeldes dispararon",
        "文件的索引号被删除，部长说。",
    ],
)
def test_news_in_such_words_stays(line: str) -> None:
    """Somebody says it, or it goes on."""
    assert boilerplate_rule(line) is None
