"""What a page shows once more, for screens of another size, and what stands under an article on who wrote it."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from processors.page.blocks import ENDS_LIKE_A_SENTENCE
from processors.text.characters import comparable_form, count_words

MIN_REPEATED = 3
"""Lines in a row that stood in the same order before, from which on they are shown for screens of another size."""
MIN_LETTERS = 600
"""Letters of such lines: shorter ones are a table's cells, or a refrain."""
MIN_SHARE_REPEATED = 0.25
"""Share of all letters that such lines have: a plan for each day of a week repeats smaller parts."""
MAX_SHARE_BEHIND = 0.25
"""Share of the words behind a heading on the author, up to which it is the end of the article."""
MAX_TEASER_WORDS = 40
"""Words below which a line behind a heading on other articles is a teaser of one of them."""
MAX_SHARE_COMMENTS = 0.75
"""The same behind a heading on readers' comments: a short report has many."""
MAX_SAID = 12
"""Words of sentences behind such headlines up to which they are a note of the page's."""
MAX_HEADING = 80
"""Characters of such headings."""


def drop_repeats(lines: Sequence[str]) -> list[str]:
    """Return the lines without those runs that stood before, in the same order: a page has them for each screen."""
    forms = [comparable_form(line) for line in lines]
    enough = max(MIN_LETTERS, MIN_SHARE_REPEATED * sum(map(len, forms)))
    if sum(len(form) * (many - 1) for form, many in Counter(forms).items()) < enough:
        return list(lines)
    first: dict[str, list[int]] = {}
    gone: set[int] = set()
    place = compared = 0
    while place < len(forms):
        starts = first.get(forms[place], ()) if compared < MAX_COMPARED else ()
        lengths = [_run(forms, start, place) for start in starts]
        compared += sum(lengths)
        length = max(lengths, default=0)
        run = range(place, place + length)
        if length >= MIN_REPEATED and sum(len(forms[at]) for at in run) >= enough:
            gone.update(run)
        else:
            run = range(place, place + 1)
            if len(first.setdefault(forms[place], [])) < MAX_TRIED:
                first[forms[place]].append(place)
        place = run.stop
    return [line for place, line in enumerate(lines) if place not in gone]


MAX_TRIED = 20
"""Places of a line at which a repeat may begin."""
MAX_COMPARED = 1_000_000
"""Lines of a page to compare with others: a page of nothing but one line would take minutes. Others take thousands."""


def _run(forms: Sequence[str], start: int, again: int) -> int:
    """Return how many lines from `again` on are the same as those from `start` on, up to `again`."""
    length = 0
    while (
        start + length < again
        and again + length < len(forms)
        and forms[start + length] == forms[again + length]
    ):
        length += 1
    return length


def drop_about_author(lines: Sequence[str], at_home: Collection[str] = ()) -> list[str]:
    """Return the lines without what stands under a heading on the author, where that is the end of the article.

    The same of a heading on readers' comments, of which there may be more, and of one on other articles, where nothing
    longer than a teaser stands under it. Boxes on an author, a reviewer and what the site answers for stand under one
    another: the first one ends the text. `at_home` are the lines, in the form of `comparable_form`, that stand right
    among the text's paragraphs: behind a box of other articles that does not, the text goes on with them.
    """
    heads = [
        n for n, line in enumerate(lines) if n and len(line) <= MAX_HEADING and _ENDS.fullmatch(line.strip())
    ]
    if not heads:
        return list(lines)
    words = [count_words(line) for line in lines]
    said = [size if ENDS_LIKE_A_SENTENCE.search(line) else 0 for size, line in zip(words, lines, strict=True)]
    ends = (
        at
        for at in heads[:MAX_HEADS]
        if _is_end(lines[at].strip(), at, words, said) and not _goes_on(lines, at, at_home, said)
    )
    return list(lines[: next(ends, len(lines))])


MAX_HEADS = 50
"""Such headings that are asked about: an article has few."""


def _goes_on(lines: Sequence[str], at: int, at_home: Collection[str], said: Sequence[int]) -> bool:
    """Tell whether behind a box of other articles, which begins at a place, sentences stand among the text's own."""
    if not at_home or not _OTHERS.fullmatch(lines[at].strip()) or comparable_form(lines[at]) in at_home:
        return False
    return any(said[n] and comparable_form(lines[n]) in at_home for n in range(at + 1, len(lines)))


def _is_end(heading: str, at: int, words: Sequence[int], said: Sequence[int]) -> bool:
    """Tell whether a heading at a place (from 0) ends an article whose lines have so many words.

    `said` are the same of the lines that end like a sentence, and 0 of others: headlines of other articles do not. In a
    text whose own paragraphs do not either, as many in Arabic and all in Thai, that tells nothing.
    """
    behind = words[at:]
    share = sum(behind) / max(sum(words), 1)
    ends = 2 * sum(said[:at]) >= sum(words[:at])
    are_headlines = ends and max(behind) < MAX_TEASER_WORDS and sum(said[at + 1 :]) <= MAX_SAID
    if _COMMENTS.fullmatch(heading) or (are_headlines and _OTHERS.fullmatch(heading)):
        return share <= MAX_SHARE_COMMENTS
    return share <= MAX_SHARE_BEHIND and (
        _ABOUT_AUTHOR.fullmatch(heading) is not None or max(behind) < MAX_TEASER_WORDS
    )


_ABOUT_AUTHOR = re.compile(
    r"\W*(?:"
    r"(?:about|meet|more about) (?:the|our|this) (?:authors?|writers?|reviewers?|reporters?|contributors?)|"
    r"(?:article )?(?:written|reviewed) by|author bio|article sources|"
    r"(?:ü|ue)ber (?:den autor|die autor(?:in|en|innen))|zu[mr] (?:autor|autorin|person)|"
    r"à propos de l.auteure?|sobre la firma|"
    r"(?:sobre|acerca de) (?:el|la|los) autor(?:a|es)?|sobre [oa]s? autor(?:es|a|as)?|"
    r"(?:sull.|l.)autor[ei](?:ce)?|over de auteurs?|o autor(?:ze|ce|ech)|об авторе|про автора|"
    r"عن الكاتبة?|نبذة عن الكاتب|درباره نویسنده|yazar hakkında|tentang penulis|"
    r"作者简介|关于作者|關於作者|作者簡介|執筆者(?:プロフィール)?|著者(?:プロフィール|について|紹介)|"
    r"글쓴이 소개|저자 소개|(?:legal )?disclaimer|haftungsausschluss|avertissement|descargo de responsabilidad|"
    r"免责声明|免責聲明|免責事項|إخلاء مسؤولية|отказ от ответственности"
    r")\W*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\W*(?:"
    r"(?:read|watch|up) (?:this )?next|(?:more|other|recent|latest|related|recommended) "
    r"(?:articles?|stories|posts?|blogs?|news|columns)(?: (?:you (?:might|may) (?:like|enjoy)|for you))?|"
    r"more (?:[^\s:]+ ){1,3}stories|"
    r"more (?:from|by) (?:[^\s:]+ ?){1,5}(?!\s?:)|(?:more )?you (?:might|may) (?:also )?(?:like|enjoy)|"
    r"(?:weitere|andere|ähnliche|neueste) (?:artikel|beiträge|meldungen|themen)|"
    r"mehr (?:zu[mr]?|von|aus) (?:\S+ ?){1,4}|"
    r"das könnte (?:sie|dich|ihnen|dir) auch (?:interessieren|gefallen)|"
    r"(?:autres|nos derniers|derniers) articles|sur le même (?:sujet|thème)|"
    r"(?:otras|últimas|más) noticias|noticias relacionadas|(?:outras|últimas|mais) notícias|notícias relacionadas|"
    r"altri articoli|(?:altre|ultime) notizie|(?:articoli|notizie) correlat[ei]|meer (?:over|van|uit) (?:\S+ ?){1,4}|"
    r"(?:другие|похожие) (?:новости|статьи|материалы)(?: по теме)?|материалы по теме|новости по теме|"
    r"(?:benzer|diğer|ilgili|son) haberler|yazarın diğer yazıları|berita (?:terkait|lainnya|sebelumnya|terbaru)|"
    r"habari (?:zaidi|nyingine|zinazohusiana)|مواضيع ذات صلة|أخبار (?:ذات صلة|أخرى)|آخر الأخبار|اقرأ أيضا|"
    r"(?:سایر|آخرین|دیگر) اخبار|اخبار مرتبط|مطالب مرتبط|(?:متعلقہ|مزید) خبریں|"
    r"相关(?:新闻|报道|文章)|相關(?:新聞|報導|文章)|関連(?:記事|ニュース)|おすすめ(?:記事)?|관련 ?기사"
    r")\W*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W*(?:\d+ )?(?:reader |your |vos |ihre |all )?"
    r"(?:comments|responses|replies|reactions|réactions|commentaires|kommentare|comentarios|"
    r"comentários|commenti|reacties|komentarze|комментари(?:и|ев|я)|коментарі|yorumlar|(?:ال)?تعليقات|"
    r"دیدگاه\u200c?ها|نظرات|评论|評論|留言|コメント|댓글|ความคิดเห็น)(?:\s?[(（]\s?\d+\s?[)）]|\s?:?\s?\d+)?\W*",
    re.IGNORECASE,
)
_ENDS = re.compile(f"{_ABOUT_AUTHOR.pattern}|{_OTHERS.pattern}|{_COMMENTS.pattern}", re.IGNORECASE)
