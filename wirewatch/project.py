"""One project: its settings, configuration, ledger, landing zone and store, each opened when first asked for."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from wirewatch.connections import secrets_of_commands
from wirewatch.errors import Mistake, Trouble
from wirewatch.private_home import private_files
from wirewatch.progress import Progress
from wirewatch.remembered import Remembered
from wirewatch.settings import Settings

if TYPE_CHECKING:
    import pebble

    from processors.groups.catalogue import Catalogue
    from processors.statements.frames import FrameFile
    from processors.stores.store import Store
    from scrapers.provenance import Outlets
    from scrapers.records import Feed
    from wirewatch.config.alerts import AlertsConfig
    from wirewatch.landing import LandingZone
    from wirewatch.ledger.connect import Ledger
    from wirewatch.web_client import WebClient
    from wirewatch.workers.configuration import Configuration


CONFIGURATION = ("feeds.yaml", "groups.yaml", "alerts.yaml")
PROJECT_NAME = re.compile(r"[\w.-]{1,100}")


Opened = TypeVar("Opened")


class opened_once(cached_property[Opened]):  # noqa: N801 - it is used as the decorator whose kind it is
    """A property that is made when it is first asked for, once, whichever thread asks."""

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Opened:  # type: ignore[override]
        """Give the value; whoever asks while it is made waits for it."""
        with instance.lock_of(self.attrname):
            return super().__get__(instance, owner)  # type: ignore[no-any-return]


class Project:
    """What every stage and every command is handed. Use it as a context manager: it closes what it opened."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] | None = None):
        """Take settings, and where the secrets of channels are found by name: for None, as commands find them."""
        self.settings = settings
        self.environment = secrets_of_commands(settings) if environment is None else environment
        self.progress = Progress()
        self.remembered = Remembered()
        self.stopping = Event()
        """Set where the stages are to end: what runs ends soon, keeps what it has, and gives back the rest."""
        self._read: dict[str, int | None] = {}
        self._wrong: tuple[dict[str, int | None], Mistake] | None = None
        self._locks: dict[str, RLock] = {}
        self._private = ExitStack()

    def lock_of(self, name: str) -> RLock:
        """Give the lock under which a property is made."""
        return self._locks.setdefault(name, RLock())

    def __enter__(self) -> Self:
        self._private.enter_context(private_files(self.settings.home))
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._close()
        finally:
            self._private.close()

    def _close(self) -> None:
        self.stopping.set()
        self.end_workers()
        for prepared in ("writable_store", "store"):
            self.__dict__.pop(prepared, None)
        for opened in ("ledger", "unprepared_store", "web_client"):
            if opened in self.__dict__:
                self.__dict__.pop(opened).close()

    def end_workers(self) -> None:
        """End the worker processes, if there are any; whoever asks for `workers` next gets new ones."""
        if workers := self.__dict__.pop("workers", None):
            workers.stop()
            workers.join()

    def start_workers(self) -> None:
        """Have worker processes that are there: new ones where there are none, or where they have died.

        Raises Mistake, and Trouble where they cannot be started: the next call begins anew.
        """
        from wirewatch.workers.limits import are_active

        try:
            if not are_active(self.workers):
                self.end_workers()
                are_active(self.workers)
        except Trouble:
            self.end_workers()  # a part of them, and of what they share, may be there
            raise

    def check(self) -> None:
        """Read the configuration and the settings, so that what is wrong is told before any work. Raises Mistake."""
        self.reread()
        _ = self.landing, self.unprepared_store, self.polls_a_day, self.desk_url
        self._check_name()

    @cached_property
    def polls_a_day(self) -> int | None:
        """The most polls of one host in a day; None where there is no such bound. Raises Mistake."""
        if not (text := self.settings.polls_a_day):
            return None
        if not text.isdecimal() or not 0 < int(text[:9]) <= 100_000:
            mend = "write one from 1 to 100000"
            raise Mistake(f"WIREWATCH_POLLS_A_DAY: {text[:40]!r} is no number of polls", mend)
        return int(text)

    @cached_property
    def hub_url(self) -> str | None:
        """The public address of the server of `wirewatch hub`, without a slash at its end, or None. Raises Mistake."""
        from scrapers.errors import ScrapeError
        from scrapers.urls import canonicalize

        if not (text := (self.settings.hub_url or "").strip()):
            return None
        try:
            if not text.startswith(("http://", "https://")) or "?" in text or "#" in text:
                raise ValueError
            canonicalize(text)
        except (ScrapeError, ValueError):
            mend = "write one such as https://news.example.org/hub"
            raise Mistake(f"WIREWATCH_HUB_URL: {text[:80]!r} is no web address", mend) from None
        return text.rstrip("/")

    @cached_property
    def desk_url(self) -> str | None:
        """Where readers find the desk, without a slash at its end, or None where it is not told. Raises Mistake."""
        told = (self.settings.desk_url or "").strip().rstrip("/")
        if told and not told.startswith(("http://", "https://")):
            mend = "write one such as https://desk.example.org"
            raise Mistake(f"WIREWATCH_DESK_URL: {told[:80]!r} is no web address", mend)
        return told or None

    def reread(self) -> None:
        """Take over what was edited in the configuration since it was read last: all of it, or nothing.

        Raises Mistake where an edit is wrong; what was read before it stays.
        """
        from wirewatch.workers.configuration import read_configuration

        if take_over := self._read_edits(read_configuration):
            take_over()

    def read_edits(self) -> "Callable[[], None] | None":
        """Read what was edited since it was read last; give what takes it over, or None where nothing was.

        It is read in a process of its own. Nothing may be at work when it is taken over. Raises Mistake, and Trouble
        where an edit could not be read: a wrong one is read again when the files have changed.
        """
        from wirewatch.workers.configuration import read_apart

        return self._read_edits(read_apart)

    def _read_edits(
        self, read: "Callable[[Path, Mapping[str, str]], Configuration]"
    ) -> "Callable[[], None] | None":
        folder = self.settings.config
        frames = [f"statements/{file.name}" for file in (folder / "statements").glob("*.yaml")]
        edited = {name: _written_at(folder / name) for name in (*CONFIGURATION, *frames)}
        if edited == self._read:
            return None
        if self._wrong and self._wrong[0] == edited:
            raise self._wrong[1]
        try:
            fresh = read(self.settings.config, self.environment)
        except Mistake as mistake:
            self._wrong = edited, mistake
            raise

        def take_over() -> None:
            if _of_workers(edited) != _of_workers(self._read):
                self.end_workers()  # each has a tagger of the catalogue that it began with
            self.__dict__.update(fresh._asdict())
            self.__dict__.pop("outlets", None)
            self._read = edited

        return take_over

    @opened_once
    def feeds(self) -> "list[Feed]":
        """The feeds and sites of feeds.yaml. Raises Mistake."""
        from wirewatch.config.feeds import read_feeds

        return read_feeds(self.settings.config / "feeds.yaml", self.environment)

    @opened_once
    def catalogue(self) -> "Catalogue":
        """The groups of groups.yaml. Raises Mistake."""
        from wirewatch.config.groups import read_groups

        return read_groups(self.settings.config / "groups.yaml")

    @opened_once
    def frames(self) -> "tuple[FrameFile, ...]":
        """The frames of statements, of every language. Raises Mistake."""
        from wirewatch.config.statements import read_all_frames

        return read_all_frames(self.settings.config)

    @opened_once
    def alerts(self) -> "AlertsConfig":
        """The rules and channels of alerts.yaml. Raises Mistake."""
        from wirewatch.config.alerts import read_alerts

        return read_alerts(self.settings.config / "alerts.yaml", self.environment, self.branches)

    def branches(self, group: str) -> set[str]:
        """Give the groups that are a part of a group; the catalogue is read when this is first asked.

        Raises KeyError for an unknown id, and Mistake.
        """
        return self.catalogue.branches(group)

    def group_names(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Give the names of groups by their ids; the id where the catalogue has none, or is wrong.

        What is wrong with it is for others to tell: an alert does not wait for it.
        """
        try:
            names = {group.id: group.name for group in self.catalogue.groups}
        except Mistake:
            names = {}
        return tuple(names.get(id_, id_) for id_ in ids)

    def is_one_group(self, one: str, other: str) -> bool:
        """Tell whether two ids are of one group, or of a group and a branch of it.

        Where the catalogue is wrong or does not know them, they are one where they are the same.
        """
        try:
            return one == other or other in self.branches(one) or one in self.branches(other)
        except (KeyError, Mistake):
            return False

    @opened_once
    def ledger(self) -> "Ledger":
        """The ledger, migrated. Raises Mistake and Trouble."""
        from wirewatch.ledger.connect import open_ledger, sqlite_url

        return open_ledger(self.settings.state_url or sqlite_url(self.settings.home / "ledger.db"))

    @opened_once
    def name(self) -> str:
        """What the project is called in its index. Raises Mistake and Trouble."""
        from wirewatch.ledger.project_name import name_project

        self._check_name()
        return name_project(self.ledger, self.settings.home, self.settings.project)

    def _check_name(self) -> None:
        wanted = self.settings.project
        if wanted and not PROJECT_NAME.fullmatch(wanted):
            raise Mistake(
                f"WIREWATCH_PROJECT: {wanted!r} is no name", "write letters, digits, `.`, `-` and `_`"
            )

    @opened_once
    def landing(self) -> "LandingZone":
        """The landing zone. Raises Mistake."""
        from wirewatch.landing import LandingZone

        try:
            landing = LandingZone(self.settings.landing_url)
            _ = landing.root.fs  # of a kind that is installed
            return landing
        except (ValueError, ImportError) as error:
            mend = "give a folder, or an address whose fsspec package is installed"
            raise Mistake(f"WIREWATCH_LANDING_URL: {error}", mend) from None

    @opened_once
    def unprepared_store(self) -> "Store":
        """The index, of which nothing has been asked yet. Raises Mistake."""
        from processors.stores.open import open_store
        from processors.stores.store import ANALYZERS, StoreRefused

        if self.settings.index_analyzers not in ANALYZERS:
            message = f"WIREWATCH_INDEX_ANALYZERS: there are no {self.settings.index_analyzers!r}"
            raise Mistake(message, f"write {', '.join(ANALYZERS)} or nothing")
        try:
            return open_store(
                self.settings.index_url,
                api_key=self.settings.index_api_key,
                user=self.settings.index_user,
                password=self.settings.index_password,
                ca_cert=self.settings.index_ca_cert,
                analyzers=self.settings.index_analyzers,
            )
        except StoreRefused as error:
            raise Mistake(f"WIREWATCH_INDEX_URL: {error}") from None

    @opened_once
    def store(self) -> "Store":
        """The index, to be read. Raises Mistake and StoreError."""
        if self.settings.index_url.startswith("tantivy:"):
            self.unprepared_store.prepare()  # a folder costs nothing, and has to be there before it can be read
        return self.unprepared_store

    @opened_once
    def writable_store(self) -> "Store":
        """The index, set up and this project's: who only reads may do so with a key that cannot. Raises StoreError.

        Raises Mistake and Trouble as `name` does.
        """
        self.unprepared_store.prepare(self.name)
        return self.unprepared_store

    @opened_once
    def outlets(self) -> "Outlets":
        """The sources of the feeds, by their domains. Raises Mistake."""
        from scrapers.provenance import outlets_of

        return outlets_of(self.feeds)

    @opened_once
    def workers(self) -> "pebble.ProcessPool":
        """The processes in which pages become articles, started or not. Raises Mistake and Trouble."""
        from wirewatch.workers.pool import start_workers

        _ = self.landing  # a worker could not tell what is wrong with its address
        return start_workers(self.settings.landing_url, self.catalogue, self.frames)

    @opened_once
    def web_client(self) -> "WebClient":
        """The client for everything that is fetched."""
        from scrapers.http import Limits
        from wirewatch.web_client import WebClient

        return WebClient(Limits(allow_private=self.settings.allow_private_networks))


def _of_workers(files: "Mapping[str, int | None]") -> dict[str, int | None]:
    """Give those files, with their times, by which workers work: the catalogue and the frames."""
    return {name: at for name, at in files.items() if name not in ("feeds.yaml", "alerts.yaml")}


def _written_at(file: Path) -> int | None:
    """Give when a file was written, in nanoseconds of the file system's clock, or None where there is none."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None
