"""config/feeds.yaml: what is polled, and whose it is."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scrapers.errors import ScrapeError
from scrapers.kinds import channel_of, has_whole_texts, is_other_page_of_telegram, kind_of
from scrapers.login import split_login
from scrapers.records import Feed, Kind, Source
from scrapers.sites import check_selector
from scrapers.urls import canonicalize, domain_of
from scrapers.zones import zone_of
from wirewatch.config.feed_secrets import Headers, SecretSpec, login_of
from wirewatch.config.times import parse_span
from wirewatch.config.yaml_file import YamlFile, read_yaml, validate

BEFORE_AT = re.compile(r"://.*@", re.DOTALL)
"""More than user and password, where these have signs that no address may have: what is wrong is shown without them."""


IN_PASSWORD = "in user and password, write : as %3A, / as %2F, ? as %3F and # as %23; the user has no :"  # noqa: S105


class SourceSpec(BaseModel):
    """The outlet, as written: what is left out comes from the feed's address."""

    model_config = ConfigDict(extra="forbid")
    id: str | None = Field(None, min_length=1, max_length=100)
    name: str | None = Field(None, min_length=1, max_length=200)
    domain: str | None = Field(None, min_length=1, max_length=253)
    domains: list[Annotated[str, Field(min_length=1, max_length=253)]] = Field(
        default_factory=list, max_length=100
    )
    country: str | None = Field(None, pattern="^[A-Z]{2}$")


class FeedSpec(BaseModel):
    """One entry of `feeds`."""

    model_config = ConfigDict(extra="forbid")
    url: str
    name: str = ""
    source: SourceSpec = Field(default_factory=SourceSpec)
    language: str | None = Field(None, pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    every: str | None = None
    full_text: Literal["page", "feed", "auto"] = "auto"
    paused: bool = False
    kind: Kind | None = None
    zone: str | None = None
    zone_written: str | None = None
    login: SecretSpec | None = None
    cookies: SecretSpec | None = None
    headers: Headers = Field(default_factory=dict)

    @field_validator("url")
    @classmethod
    def _is_web(cls, value: str) -> str:
        shown = BEFORE_AT.sub("://***@", value)
        try:
            canonicalize(value)
            _, login = split_login(value)
        except ScrapeError as error:
            why = (error.detail or error.reason) if shown == value else IN_PASSWORD
            if shown == value and "://" not in value and _is_address(f"https://{value}"):
                raise ValueError(f"{shown!r} is no web address; write https://{value}") from None
            raise ValueError(
                f"{shown!r} is no web address ({why}); write one such as https://example.org/rss"
            ) from None
        if login and login.written == "***":
            raise ValueError(
                f"{shown!r} has *** where user and password stand; write them, or leave them out"
            )
        return value

    @field_validator("every")
    @classmethod
    def _is_span(cls, value: str | None) -> str | None:
        if value is not None and parse_span(value).total_seconds() <= 0:
            raise ValueError("a span of no time at all")
        return value

    @field_validator("zone", "zone_written")
    @classmethod
    def _is_zone(cls, value: str | None) -> str | None:
        if value is not None and zone_of(value) is None:
            raise ValueError(f"{value!r} is no time zone; write one such as Asia/Kabul")
        return value

    @model_validator(mode="after")
    def _has_zone_instead(self) -> "FeedSpec":
        if self.zone_written and not self.zone:
            raise ValueError("`zone_written` is read in another zone; name that one too: `zone: Asia/Kabul`")
        return self

    @model_validator(mode="after")
    def _has_one_login(self) -> "FeedSpec":
        if self.login and split_login(self.url)[1]:
            raise ValueError("`url` has a user and password, and there is a `login`; keep one of them")
        return self


class ListedFeedSpec(FeedSpec):
    """One entry of `feeds`, which is a feed or a page that is read like one."""

    @model_validator(mode="after")
    def _shows_messages(self) -> "ListedFeedSpec":
        if self.kind in (None, "telegram") and is_other_page_of_telegram(self.url):
            raise ValueError(
                f"{self.url!r} shows no messages; write https://t.me/s/NAME for a public channel"
            )
        return self


class SiteSpec(FeedSpec):
    """One entry of `sites`: a page without a feed."""

    kind: Literal["feed"] | None = None
    links: str
    text: str | None = None

    @field_validator("links", "text")
    @classmethod
    def _is_selector(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                check_selector(value)
            except ScrapeError as error:
                raise ValueError(error.detail or error.reason) from None
        return value


class FeedsFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    feeds: list[ListedFeedSpec] | None = None
    sites: list[SiteSpec] | None = None


def read_feeds(file: Path, environment: Mapping[str, str] = os.environ) -> list[Feed]:
    """Read feeds.yaml into feeds, then sites, in the file's order. Raises Mistake with file and line.

    `environment` holds the secrets that feeds name; one that is wanting fails its feed, when that is asked.
    """
    yaml_file = read_yaml(file)
    if yaml_file.data is None:
        return []
    spec = validate(yaml_file, FeedsFile)
    places: list[tuple[str, int, FeedSpec]] = [
        *(("feeds", index, feed) for index, feed in enumerate(spec.feeds or [])),
        *(("sites", index, site) for index, site in enumerate(spec.sites or [])),
    ]
    _refuse_doubles(yaml_file, places)
    return [feed_of(feed, environment) for _, _, feed in places]


def feed_of(spec: FeedSpec, environment: Mapping[str, str] = os.environ) -> Feed:
    """Complete what was left out: the source of a feed without one is its domain."""
    kind = spec.kind or ("feed" if isinstance(spec, SiteSpec) else kind_of(spec.url))
    channel = channel_of(spec.url) if kind == "telegram" else None
    # As the channel is also called: each of them is an outlet, and not Telegram.
    own = f"{channel.lower()}.t.me" if channel else domain_of(spec.url)
    registered = spec.source.domain or own or urlsplit(spec.url).hostname or spec.url
    source = Source(
        id=spec.source.id or registered,
        name=spec.source.name or spec.name or channel or registered,
        domain=registered,
        country=spec.source.country,
    )
    selectors: dict[str, Any] = {}
    if isinstance(spec, SiteSpec):
        selectors = {"links": spec.links, "text": spec.text}
    url, login = split_login(spec.url)
    return Feed(
        url=url,
        login=login_of(url, login, spec.login, spec.cookies, spec.headers, environment),
        source=source,
        name=spec.name,
        language=spec.language,
        every=parse_span(spec.every) if spec.every else None,
        full_text="feed" if spec.full_text == "auto" and has_whole_texts(spec.url, kind) else spec.full_text,
        kind=kind,
        paused=spec.paused,
        zone=spec.zone,
        zone_written=spec.zone_written,
        domains=(*spec.source.domains, *_further_domains(spec.url, kind)),
        **selectors,
    )


def _is_address(text: str) -> bool:
    try:
        canonicalize(text)
    except ScrapeError:
        return False
    return True


def _further_domains(url: str, kind: str) -> tuple[str, ...]:
    """Return where else a source's articles stand: messages have their addresses at t.me, wherever they are shown."""
    return ("t.me",) if kind == "telegram" and domain_of(url) != "t.me" else ()


def _refuse_doubles(yaml_file: YamlFile, places: list[tuple[str, int, FeedSpec]]) -> None:
    seen: dict[str, tuple[str, int]] = {}
    for section, index, feed in places:
        url, _ = split_login(feed.url)
        if first := seen.get(url):
            told = f"{url} stands in line {yaml_file.line(first)} already"
            raise yaml_file.mistake((section, index, "url"), told, "keep one")
        seen[url] = (section, index)
