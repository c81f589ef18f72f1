"""What is wrong in what is read of a small page of a set that somebody wrote who did not know the rules."""

from datetime import UTC, datetime
from typing import Any

from processors.clean import clean_html
from processors.errors import Reject
from processors.records import Article
from processors.text.characters import comparable_form


def faults_of(page: dict[str, Any]) -> list[str]:
    """Return what is wrong in what is read of a page."""
    try:
        article = read(page)
    except Reject as reason:
        return [f"rejected as {reason}"] if page["article"] else []
    return faults_of_text(page, article) + faults_of_the_told(page, article)


def told_faults(page: dict[str, Any]) -> list[str]:
    """Return what is wrong in the headline, day and authors that are read of a page."""
    try:
        return faults_of_the_told(page, read(page))
    except Reject:
        return []


def faults_of_the_told(page: dict[str, Any], article: Article) -> list[str]:
    title = folded(article.title or "")
    day = article.published_at.date().isoformat() if article.published_at else None
    faults = []
    if page["title"] and folded(page["title"]) != title:
        faults.append(f"headline: {article.title}")
    if page["day"] and page["day"] != day:
        faults.append(f"day: {day}")
    if page["authors"] is not None and forms(page["authors"]) != forms(article.authors):
        faults.append(f"authors: {article.authors}")
    return faults


def text_faults(page: dict[str, Any]) -> list[str]:
    """Return what is wrong in the text that is read of a page."""
    try:
        return faults_of_text(page, read(page))
    except Reject as reason:
        return [f"rejected as {reason}"] if page["article"] else []


def read(page: dict[str, Any]) -> Article:
    return clean_html(page["html"], page["url"], now=datetime(2026, 11, 28, tzinfo=UTC))


def faults_of_text(page: dict[str, Any], article: Article) -> list[str]:
    before = " ".join(one.text for one in article.taken if one.rule == "dateline")
    text, title = folded(f"{before} {article.text}"), folded(article.title or "")
    faults = [] if page["article"] else ["an article"]
    faults += [
        f"{text.count(folded(words))} times: {words}"
        for words in page["has"]
        if text.count(folded(words)) != 1
    ]
    return faults + [f"too much: {words}" for words in page["not"] if folded(words) in f"{title}\n{text}"]


def forms(names: Any) -> set[str]:
    return set(map(comparable_form, names))


def folded(words: str) -> str:
    """Return the words with single blanks and without the joiners of Persian."""
    return " ".join(words.replace("\u200c", "").split())
