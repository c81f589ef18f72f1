"""What docs/ ships for Prometheus and Grafana asks for nothing that the desk does not give."""

import json
import re
from collections import defaultdict

import pytest
import yaml
from newsroom import Newsroom
from paths import ROOT
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from wirewatch.web.app import make_app

DASHBOARD = json.loads((ROOT / "docs/grafana-dashboard.json").read_text("utf-8"))
RULES = [
    rule
    for group in yaml.safe_load((ROOT / "docs/prometheus-alerts.yaml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
TARGETS = [target for panel in DASHBOARD["panels"] for target in panel["targets"]]
EXPRESSIONS = [target["expr"] for target in TARGETS] + [rule["expr"] for rule in RULES]


@pytest.fixture(scope="module")
def given(newsroom: Newsroom) -> dict[str, set[str]]:
    """Give what /metrics of the newsroom's project gives: labels by name of what is asked for in an expression."""
    with newsroom.project() as project:
        text = TestClient(make_app(project), base_url="http://127.0.0.1").get("/metrics").text
    labels: dict[str, set[str]] = defaultdict(set)
    for family in text_string_to_metric_families(text):
        labels[family.name].update()  # one without samples is a metric, too
        for sample in family.samples:
            asked_by = family.name if family.type == "gauge" else sample.name
            labels[asked_by].update(sample.labels)
        if family.type != "gauge":
            del labels[family.name]
    return dict(labels)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_metric_and_label_is_one_that_the_desk_gives(
    given: dict[str, set[str]], expression: str
) -> None:
    """A name that is misspelt would be an empty panel, or an alert that never comes."""
    named = re.findall(r"(wirewatch_\w+)(?:\{([^}]*)\})?", expression)
    assert named
    for name, matchers in named:
        assert name in given
        labels = given[name]
        asked = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers))
        assert asked <= labels | {"job"}, name


def test_every_metric_of_the_desk_is_on_the_dashboard(given: dict[str, set[str]]) -> None:
    """What is measured can be seen."""
    shown = " ".join(target["expr"] for target in TARGETS)
    # A histogram is seen by its buckets.
    wanted = [name for name in given if not name.endswith(("_sum", "_count", "_created"))]
    assert [name for name in wanted if not re.search(rf"{name}\b", shown)] == []


def test_the_legends_name_labels_that_are_there(given: dict[str, set[str]]) -> None:
    """A legend of a label that is none would show nothing."""
    for target in TARGETS:
        name = re.search(r"wirewatch_\w+", target["expr"])
        assert name
        labels = given[name[0]]
        assert set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"])) <= labels


def test_the_dashboard_can_be_imported() -> None:
    """Each panel has a number and a place of its own, and asks the source of data that is chosen at the import."""
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    covered: set[tuple[int, int]] = set()
    for panel in panels:
        at = panel["gridPos"]
        cells = {(at["x"] + right, at["y"] + down) for right in range(at["w"]) for down in range(at["h"])}
        assert not cells & covered
        assert at["x"] + at["w"] <= 24
        covered |= cells
    assert {target["datasource"]["uid"] for target in TARGETS} == {"${datasource}"}
    assert "datasource" in {one["name"] for one in DASHBOARD["templating"]["list"]}


def test_every_alert_says_what_is_wrong_and_what_to_do() -> None:
    """Each has a name of its own, waits a while, and carries summary and mend."""
    assert len({rule["alert"] for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"\d+[mh]", rule["for"])
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert set(rule["annotations"]) == {"summary", "mend"}
