"""The file that Kibana imports, read once: its objects, the dashboard's panels and their columns."""

import json
from typing import Any

from paths import ROOT

FILE = ROOT / "kibana" / "wirewatch.ndjson"
LINES = FILE.read_text("utf-8").splitlines()
OBJECTS = [json.loads(line) for line in LINES]
BY_ID = {each["id"]: each for each in OBJECTS}
[DASHBOARD] = [each for each in OBJECTS if each["type"] == "dashboard"]
SEARCHES = [each for each in OBJECTS if each["type"] == "search"]
PANELS = {each["panelIndex"]: each for each in json.loads(DASHBOARD["attributes"]["panelsJSON"])}
CONTROLS = json.loads(DASHBOARD["attributes"]["controlGroupInput"]["panelsJSON"])


def lens_states() -> dict[str, tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return of each Lens panel its layer's id, that layer, and the panel's state."""
    states = {
        name: panel["embeddableConfig"]["attributes"]["state"]
        for name, panel in PANELS.items()
        if panel["type"] == "lens"
    }
    layers = {name: state["datasourceStates"]["formBased"]["layers"] for name, state in states.items()}
    return {name: (*next(iter(layers[name].items())), states[name]) for name in states}
