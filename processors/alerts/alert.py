"""match: what a rule says about the article that it matched."""

from datetime import date, datetime
from typing import Any

from processors.alerts.sentence import MAX_SENTENCE, sentence_and_speaker
from processors.query.query import Query
from processors.records import Alert
from processors.text.cut import shorten
from processors.text.sentences import first_sentence


def make_alert(rule: str, query: Query, document: dict[str, Any], outlets: int) -> Alert:
    """Make the alert of a rule about a document that its query matched.

    Its sentence is that of `processors.alerts.sentence`.
    """
    sentence, speaker = sentence_and_speaker(query, document)
    return Alert(
        rule=rule,
        story_id=document["story_id"],
        article_id=document["id"],
        title=document["title"]
        or shorten(first_sentence(document["text"], document.get("language")), MAX_SENTENCE),
        url=document["url"],
        source=document["source"]["name"],
        groups=tuple(document["groups"]),
        sentence=sentence,
        speaker=speaker,
        outlets=outlets,
        published_at=_moment(document["published_at"]),
        published_day=_day(document.get("published_day") or document["published_at"]),
        first_seen_at=datetime.fromisoformat(document["first_seen_at"]),
    )


def _day(text: str | None) -> date | None:
    """Give the day of a stored day or time: an article of an earlier version has the time alone."""
    return date.fromisoformat(text[:10]) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
