"""What stands at the edges of a paragraph and is none of its words: a picture's credit before it, a mark behind it."""

import regex

from processors.newsroom.page_lines import SENTENCE_END
from processors.text.agencies import AGENCY
from processors.text.characters import count_words

MIN_REST = 6
"""Words of a paragraph behind a credit; with fewer the whole line is the credit or the caption."""


def split_leading_credit(paragraph: str) -> tuple[str, str | None]:
    """Return the paragraph without the credit of a picture that it begins with, and that credit or None."""
    found = _LEADING_CREDIT.match(paragraph)
    rest = paragraph[found.end() :] if found else ""
    is_text = count_words(rest) >= MIN_REST and SENTENCE_END.search(rest)
    return (rest, found[0].strip()) if found and is_text else (paragraph, None)


def without_trailing_mark(paragraph: str) -> tuple[str, str]:
    """Return the paragraph without the marks that extraction leaves at its end ("Text. *"), and these or nothing."""
    if not paragraph.endswith(("*", "•", "|")):
        return paragraph, ""
    text = _TRAILING.sub("", paragraph)
    return text, paragraph[len(text) :].strip()


_PICTURE = r"(?i:photo(?:graph)?|image|picture|foto|video|фото|صورة)s?"
_BANK = (
    r"(?:Getty(?: Images)?|iStock(?:photo)?|Shutterstock|Alamy(?: Stock Photo)?|picture[ -]alliance|imago(?: images)?|"
    r"EPA(?:-EFE)?|Zuma(?: Press)?|ZUMA|Corbis|Unsplash|Pexels|Pixabay|Adobe ?Stock|NurPhoto|Sipa|SIPA)(?!\w)"
)
"""Those who lend pictures; with the photographer's name before them as before an agency's: "Jane Doe/Getty Images"."""
_WHOSE = (
    rf"(?:(?:\p{{Lu}}[\p{{L}}\p{{M}}.'’-]*(?:\s?/\s?|\s+)){{1,7}}?(?:{_BANK}|(?<=/\s?){AGENCY})|{_BANK}|{AGENCY})"
    rf"(?:\s?/\s?(?:{_BANK}|{AGENCY}))*"
)
_LEADING_CREDIT = regex.compile(
    r"^\s*(?:(?:(?:[©ⓒ]|\((?i:c)\)|(?i:copyright)\s*[©ⓒ]?)\s*(?:(?:19|20)\d\d\s+)?|"
    rf"{_PICTURE}(?i: credit| courtesy| source)?(?:\s?:|(?i: by))\s*){_WHOSE}|"
    rf"[(\[](?:{_PICTURE}|{AGENCY}\s?(?:{_PICTURE}|/))\b[^()\[\]]{{0,80}}[)\]])"
    r"[\s.,:|–—-]+(?=[\p{Lu}\p{Lo}\"“«‘„])"
)
"""Names of agencies are many: the fewer times they stand in a pattern, the sooner it is compiled."""
_TRAILING = regex.compile(r"(?<=[.!?…。؟۔][\p{Pe}\p{Pf}\"'»”’]?)\s+[*•|]+$")
