"""The form of a rule: from a search, or from one that is there, to what it would have sent, to alerts.yaml.

    /alerts/new?q=QUERY      a form for a new rule, with what it would have sent beside it
    /alerts/edit?rule=NAME   the same for a rule that is there
    POST /alerts/edit        `do=try` shows what would change; `do=save` writes what was shown, and nothing else

The form says what was read of the rule, so that the second of two editors is told, and which values were tried, so
that nothing is saved whose effect nobody has seen. A channel is named, and its address is never shown.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import yaml
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from processors.stores.store import StoreError
from wirewatch.config.alerts import read_alerts
from wirewatch.config.edit_rules import FIELDS, USUAL, Conflict, read_rule, save_rule
from wirewatch.config.times import parse_span
from wirewatch.errors import Mistake, WirewatchError
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.leases import now
from wirewatch.ledger.users import Role
from wirewatch.project import Project
from wirewatch.web import reading
from wirewatch.web.access import Form, require

ROLE: Role = "admin"
SPANS = ("1d", "7d", "30d")
"""Over which a rule can be tried."""
SHOWN = 20
"""Alerts that are shown of those gained, and of those lost."""
ONCE_PER = ("story", "event", "statement")
CHANNEL = "to:"
"""How the field of each channel begins."""
_FLOW: Any = {"default_flow_style": True, "width": 10_000, "allow_unicode": True}


class RuleForms:
    """The pages on which rules are written."""

    def __init__(self, project: Project, show: Callable[..., Response]) -> None:
        self.project, self.show = project, show
        self.file = project.settings.config / "alerts.yaml"

    def new(self, request: Request) -> Response:
        """Show the form of a new rule with the query of a search. Raises Mistake and NotAllowed."""
        require(request, ROLE)
        asked = reading.read_asked(request.query_params.multi_items())
        query = reading.narrowed_query(asked) if asked._replace(events=False) != reading.Asked() else ""
        channels = _channels(self.project)
        once_per = "event" if asked.events else USUAL["once_per"]
        fields = {**USUAL, "name": "", "query": query, "to": channels[:1], "once_per": once_per}
        return self._page(request, fields, seen="", name="", span="7d", tried=bool(channels and query))

    def edit(self, request: Request) -> Response:
        """Show the form of a rule that is there. Raises Mistake and NotAllowed."""
        require(request, ROLE)
        name = request.query_params.get("rule", "")
        written = read_rule(self.file, name)
        if written is None:
            raise Mistake(f"alerts.yaml has no rule {name[:100]!r}", "choose one on the page of alerts")
        return self._page(request, written.fields, written.seen, name, "7d", tried=False)

    def send(self, request: Request, form: Form) -> Response:
        """Try what was written, or save what was tried. Raises Mistake and Trouble."""
        name, span = form.get("rule", ""), form.get("span", "")
        fields, wrong = read_fields(form)
        if wrong:
            return self._page(request, fields, form.get("seen", ""), name, span, mistakes=wrong)
        if form.get("do") != "save" or form.get("tried") != _mark(fields):
            return self._page(request, fields, form.get("seen", ""), name, span, tried=True)
        who = require(request, ROLE).name
        try:
            with self.project.ledger.begin() as tx:
                what = "edit rule" if name else "add rule"
                note_change(tx, who, what, fields["name"], now(), fields["query"])
                save_rule(self.file, fields, form.get("seen", ""), self._check)
        except Conflict as conflict:
            return self._conflict(request, fields, name, span, conflict)
        except (
            WirewatchError
        ) as error:  # such as a folder that nobody may write into: what was written here stays
            return self._page(
                request, fields, form.get("seen", ""), name, span, mistakes=[("", _told(error))]
            )
        self.project.reread()
        return RedirectResponse("/alerts#rules", 303)

    def _check(self, file: Any) -> object:
        return read_alerts(file, self.project.environment, self.project.branches)

    def _conflict(
        self, request: Request, fields: Mapping[str, Any], name: str, span: str, conflict: Conflict
    ) -> Response:
        """Show what another has written, beside what this reader has."""
        written = read_rule(self.file, name) if name else None
        return self._page(
            request,
            fields,
            written.seen if written else "",
            name if written else "",
            span,
            mistakes=[("", conflict)],
            theirs=written.fields if written else None,
            status=409,
        )

    def _page(
        self,
        request: Request,
        fields: Mapping[str, Any],
        seen: str,
        name: str,
        span: str,
        *,
        tried: bool = False,
        mistakes: list[tuple[str, Mistake]] | None = None,
        theirs: Mapping[str, Any] | None = None,
        status: int = 200,
    ) -> Response:
        from wirewatch.preview.try_rule import Trial, try_rule  # it needs what matches and alerts

        span = span if span in SPANS else "7d"
        trial = Trial(mistakes or [], [], None, None)
        if tried:
            try:
                trial = try_rule(self.project, _named(fields), seen, name, parse_span(span))
            except Conflict as conflict:
                return self._conflict(request, fields, name, span, conflict)
            except StoreError as error:
                trial = Trial([("", Mistake(f"it cannot be tried now: {error}"))], [], None, None)
        can_be_saved = tried and not trial.mistakes and bool(fields["name"])
        return self.show(
            request,
            "rule.html",
            400 if trial.mistakes and status == 200 else status,
            fields=fields,
            when=_as_text(fields["when"]),
            channels=_channels(self.project),
            seen=seen,
            rule=name,
            span=span,
            spans=SPANS,
            once_per=ONCE_PER,
            wrong=_by_field(trial.mistakes),
            trial=trial,
            tried=_mark(fields) if can_be_saved else "",
            shown=SHOWN,
            theirs=_differences(theirs, fields) if theirs else None,
        )


def read_fields(form: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, Mistake]]]:
    """Read the values of a form; gives them, and what is wrong with each field."""
    wrong: list[tuple[str, Mistake]] = []
    when: Any = form.get("when", "").strip() or USUAL["when"]
    try:
        when = yaml.safe_load(when)
    except yaml.YAMLError:
        mistake = Mistake("this cannot be read", "write each, or such as {count: 10, within: 1h}")
        wrong.append(("when", mistake))
    fields = {
        "name": form.get("name", "").strip(),
        "query": form.get("query", "").replace("\r\n", "\n").strip(),
        "when": when,
        "to": [field.removeprefix(CHANNEL) for field in form if field.startswith(CHANNEL)],
        "throttle": form.get("throttle", "").strip() or None,
        "not_older": form.get("not_older", "").strip() or USUAL["not_older"],
        "once_per": form.get("once_per", USUAL["once_per"]),
        "enabled": "enabled" in form,
        "loud": "loud" in form,
    }
    if not fields["name"]:
        wrong.append(("name", Mistake("the rule has no name", "write one, such as kabul-attacks")))
    if not fields["query"]:
        wrong.append(("query", Mistake("the rule has no query", "write what it looks for")))
    if not fields["to"]:
        wrong.append(("to", Mistake("the rule tells nobody", "choose a channel")))
    return fields, wrong


def _told(error: WirewatchError) -> Mistake:
    return error if isinstance(error, Mistake) else Mistake(str(error))


def _named(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the values with a name, so that a rule can be tried before it has one."""
    return fields if fields["name"] else {**fields, "name": "without a name yet"}


def _mark(fields: Mapping[str, Any]) -> str:
    """Give what tells whether the values are those that were tried."""
    return hashlib.sha256(msgspec.json.encode([fields[name] for name in FIELDS])).hexdigest()[:32]


def _as_text(when: Any) -> str:
    return when if isinstance(when, str) else yaml.safe_dump(when, **_FLOW).strip().removesuffix("\n...")


def _differences(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give the fields in which another's rule differs from this reader's, with what stands there now."""
    return [(name, _as_text(theirs[name])) for name in FIELDS if theirs[name] != mine[name]]


def _channels(project: Project) -> list[str]:
    return list(project.alerts.channels)


def _by_field(mistakes: list[tuple[str, Mistake]]) -> dict[str, list[Mistake]]:
    found: dict[str, list[Mistake]] = {}
    for field, mistake in mistakes:
        found.setdefault(field, []).append(mistake)
    return found
