"""Which language a text is in, from the text itself: what pages and feeds declare is often wrong."""

from functools import cache

MIN_LETTERS = 20
"""Fewer letters than this say too little to decide on."""


def detect_language(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language that `text` is in.

    Looks at the first 1,000 characters; None for the few languages that have no such code. Where there are too
    few letters to tell, the answer is the primary tag of `declared` (a BCP 47 tag, or None).
    """
    sample = text[:1000]
    if sum(char.isalpha() for char in sample) < MIN_LETTERS:
        return declared.split("-")[0].lower() if declared else None
    code = str(_identifier().classify(sample)[0])
    return code if len(code) == 2 else None


@cache
def _identifier():  # type: ignore[no-untyped-def]
    """Load the model once a process: it takes about as long as cleaning ten pages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
