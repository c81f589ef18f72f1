"""Addresses: the one form by which a link is known, and what is derived from it.

Merging two different addresses loses an article for good; keeping two forms of the same one only
fetches a copy, which is found later by its text. So wherever a rule could do either, it keeps.
"""

import hashlib
import re
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit

from w3lib.url import canonicalize_url

from scrapers.errors import Reject
from scrapers.mend import mend
from scrapers.wrappers import is_aggregator, unwrap

MAX_LENGTH = 2048
"""Longest canonical address, in characters: what browsers, proxies and sitemaps agree to carry."""

MAX_RAW = 4 * MAX_LENGTH
"""Longest address that is looked at at all: tracking parameters can outweigh the address itself."""

_CREDENTIALS = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/?#\"'<>]*@", re.IGNORECASE)
"""User and password of an address within any text."""

_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates. Format characters stay allowed: Persian addresses have zero-width joiners."""

_NORMAL = re.compile(r"https?://[a-z0-9.-]+/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/|$))*")
"""Addresses of which nothing has another form, as most are: no query, no percent-encoding, no dot segments."""

_ONLY_FORM = re.compile(
    r"https?://([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*)/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/|$))*"
)
"""The same where the host is plausible, which it holds: such an address is its own one form."""

# Where anyone can open a place under a name of its own, and which the suffix list that is installed does not have.
_BLOGS = """
    wordpress.com home.blog substack.com beehiiv.com ghost.io medium.com tumblr.com typepad.com livejournal.com
    dreamwidth.org weebly.com squarespace.com jimdo.com jimdofree.com webnode.com mystrikingly.com altervista.org
    over-blog.com over-blog.net overblog.com canalblog.com unblog.fr hypotheses.org noblogs.org blackblogs.org
    neocities.org edublogs.org bearblog.dev write.as micro.blog tistory.com ucoz.com ucoz.ru ucoz.net
    blogfa.com blogsky.com mihanblog.com persianblog.ir rozblog.com blog.ir parsiblog.com maktoobblog.com blogcu.com
"""
_HOSTS_OF_BLOGS = frozenset(_BLOGS.split())

_DEFAULT_PORTS = {"http": 80, "https": 443}

_HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")

# courlan's TRACKERS_RE is where these lists start. It is not used as it stands because it matches
# parts of names: `gallery`, `reference`, `cid` and `eid` are articles in newsrooms, and would be merged.
_TRACKER_PREFIXES = (
    *(
        "utm_",
        "itm_",
        "mtm_",
        "pk_",
        "piwik_",
        "matomo_",
        "hsa_",
        "vero_",
        "oly_",
        "mc_",
        "mkt_",
        "ga_",
        "gs_",
    ),
    *("at_", "ns_", "wt_", "wt.", "fb_action_", "fb_ref", "fb_source", "_hs", "__hs", "guce_", "trk_"),
)

# Click identifiers of the advertising networks.
_ADVERTISERS = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid yclid ysclid ycsclid ttclid fbcid clickid li_fat_id
    epik s_kwcid ef_id rb_clickid _openstat dicbo tblci zanpid _ga _gl vgo_ee mkwid pcrid spm
"""

# Shares from social networks and messengers.
_SHARES = """
    igsh igshid mibextid ref_src ref_url refsrc referrer referer soc_src soc_trk spref sr_share linkid
    __twitter_impression __tn__ __source sharetype share_source guccounter
"""

# Newsrooms' own: Guardian, New York Times, Al Jazeera, Deutsche Welle, Reuters, Bloomberg, Washington Post,
# Daily Mail, MSN, Conde Nast, CBS, NPR; Adobe's and AT Internet's measurement.
_NEWSROOMS = """
    cmp cmpid icid intcid intcmp int_cmp ito xtor xtref traffic_source maca taid srnd sref wpisrc wpmm itid
    smid smtyp ocid ncid mbid bxid cndid ftag s_cid sc_cid sc_channel sc_campaign mktcid mktcval feedtype
    feedname
"""

_TRACKERS = frozenset((_ADVERTISERS + _SHARES + _NEWSROOMS).split())

# Names that are trackers in most newsrooms (`?ref=homepage`) and the article's number in some
# (`?ref=20210505`): they go only where no digit is in the value.
_TRACKERS_WITHOUT_NUMBER = frozenset({"ref", "source", "via", "partner", "campaign", "medium", "share", "ft"})

# Names that servers of pages give to a reader's session. Others (`sid`, `session`) name articles elsewhere: these are
# learnt, host by host, by `scrapers.tokens`.
_SESSIONS = frozenset({"phpsessid", "jsessionid", "asp.net_sessionid", "cftoken"})
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;?]*|(?<=/)\(S\([a-z0-9]{24}\)\)/", re.IGNORECASE)


def canonicalize(url: str, base: str | None = None) -> str:
    """Return the one form of `url` (relative to `base`, if given) by which its article is known.

    Mends what crept in, takes aggregators' wrappers off, lower-cases scheme and host (IDNA 2008), drops credentials,
    default port, fragment (except `#!`), session ids and tracking parameters, sorts the query, normalises
    percent-encoding and resolves dot segments. Scheme, `www.`, doubled and trailing slashes stay. Applying it twice
    changes nothing. Raises Reject (`bad_url`) for what is not an http or https address with a plausible host, has
    control characters or lone surrogates, or is longer than `MAX_LENGTH`.
    """
    return url if _host_at_sight(url) else _canonical(_absolute(url, base))


def plain_address(url: str, base: str | None = None) -> str:
    """Return the address to ask for: `url` (relative to `base`, if given), mended and out of its wrappers.

    Parameters and fragment stay as they were written. Raises Reject (`bad_url`) as `canonicalize` does.
    """
    address = _absolute(url, base)
    _normal_form(address)
    while inside := unwrap(address):
        try:
            _normal_form(inside := mend(inside))
        except Reject:
            break
        address = inside
    return address


def hide_credentials(text: str) -> str:
    """Return a text in which every address that holds a user or password shows `***` in their place.

    An `@` in a password that is not percent-encoded belongs to it, as browsers read it: the last one ends it.
    """
    return _CREDENTIALS.sub(r"\1***@", text)


def drop_credentials(text: str) -> str:
    """Return a text in which no address has a user or password: what is stored."""
    return _CREDENTIALS.sub(r"\1", text)


def link_id(canonical_url: str) -> str:
    """Return the id of a link and of its article: the hex SHA-256 of its canonical address in UTF-8."""
    return hashlib.sha256(canonical_url.encode()).hexdigest()


def host_of(url: str) -> str:
    """Return the host of `url`, lower-case, in IDNA, without port and brackets. Raises Reject (`bad_url`)."""
    return _host_at_sight(url) or urlsplit(canonicalize(url)).hostname or ""


def shard_key(host: str) -> int:
    """Return a number from 0 to 2**31 - 1 that is the same for `host` on every machine and Python.

    31 bits, so that it fits a signed INTEGER of every database.
    """
    return int.from_bytes(hashlib.sha256(host.encode()).digest()[:4]) >> 1


def domain_of(url: str) -> str:
    """Return the registrable domain of `url` (`bbc.co.uk`), which is what outlets are counted by.

    Names under a suffix where anyone can register (`blogspot.com`, `wordpress.com`) are domains of their own. Hosts
    without a public suffix, such as addresses of machines, are returned whole. Reads the suffix list
    that is installed, never the network. Raises Reject (`bad_url`).
    """
    return _domain_of_host(host_of(url))


@lru_cache(maxsize=4096)
def _domain_of_host(name: str) -> str:
    # courlan loads several packages that nothing else on the way to a command needs.
    from courlan import extract_domain

    domain = extract_domain(f"http://{name}/") or name
    if domain not in _HOSTS_OF_BLOGS:
        return domain
    place = name.removesuffix(domain).rstrip(".").rpartition(".")[2]
    return domain if place in ("", "www") else f"{place}.{domain}"


def is_tracker(parameter: str) -> bool:
    """Tell whether a parameter of an address, `name=value`, tells only where a reader came from, or who that is."""
    name, _, value = parameter.partition("=")
    name = name.lower()
    if name in _TRACKERS_WITHOUT_NUMBER:
        return not any(character.isdigit() for character in value)
    return name in _TRACKERS or name in _SESSIONS or name.startswith(_TRACKER_PREFIXES)


@lru_cache(maxsize=4096)
def _canonical(address: str) -> str:
    """Return an absolute address in its one form: several stages of a poll ask for the same thousand."""
    result = _normal_form(address)
    while inside := unwrap(result):
        try:
            result = _normal_form(mend(inside))
        except Reject:
            break  # only the wrapper is an address
    if len(result) > MAX_LENGTH:
        raise Reject("bad_url", f"{len(result)} characters long: {result[:200]!r}")
    return result


def _host_at_sight(url: str) -> str | None:
    """Return the host of an address that is its own one form, as most are; None where that takes a closer look."""
    seen = _ONLY_FORM.fullmatch(url) if len(url) <= MAX_LENGTH else None
    return seen[1] if seen and not is_aggregator(seen[1]) else None


def _absolute(url: str, base: str | None) -> str:
    url = url.strip()
    if len(url) <= MAX_RAW and _NORMAL.fullmatch(url):
        return url
    _refuse_unreadable(url)
    url = mend(url, base)
    try:
        return urljoin(base, url) if base else url
    except ValueError as error:
        raise Reject("bad_url", f"{error}: {url[:200]!r}") from error


@lru_cache(maxsize=4096)
def _normal_form(url: str) -> str:
    """Return an absolute address in its one form, whatever stands inside of it."""
    _refuse_unreadable(url)
    try:
        parts = urlsplit(url)
        absolute = parts._replace(netloc=_netloc(parts)).geturl()
        if _NORMAL.fullmatch(absolute):
            return absolute
        parts = urlsplit(canonicalize_url(absolute, keep_fragments=True))
    except ValueError as error:
        raise Reject("bad_url", f"{error}: {url[:200]!r}") from error
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    return parts._replace(path=path, query=_query(parts.query), fragment=fragment).geturl()


def _refuse_unreadable(url: str) -> None:
    if len(url) > MAX_RAW:
        raise Reject("bad_url", f"{len(url)} characters long: {url[:200]!r}")
    if _UNREADABLE.search(url):
        raise Reject("bad_url", f"control character or surrogate in {url[:200]!r}")


def _netloc(parts: SplitResult) -> str:
    """Return host and port as they belong into an address; raises ValueError for what is no such thing."""
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"scheme {parts.scheme!r} is not http or https")
    if "\\" in parts.netloc:
        raise ValueError("backslash before the path: browsers and servers disagree about the host")
    name = _ipv6(parts.hostname or "") if "[" in parts.netloc else _host_name(parts.hostname or "")
    port = parts.port
    return name if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"


def _ipv6(name: str) -> str:
    if "%" in name:
        raise ValueError(f"{name[:200]!r} has a zone, which means something on one machine only")
    return f"[{IPv6Address(name).compressed}]"


def _host_name(name: str) -> str:
    if not name.isascii():
        name = _idna(name)
    name = name.removesuffix(".")
    for label in name.split("."):
        if not 0 < len(label) <= 63 or not _HOST_CHARACTERS.issuperset(label):
            raise ValueError(f"{name[:200]!r} is not the name of a host")
    return name


def _idna(name: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        # Symbols (emoji domains) are outside of IDNA 2008, but registered and answered.
        return name.encode("idna").decode()


def _query(query: str) -> str:
    # w3lib writes `?20210505` as `?20210505=`, which some servers answer differently.
    parameters = (parameter.removesuffix("=") for parameter in query.split("&"))
    return "&".join(parameter for parameter in parameters if parameter and not is_tracker(parameter))
