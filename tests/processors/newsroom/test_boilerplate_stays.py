"""Sentences of news that begin or end like the page's own lines stay in the text."""

import pytest

from processors.newsroom.page_lines import boilerplate_rule


@pytest.mark.parametrize(
    "line",
    [
        "Browsers that do not support the tag were used by 40 per cent of them, the ministry said.",
        "The company earns a commission on every barrel that leaves the port, the prosecutor told the court.",
        "He joined the channel on Telegram in March, where fighters of the group had posted the video of the attack.",
        "The video cannot be verified, a spokesman said on Monday, but the army believes that it shows the commander.",
        "Close to 400 people fled. Most went south. They took what they could carry. [They came back in June]",
        "Save the Children said that its staff had left the camp.",
        "Listen to the people, the minister told deputies on Tuesday.",
        "Share prices fell.",
        "Print media were banned.",
        "tom.okello@parliament.example",
        "▲ 警方说，两人已经被捕。",
        "▲ 北 미사일 발사에 대한 규탄 성명 발표",
        "▲ 死者３人（うち子ども１人）",
        "他向一名记者 拍摄",
        "展出的照片由本报记者 王海摄于三月",
        "犯罪嫌疑人昨日下午3点在看守所接受讯问",
        "Über dieses Thema berichtete der Minister dem Kabinett am 17. Mai in Berlin.",
        "Über dieses Thema berichtete das Magazin Blick am 17. Mai 2026 zuerst, wie die Polizei bestätigte.",
        "Підпишіться на угоду, закликав міністр обидві сторони у вівторок.",
        "Підпишіться на наш заклик звільнити полонених, просять рідні загиблих.",
        "Підпишіться на петицію, просили вони мера.",
        "这张照片由新华社发（见图）",
        "▲ Oil rose by two per cent to 71 dollars",
        "两家公司的市场份额都在看涨。",
        "Visitas de Estado: 12",
        "Просмотров видео казни: 5000",
        "Views of the army: 3",
        "This post is for members of the border police, a guard said.",
        "This post is for paying the fighters, he wrote.",
        "This issue is for paid members of the militia only, the leaflet said.",
        "This article is available to paid readers in Mali because the junta blocked the site, an editor said.",
        "Conozca más el país, pidió el ministro: todo cambió.",
        "Our reporting is that two columns left the town, a diplomat said.",
        "Dieses Thema im Programm der Partei sei neu, sagte der Minister.",
        "Über dieses Thema berichtete die Regierung dem Ausschuss.",
    ],
)
def test_news_stays(line):
    """No rule takes a sentence for a word that buttons and promotions have as well."""
    assert boilerplate_rule(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Den Beitrag auf Facebook haben dreihundert Leute gesehen.",
        "Entre los mensajes de WhatsApp hay uno del ministro.",
        "Sigue el juicio por los audios de WhatsApp del ministro.",
        "Recibe amenazas por WhatsApp y abandona la ciudad.",
        "Folge der Ermittlungen war ein Verbot von Facebook und Telegram.",
        "Retrouvez vos esprits, a dit le ministre sur Facebook.",
        "Yorum yapmak için erken, dedi bakan.",
        "Este artículo fue aprobado sin modificaciones por la Cámara.",
        "Cet article a été adopté sans modification par l'Assemblée.",
        "The report was not written by the commission's staff, the lawyer said.",
        "Han encontrado un error en el recuento, dijo el tribunal.",
        "وجدت خطأ في حساب الأصوات، بحسب اللجنة.",
        "Fehler melden Nutzer seit Montag aus allen Teilen des Landes.",
        "Views differ on what happened in the night.",
        "Simak berita acara sidang, kata hakim, dan jangan percaya pada kabar burung.",
        "Cek informasi itu sebelum dibagikan, kata menteri kepada wartawan.",
        "Cek informasi penerima bantuan melalui aplikasi Cek Bansos milik Kementerian Sosial.",
        "Simak artikel ini untuk cara memindahkan data ke ponsel baru tanpa kabel.",
        "日期：3月1日（星期六） 时间：晚上7时30分 地点：市政厅大会堂",
        "作者：王小波 书名：黄金时代 出版日期：1994年",
        "作者：鲁迅，编辑：许广平，出版社：人民文学出版社，这是该书最早的版本",
        "来源：警方称，袭击者在时间上选择了周五。",
        "时间：周五上午。地点：市场门口。作者：一名司机。",
        "Original-Content lässt sich nicht mehr vom Nachbau unterscheiden.",
        "Hits 20 targets in the south",
        "Lesezeit für alle",
        "12 lectures on war",
        "Posted by a fighter on Telegram, the video shows the bridge.",
        "Views on the strike are divided, two authors say.",
        "The court takes no position of its own on the merits, he said.",
        "Las opiniones de los vecinos no reflejan la realidad.",
        "Printed on thick paper",
        "Volver a la página en blanco",
        "The interview was translated for the court, which heard it on Monday.",
        "URL shorteners hide where a link leads.",
        "He was seen at noon. Photo finish: the second runner was faster by a hand. Then he fell.",
    ],
)
def test_news_stays_that_begins_like_what_programs_print(line: str) -> None:
    """Verbs in the third person, articles of laws, numbers of other things, and what somebody says."""
    assert boilerplate_rule(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Vous devez être connecté pour publier un commentaire.",
        "Добавлять комментарии могут только зарегистрированные пользователи.",
        "Your email address will not be published. Required fields are marked *",
        "Yorum yapabilmek için giriş yapmalısınız.",
        "Cet article a été publié à partir d'un flux d'agence sans modification du texte.",
        "¿Ha visto un error? Escríbanos.",
        "لینک کوتاه: https://example.org/?p=1",
        "Hits: 877",
        "This conversation has been edited for length and clarity.",
        "Мнение редакции может не совпадать с мнением авторов.",
        "Todos los derechos reservados. Av. Los Cedros 000, Ayacucho.",
        "Imprimir esta página",
        "Fecha de impresión: 29/11/2026 08:36",
        "Publicidade",
        "Kaynak: UHA",
        "۱٬۲۰۴ بازدید",
        "زمان مطالعه: ۳ دقیقه",
        "Rejoignez notre chaîne WhatsApp pour suivre l'actualité en direct.",
        "Присоединяйтесь к нашему каналу в Telegram, чтобы узнавать новости первыми.",
        "הצטרפו לערוץ הוואטסאפ שלנו וקבלו את כל החדשות.",
        "Síganos en nuestro canal de WhatsApp y reciba las noticias del día.",
        "[1] Brigadier Jane Doe: https://example.org/tag/jane",
    ],
)
def test_what_programs_print_goes(line: str) -> None:
    """Doors to comments, notes on feeds, misprints, addresses, counts and channels, in the words of each language."""
    assert boilerplate_rule(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Sie müssen angemeldet sein, um an der Kundgebung teilnehmen zu dürfen, sagte der Polizeichef.",
        "Чтобы оставить комментарии под этими постами, жителям приходится включать VPN, рассказал правозащитник.",
        "Для отправки комментария журналисты связались с пресс-службой губернатора.",
        "The post was not created by his campaign staff, the spokesman said.",
        "The article was not edited by the paper's news desk, an inquiry found.",
        "This is a fake video that was auto-generated by a network of bots, the ministry said.",
        "Dieser Text wurde von einem Programm automatisch generiert, wie Forscher herausfanden.",
        "Este texto fue generado automáticamente por bots rusos, según la investigación.",
        "Haben Sie in Afghanistan Fehler gemacht?",
        "Haben Sie damals einen Fehler begangen, Herr Minister?",
        "¿Han detectado algún error en la gestión de la crisis?",
        "Avez-vous constaté une erreur de l'armée ce jour-là ?",
        "هل وجدت خطأ في تعامل الحكومة مع الأزمة؟",
        "Submitted by Israel on 3 March, the proposal calls for a truce of sixty days.",
        "Submitted by the rebels on 12 May, the list has names of 300 prisoners.",
        "Theo dõi tài khoản Facebook của nghi phạm, công an phát hiện kho vũ khí tại Hà Nội.",
        "Retrouvez Maxime Prévot, ministre belge, à Kinshasa où il rencontre le président.",
        "Rejoignez un maximum de gens, a lancé le chef des insurgés.",
        "Acompanhe-me, pediu o sequestrador a Maximiliano antes de fugir.",
        "הצטרפו לקריאה להפסקת אש גם עובדי ערוץ 13 ועיתונאים רבים.",
        'עקבו אחר החשוד בפייסבוק חוקרי השב"כ במשך חודשים.',
        "The interview was edited to remove references to Taiwan, the broadcaster admitted.",
        "The transcript was edited by the White House before it was released.",
        "Das Interview wurde vom Staatsfernsehen stark gekürzt.",
        "La entrevista fue editada por la cadena pública para quitar las críticas al rey.",
        "A entrevista foi editada pela emissora antes de ir ao ar.",
        "L'interview a été édité par la chaîne d'État avant sa diffusion.",
        "The views expressed by the minister do not necessarily reflect government policy, a spokesman said.",
        "نظرات کارشناسان درباره توافق هسته‌ای لزوما یکسان نیست.",
        "Мы гарантируем, что все права защищены законом, заявил министр.",
        "За всеми военнопленными все права сохранены, сообщили в Красном Кресте.",
        "تمام حقوق زنان در چارچوب شریعت محفوظ است، سخنگوی طالبان گفت.",
        "أكد الوزير أن جميع الحقوق محفوظة لعائلات الضحايا.",
        "Recibe el alta el soldado herido en Gaza tras un correo de su familia.",
        "Last updated on Friday, 12 people are still missing after the blast.",
    ],
)
def test_what_is_told_of_interviews_rights_posts_and_channels_stays(line: str) -> None:
    """Who cut an interview, whose rights are kept, who wrote a post and who joined a channel is news."""
    assert boilerplate_rule(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Sie müssen angemeldet sein, um einen Kommentar abzugeben.",
        "Чтобы оставить комментарий, войдите или зарегистрируйтесь.",
        "Для отправки комментария вам необходимо авторизоваться.",
        "(Except for the headline, this story has not been edited by the Star's staff.)",
        "Haben Sie einen Fehler gefunden?",
        "¿Han detectado algún error en esta noticia?",
        "Submitted by admin on Mon, 03/05/2018 - 12:30",
        "Last updated on Monday, 3 March 2014 10:00 GMT",
        "הצטרפו לערוץ הטלגרם שלנו",
        "Theo dõi chúng tôi trên Facebook",
        "Dieses Interview wurde gekürzt und redigiert.",
        "Das Interview wurde zur besseren Lesbarkeit leicht gekürzt.",
        "La entrevista ha sido editada por razones de claridad y extensión.",
        "El Diario. Todos los derechos reservados.",
        "© 2026 Газета. Все права защищены.",
        "تمام حقوق مادی و معنوی این سایت محفوظ است",
        "جميع الحقوق محفوظة لصحيفة الوادي © 2026",
        "نظرات کاربران لزوما بیانگر دیدگاه سایت نیست.",
        "Recibe las noticias del día en tu correo.",
    ],
)
def test_the_page_s_own_lines_of_that_kind_go(line: str) -> None:
    """They say to what end, speak of the page itself, or stand alone."""
    assert boilerplate_rule(line) is not None
