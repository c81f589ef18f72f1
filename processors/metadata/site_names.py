"""The site's name in a title: what is one, and a title without it."""

import re
from functools import lru_cache
from unicodedata import combining, normalize
from urllib.parse import unquote, urlsplit

from processors.text.characters import comparable_form

_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
BAR = re.compile(
    r"\s+(?:[»·•—–―›>«~]|-{1,2}|//|::)\s+|\s*[|｜丨│]\s*|\s*:\s+|："
    rf"|(?<=[{_EAST}！？。…」』”）])[-_－—–]+(?=[{_EAST}])"
)
_PRESS = re.compile(
    r".{0,8}(?:网|網|新闻|新聞|[日时時晚]报|[日時晚]報|电视台|通讯社|通信社|ニュース|뉴스|일보|신문)"
)
"""What names itself an outlet, in scripts that write no blanks around the bar before it."""


def without_site_name(title: str, sites: set[str], url: str = "") -> str:
    """Return `title` without the site's name at its end, with all behind it, or at its start.

    `sites` are in the form of `comparable_form`. The name of a section goes as well where it stands at the end and in
    the address. Only a part that is such a name goes: "... With Al-Qaeda - Spokesperson" keeps its last part.
    """
    bars = list(BAR.finditer(title))
    ends = [*(bar.start() for bar in bars[1:]), len(title)]
    for bar, end in zip(bars, ends, strict=False):
        part = title[bar.end() : end]
        if (
            _ends(part, sites, url)
            if end == len(title)
            else comparable_form(part) in {*sites, _address(url)[0]}
        ):
            return without_site_name(title[: bar.start()].strip(), sites, url)
    known = "" if bars and bars[0][0].strip() in (":", "：") else url
    if bars and is_site(title[: bars[0].start()], sites, known):
        return title[bars[0].end() :].strip()
    return title.strip()


def _ends(part: str, sites: set[str], url: str) -> bool:
    """Tell whether the last part of a title names the site, or a folder in the address but not the page itself."""
    return (
        is_site(part, sites, url) or comparable_form(part) in _address(url)[2] or bool(_PRESS.fullmatch(part))
    )


def is_site(part: str, sites: set[str], url: str) -> bool:
    """Tell whether a part of a title is the site's name: one of `sites`, in `comparable_form`, or of the address."""
    form, (host, labels, _) = comparable_form(part), _address(url)
    return (
        not form
        or form in sites
        or (len(form) > 3 and (form in host or (" " in part.strip() and unaccented(form) in host)))
        or any(len(site) > 5 and site in form and 2 * len(site) >= len(form) for site in sites)
        or any(label in form and 2 * len(label) >= len(form) for label in labels)
    )


def unaccented(form: str) -> str:
    """Return letters without their accents."""
    return "".join(c for c in normalize("NFKD", form) if not combining(c))


@lru_cache(maxsize=64)
def _address(url: str) -> tuple[str, set[str], set[str]]:
    """Return the address's host, its labels of some length, and the folders, all in the form of `comparable_form`."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", set(), set()
    folders = {comparable_form(unquote(name)) for name in parts.path.rstrip("/").split("/")[:-1]} - {""}
    labels = {comparable_form(label) for label in host.split(".") if len(label) > 3}
    return comparable_form(host.removeprefix("www.")), labels, folders
