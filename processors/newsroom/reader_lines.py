"""What a page says to its reader among an article's paragraphs: what it may load, what it asks for, where to read on.

Patterns for `processors.newsroom.boilerplate`, by language.
"""

CONSENTS = (
    r"^\W*(?:your browser (?:does not|doesn.t) support|this (?:video|content|media|audio) (?:can ?not|"
    r"can.t|is not|isn.t|"
    r"could not) (?:be )?(?:played|available|loaded|displayed|supported)|view this post on|a post shared "
    r"by|content is not "
    r"available due to|error loading (?:player|media|video)|playback (?:is not|isn.t) supported|please "
    r"(?:enable|turn on) "
    r"javascript|to (?:display|view|see) this (?:content|video|embed)|video player is loading|ihr browser "
    r"unterstützt|"
    r"votre navigateur ne|(?:tu|su) navegador no|o seu navegador não|ваш браузер не поддерживает|"
    r"tarayıcınız .{0,30}destekle|"
    r"مرورگر شما .{0,60}پشتیبانی|متصفحك لا يدعم|見るにはjavascript)[^\n]{0,160}$",
    r"^\W*(?:empfohlener (?:redaktioneller|externer) inhalt\W*$|extern(?:er|e) inhalte?\W*$|"
    r"an dieser stelle (?:findest du|finden sie|befindet sich|steht) .{0,40}extern|"
    r"ich bin (?:damit )?einverstanden, dass mir\b|personenbezogene daten (?:können|werden) .{0,40}drittplattform|"
    r"(?:[\w-]+ )?inhalte? (?:erlauben|zulassen|entsperren|aktivieren)\W*$|"
    r"(?:dieser|dieses|diese) (?:externe )?(?:inhalt|video|beitrag|karte|grafik) (?:wurde|wird|kann|ist) .{0,60}"
    r"(?:blockiert|zustimmung|einwilligung|datenschutz)|"
    r"(?:wir (?:benötigen|brauchen)|hierfür benötigen wir) ihre (?:zustimmung|einwilligung)\b)",
    r"^\W*(?:ce contenu (?:externe )?(?:est|a été) bloqué|pour (?:afficher|visualiser|voir|visionner) ce(?:tte)? "
    r"(?:contenu|vidéo|tweet|publication)\b|"
    r"est(?:e|a) (?:contenido|vídeo|publicación) (?:está|ha sido) bloquead[oa]|para (?:ver|visualizar|mostrar) este "
    r"(?:contenido|vídeo|post|tuit)\b|"
    r"questo contenuto è (?:stato )?bloccato|per (?:visualizzare|vedere) questo (?:contenuto|video|post)\b|"
    r"deze (?:content|inhoud|video) (?:kan niet|is geblokkeerd|wordt niet)|om deze (?:content|inhoud|video) te "
    r"(?:bekijken|tonen|zien|kunnen)\b|para (?:ver|visualizar|exibir) este conteúdo\b)",
    r"^\W*(?:this (?:article|page|story|post) (?:contains|includes) content (?:provided|hosted|published) by\b|"
    r"we (?:ask for|need) your (?:permission|consent) (?:before|to) (?:anything|load|show|display)|"
    r"allow [\w ]{1,30} content\?\W*$|to view this (?:content|video|embed|post|tweet)\b.{0,60}\bcookies?\b)",
)
"""What stands in the place of a post or a video that is not shown, or not before the reader agrees to it."""

APPEALS = (
    r"^\W*(?:hat (?:ihnen|dir|euch) (?:dieser|der|unser) (?:artikel|beitrag|text) gefallen|"
    r"did you (?:like|enjoy) this (?:article|story|piece|post)|(?:if you liked?|(?:if you(?:'ve|’ve)? )?enjoyed) this "
    r"(?:article|story|piece|post|blog post)|vous avez aimé cet article|cet article vous a plu|"
    r"¿?te (?:ha )?gust(?:ó|ado) (?:este|el|esta|la) (?:artículo|nota|noticia)|ti è piaciuto (?:questo )?"
    r"(?:articolo|post)|gostou d(?:o|a|este|esta) (?:artigo|texto|matéria|notícia)|"
    r"понравил(?:ась|ся) (?:статья|материал|публикация)|bu (?:yazıyı|haberi) beğendiniz|"
    r"spodobał ci się (?:ten )?(?:artykuł|tekst)|vond je dit (?:artikel|stuk))",
)
"""What asks a reader who has liked an article for money, a subscription or a word to others."""

READ_ALSO = (
    r"^\W*(?:czytaj (?:też|także|również|więcej|dalej)|zobacz (?:też|także|również)|przeczytaj (?:też|także|również)|"
    r"lees (?:ook|meer|verder)|läs (?:också|även|mer|vidare)|les (?:også|mer|videre)|læs (?:også|mere|videre)|"
    r"lue (?:myös|lisää)|čtěte (?:také|i|dále)|čítajte (?:aj|tiež)|přečtěte si (?:také|i)|olvassa el|olvasd el|"
    r"cite[șş]te [șş]i|vezi [șş]i|διαβάστε (?:επίσης|ακόμη|ακόμα|και)|читайте (?:також|ещё|еще)|прочетете (?:още|и)|"
    r"pročitajte (?:još|i)|pročitaj (?:još|i)|xem thêm|đọc thêm|قراءة المزيد|اقرأ المزيد|مزید پڑھیں|یہ بھی پڑھیں|"
    r"(?:यह|ये) भी पढ़ें|और पढ़ें|আরও পড়ুন|อ่านเพิ่มเติม|อ่านข่าว|קראו (?:גם|עוד)|더 ?읽기|続きを読む|あわせて読みたい)"
    r"(?![\w'’])(?!.*[.] \p{Lu}.*[.])",
)
"""What leads to another article, in languages beside those of the rule's own pattern."""
