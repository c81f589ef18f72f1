"""A rule is taken out of alerts.yaml: first its lines and the alerts that it would have sent are shown, then it goes.

/alerts/remove?rule=NAME   what would go
POST /alerts/remove        takes out what was shown, and nothing else
"""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from processors.stores.store import StoreError
from wirewatch.config.alerts import read_alerts
from wirewatch.config.edit_rules import Conflict, read_rule, remove_rule, text_without_rule
from wirewatch.config.times import parse_span
from wirewatch.errors import Mistake
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.leases import now
from wirewatch.project import Project
from wirewatch.web.access import Form, require
from wirewatch.web.rule_forms import ROLE, SHOWN

SPAN = "7d"
"""Over which a page tells what the rule would have sent."""


class RuleRemoval:
    """The page on which a rule is removed."""

    def __init__(self, project: Project, show: Callable[..., Response]) -> None:
        self.project, self.show = project, show
        self.file = project.settings.config / "alerts.yaml"

    def page(self, request: Request) -> Response:
        """Show what would go. Raises Mistake and NotAllowed."""
        require(request, ROLE)
        return self._show(request, request.query_params.get("rule", ""))

    def send(self, request: Request, form: Form) -> Response:
        """Take a rule out. Raises Mistake and Trouble."""
        name, who = form.get("rule", ""), require(request, ROLE).name
        try:
            with self.project.ledger.begin() as tx:
                note_change(tx, who, "remove rule", name, now())
                remove_rule(self.file, form.get("seen", ""), self._check)
        except Conflict as conflict:
            return self._show(request, name, conflict)
        self.project.reread()
        return RedirectResponse("/alerts#rules", 303)

    def _check(self, file: Any) -> object:
        return read_alerts(file, self.project.environment, self.project.branches)

    def _show(self, request: Request, name: str, conflict: Conflict | None = None) -> Response:
        from wirewatch.preview.try_rule import try_removal  # it needs what matches and alerts

        written = read_rule(self.file, name)
        if written is None:
            raise conflict or Mistake(
                f"alerts.yaml has no rule {name[:100]!r}", "choose one on the page of alerts"
            )
        trial, away = None, None
        try:
            trial = try_removal(self.project, name, parse_span(SPAN))
        except StoreError as error:
            away = str(error)
        return self.show(
            request,
            "rule_removal.html",
            409 if conflict else 200,
            rule=name,
            seen=written.seen,
            lines=text_without_rule(self.file, written.seen)[1],
            trial=trial,
            away=away,
            conflict=conflict,
            span=SPAN,
            shown=SHOWN,
        )
