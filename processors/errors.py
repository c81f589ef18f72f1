"""What can go wrong between a page and an article.

    ProcessError        the root: everything that processors raise on purpose
    └── Reject          the page will never be an article; final, named, and no fault of ours

A `Reject` ends a link with its reason. Anything else that comes out of processors is a bug.
"""

REASONS = {
    "too_short": "headline and text have fewer words than `clean.MIN_WORDS`, and no feed says that this is all",
    "not_article": "a front page, a list of links or another page without a body of text",
    "no_part": "the page has several items, and no part that is this one; nor did the feed carry its text",
    "consent_wall": "the page asks for consent to cookies in place of the text",
    "soft_404": "the page says that there is nothing here, under a status that says the opposite",
    "bot_check": "the page checks whether a person reads it",
    "javascript_shell": "the page is empty until a browser has run its scripts",
    "paywall_stub": "the page carries an offer to subscribe, or a form to log in, and not the text",
    "same_article": "the page is another address of an article that has a link, by its own word or a redirect's",
    "quarantined": "the host's pages have begun to give stubs, or all the same text (`processors.health.host_health`)",
    "no_text": "a PDF without any text: a scan, most likely",
    "encrypted": "a PDF that opens with a password only",
    "not_html": "the bytes are neither HTML nor plain text, nor a PDF that can be read",
    "undecodable": "no character set turns the bytes into text",
    "too_large": "the page is over the cap on bytes or elements",
    "too_deep": "the elements are nested deeper than the parser follows",
    "timeout": "the page took longer than its worker was given",
}
"""Reasons that processors give. A page that scrapers could not have keeps the reason they gave."""


class ProcessError(Exception):
    """Root of what processors raise: `reason` is one word for counting, `detail` is for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["ProcessError"], tuple[str, str]]:
        """Pickle by both arguments, so that it crosses from a worker process whole."""
        return type(self), (self.reason, self.detail)


class Reject(ProcessError):
    """Final: the page will never be an article; `reason` is a key of REASONS, or `Page.missing`."""
