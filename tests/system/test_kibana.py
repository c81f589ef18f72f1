"""What Kibana imports: the form of the file, the fields that it names, and that it agrees with what it is made from."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import kibana_objects
import pytest
from kibana_file import BY_ID, CONTROLS, DASHBOARD, FILE, LINES, OBJECTS, PANELS, SEARCHES, lens_states
from paths import ROOT

from processors.query.fields import index_mapping
from processors.records import Act
from processors.stores.store import ALIAS
from wirewatch.config.groups import read_groups

SCRIPT = ROOT / "scripts" / "kibana_objects.py"

# What Kibana 9.0 takes: it refuses an object of a later version, or with an attribute that this version does not know.
VERSIONS = {"index-pattern": "8.0.0", "search": "10.5.0", "dashboard": "10.2.0"}
SHARED = "title description kibanaSavedObjectMeta timeRestore"
ATTRIBUTES = {
    "index-pattern": "title name timeFieldName fields fieldAttrs fieldFormatMap runtimeFieldMap sourceFilters "
    "allowHidden",
    "search": f"{SHARED} columns sort grid hideChart breakdownField isTextBasedQuery",
    "dashboard": f"{SHARED} timeFrom timeTo controlGroupInput panelsJSON optionsJSON version",
}


def test_it_agrees_with_the_catalogue() -> None:
    """The file holds what the script makes of config/groups.yaml: run `make kibana` where it does not."""
    groups = {group.id: group.name for group in read_groups(ROOT / "config" / "groups.yaml").groups}
    made = [kibana_objects.compact_json(each) for each in kibana_objects.make_objects(groups)]
    assert LINES[:-1] == made, "kibana/wirewatch.ndjson is out of date: make kibana"
    assert OBJECTS[-1] is DASHBOARD


def test_every_object_has_the_form_of_an_export() -> None:
    """Each line is one object with what an import reads, in the version and with the attributes of Kibana 9.0."""
    assert len(BY_ID) == len(OBJECTS)
    for each in OBJECTS:
        assert set(each) == {*kibana_objects.EXPORTED}, each["id"]
        assert each["coreMigrationVersion"] == "8.8.0"
        assert each["typeMigrationVersion"] == VERSIONS[each["type"]]
        assert set(each["attributes"]) <= {*ATTRIBUTES[each["type"]].split()}, each["id"]
        assert each["attributes"]["title"]
    assert BY_ID[ALIAS]["attributes"]["title"] == ALIAS


def used_names(each: dict[str, Any]) -> Iterator[str]:
    """Yield the names under which the parts of an object look for their references."""
    if each["type"] == "search":
        source = json.loads(each["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
        yield source["indexRefName"]
        yield from (filter_["meta"]["indexRefName"] for filter_ in source["filter"])
    if each is DASHBOARD:
        yield from (
            f"{name}:{panel['panelRefName']}" for name, panel in PANELS.items() if "panelRefName" in panel
        )
        yield from (
            f"{name}:indexpattern-datasource-layer-{layer[0]}" for name, layer in lens_states().items()
        )
        yield from (f"controlGroup_{name}:optionsListDataView" for name in CONTROLS)


def test_references_resolve() -> None:
    """Every name that a part looks up is a reference, none is left over, and each leads to an object of the file."""
    for each in OBJECTS:
        assert sorted(used_names(each)) == sorted(reference["name"] for reference in each["references"]), (
            each["id"]
        )
        for reference in each["references"]:
            assert BY_ID[reference["id"]]["type"] == reference["type"], reference
    assert "savedObjectId" not in PANELS["latest"]["embeddableConfig"]


def indexed(properties: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and type of every field that can be searched without naming a nested object first."""
    for key, value in properties.items():
        if value.get("type") == "nested":
            continue
        if "properties" in value:
            yield from indexed(value["properties"], f"{prefix}{key}.")
        else:
            yield prefix + key, value["type"]


FITTING = {
    "terms": {"keyword"},
    "date_histogram": {"date"},
    "max": {"date", "integer"},
    "sort": {"keyword", "date", "integer"},
    "show": {"keyword", "date", "integer", "text"},
}


def uses() -> Iterator[tuple[str, str, str]]:
    """Yield object, field and what it is used for, wherever an object names a field."""
    view = BY_ID[ALIAS]["attributes"]
    yield ALIAS, view["timeFieldName"], "date_histogram"
    yield from ((ALIAS, field, "show") for field in json.loads(view["fieldFormatMap"]))
    for each in SEARCHES:
        told = each["attributes"]
        source = json.loads(told["kibanaSavedObjectMeta"]["searchSourceJSON"])
        yield from ((each["id"], field, "show") for field in [*told["columns"], *told["grid"]["columns"]])
        yield from ((each["id"], field, "sort") for field, _ in told["sort"])
        filters = [one["meta"] for one in source["filter"] if one["meta"]["type"] != "custom"]
        yield from ((each["id"], meta["key"], "terms") for meta in filters)
        yield each["id"], told["breakdownField"], "terms"
    for name, (_, layer, state) in lens_states().items():
        for column in layer["columns"].values():
            if column.get("sourceField", "___records___") != "___records___":
                yield name, column["sourceField"], column["operationType"]
        yield from ((name, field, "show") for field in re.findall(r"([\w.]+):", state["query"]["query"]))
    for name, control in CONTROLS.items():
        yield name, control["explicitInput"]["fieldName"], "terms"


def test_every_field_is_in_the_index() -> None:
    """Each field that an object names is in the mapping, outside of nested objects, with a type that fits its use."""
    types = dict(indexed(index_mapping()["properties"]))
    misfits = [use for use in uses() if types.get(use[1]) not in FITTING[use[2]]]
    assert misfits == []
    assert {name for name, _, _ in uses()} >= {*lens_states(), *CONTROLS, ALIAS, "wirewatch-group-isis-k"}


def test_queries_of_statements_name_what_there_is() -> None:
    """Each act has its query, and asks for fields of a statement and values that these can have."""
    fields = index_mapping()["properties"]["statements"]["properties"]
    columns = lens_states()["acts-over-time"][1]["columns"]
    asked = [one["input"]["query"] for one in columns["act"]["params"]["filters"]]
    parts = [dict(re.findall(r"(\w+): (\w+)", query)) for query in asked]
    assert {*parts[0]} <= {*fields}
    assert [part["act"] for part in parts] == [*get_args(Act)]
    assert asked == [f"statements: {{ act: {part['act']} and negated: false }}" for part in parts]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_a_new_group_gets_its_search(tmp_path: Path) -> None:
    """A group of groups.yaml has its search after one run, in whatever script its name is; the dashboard stays."""
    (tmp_path / "groups.yaml").write_text(
        "groups:\n  - id: new-group\n    name: Новая группа\n    aliases: {any: [Novaya Gruppa]}\n", "utf-8"
    )
    file = shutil.copy(FILE, tmp_path)
    done = run("--config", tmp_path, "--output", file)
    assert (done.returncode, done.stderr) == (0, "")
    lines = Path(file).read_text("utf-8").splitlines()
    made = [json.loads(line) for line in lines]
    assert [each["id"] for each in made] == [
        ALIAS,
        "wirewatch-latest",
        "wirewatch-claims",
        "wirewatch-group-new-group",
        "wirewatch",
    ]
    assert made[3]["attributes"]["title"] == "Wirewatch: Новая группа (new-group)"
    assert lines[-1] == LINES[-1]


def test_a_broken_catalogue_changes_nothing(tmp_path: Path) -> None:
    """What is wrong with groups.yaml is told with file and line, and no file is written."""
    (tmp_path / "groups.yaml").write_text("groups:\n  - id: NEW\n    name: New\n    aliases: {any: [New]}\n")
    done = run("--config", tmp_path, "--output", tmp_path / "made.ndjson")
    assert done.returncode == 2
    assert "groups.yaml:2" in done.stderr
    assert not (tmp_path / "made.ndjson").exists()


def newer_python() -> str:
    """Return an interpreter that the compiler runs on, Python 3.12 or later, or skip."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    names = [shutil.which(name) for name in ("python3", "python3.13", "python3.12")]
    for each in [sys.executable, *filter(None, names), *sorted(pyenv.glob("versions/3.1[2-9]*/bin/python3"))]:
        asked = subprocess.run(
            [each, "-c", "import sys; sys.exit(sys.version_info < (3, 12))"], capture_output=True, check=False
        )
        if asked.returncode == 0:
            return str(each)
    pytest.skip("the compiler of dashboards needs Python 3.12 or later, and none was found: install one")


def test_the_dashboard_agrees_with_its_source(tmp_path: Path) -> None:
    """Compiling dashboard.yaml gives the dashboard of the file, to the letter."""
    uv = [sys.executable, "-m", "uv", "run", "--quiet", "--no-project", "--python", newer_python()]
    uv += ["--with", kibana_objects.COMPILER, "python"]
    there = subprocess.run([*uv, "-c", ""], capture_output=True, text=True, check=False, cwd=tmp_path)
    if there.returncode:
        pytest.skip(f"{kibana_objects.COMPILER} cannot be installed: {there.stderr[-300:]}")
    subprocess.run([*uv, SCRIPT, "--dashboard", "--output", tmp_path / "made"], check=True, cwd=tmp_path)
    assert (tmp_path / "made").read_text("utf-8").splitlines() == LINES[-1:]


def test_without_the_compiler_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """Where the compiler is not installed, the way to run it is told, and the exit status is 2."""
    monkeypatch.setitem(sys.modules, "kb_dashboard_core", None)
    monkeypatch.setattr(sys, "argv", ["kibana_objects.py", "--dashboard"])
    assert kibana_objects.main() == 2
    assert "uv run --no-project" in capsys.readouterr().err
