"""Lines that pages of newspapers, agencies and offices have below their texts, and news in the same words."""

import pytest

from processors.newsroom.page_lines import boilerplate_rule


@pytest.mark.parametrize(
    "line",
    [
        "Kindly share this story:",
        "La wadaag saaxiibadaa",
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
        "Discover more from Hills Herald",
        "412 visites",
        "P.-S.",
        "좋아요",
        "حجم الخط طباعة",
        "رابط مختصر:",
        "字体：【大 中 小】",
        "【关闭】",
        "您当前的位置：首页 > 新闻中心",
        "Oluşturulma Tarihi: Mayıs 16, 2026 09:05",
        "Yayınlanma: 12 Kas 2026 10:11 Güncelleme: 12 Kas 2026 12:00",
        "Son güncelleme: 14:30",
        "Our articles may be published elsewhere under a Creative Commons licence.",
        "Cet article est publié sous licence Creative Commons.",
        "Haberin Devamı",
        "印刷する",
        "Do you want to advertise with us? Click HERE to get started",
        "For all latest news, follow The Delta Star's Google News channel.",
        "Huyền Lê (Theo AFP, Reuters)",
        "Dapatkan update berita pilihan dan breaking news dari KabarKita.com. Mari bergabung di WhatsApp Channel kami.",
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
        "Discover more from the files, the minister told them. He named no day.",
        "حجم الخط الدفاعي للجيش خمسون كيلومترا",
        "大批民众上街",
        "中东局势紧张",
        "当前位置不明的两名士兵已获救",
        "Oluşturulma sürecindeki örgüt üç kişiyi öldürdü",
        "Do you want to live? Click here, the leaflet said to the fighters.",
        "Chín người thiệt mạng ở Quetta (theo cảnh sát).",
        "Quân đội phủ nhận (theo Reuters)",
        "文件的索引号被删除，部长说。",
        "索引号 11330200 一事引发关注，警方已逮捕三人。",
        "当前位置：台风中心位于北纬20.5度、东经118度。",
        "现在位置：K121公里处，已有三人死亡。",
        "Güncelleme: Saldırıda 3 asker hayatını kaybetti",
        "Son güncelleme: Depremde ölenlerin sayısı 12'ye yükseldi.",
        "Our standards: the party says it wants better schools.",
        "The fund will lend to farmers in the valley (credit: US$ 200 million).",
        "Le crédit promis aux déplacés n'a pas été versé (crédit : deux milliards de francs)",
        "Dos líneas para los agricultores del valle (crédito: 200 millones de euros).",
        "Do you want to vote by post? Click on a button in the app and the form arrives in two days.",
        "Views expressed by the minister are personal",
        "All articles in the national archive go under a Creative Commons licence in March, the minister announced.",
        "Reports that Creative Commons will lay off a third of its staff were confirmed on Monday.",
        "This report is one of forty that the Creative Commons foundation lost in a hack of its servers.",
        "Content moderators of Creative Commons went on strike in Nairobi on Friday.",
        "Tous les textes de la bibliothèque passent sous licence Creative Commons, a annoncé le gouvernement.",
        "Artikel unter einer Creative Commons Lizenz dürfen Firmen nicht verwerten, entschied das Landgericht.",
        "Материалы под лицензией Creative Commons удалены с сайта после атаки, сообщил министр.",
        "BA NGƯỜI CHẾT Ở KABUL (theo AFP)",
        "Cek berita terbaru bahwa tiga orang tewas. Polisi melarang kanal Telegram itu sejak Senin.",
        "Discover more from the wreck of the ship",
    ],
)
def test_news_in_such_words_stays(line: str) -> None:
    """Somebody says it, or it goes on."""
    assert boilerplate_rule(line) is None
