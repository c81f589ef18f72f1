"""docs/kubernetes-values.yaml and kubernetes-desk.yaml, as far as it can be held without the chart and Helm."""

import re
import tomllib
from typing import Any

import provision
import yaml
from paths import ROOT

from wirewatch.listen import read_listen
from wirewatch.settings import read_settings
from wirewatch.web import access

TEXT = (ROOT / "docs" / "kubernetes-values.yaml").read_text()
VALUES = yaml.safe_load(TEXT)
LOCKED = {p["name"]: p["version"] for p in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
DESK_TEXT = (ROOT / "docs" / "kubernetes-desk.yaml").read_text()
DEPLOYMENT, SERVICE = yaml.safe_load_all(DESK_TEXT)
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def test_versions_are_those_of_the_image() -> None:
    """The chart is told the Airflow that is locked, and the image is the one that Compose builds."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    image = VALUES["images"]["airflow"]
    assert VALUES["airflowVersion"] == LOCKED["apache-airflow"]
    assert f"{image['repository']}:{image['tag']}" == compose["x-image"]["image"]


def test_every_variable_is_one_that_is_read() -> None:
    """Each WIREWATCH_ variable is one of the settings, so that none is misspelt."""
    asked = set()

    class Recorder(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            asked.add(name)
            return default

    read_settings(Recorder())
    told = [one["name"] for one in VALUES["env"]] + [one["envName"] for one in VALUES["secret"]]
    assert set(told) <= asked
    assert VALUES["env"][0]["name"] == "WIREWATCH_INDEX_URL"  # the head of the file sets it by its place


def test_secrets_are_references() -> None:
    """No value holds a secret: what is one is named, in an object that docs/operations.md makes."""
    assert not re.search(r"://\w*:[^@\s]+@", TEXT)
    assert not re.search(
        r"(?i)(password|api_?key|secret|token|fernetKey): *[\"'\w]+ *$", TEXT.replace("Name:", ":x")
    )
    for name in set(re.findall(r"(?:[sS]ecretName|KeySecretName|jwtSecretName): ([\w-]+)", TEXT)):
        assert re.search(rf"create secret generic {name}\b", OPERATIONS), name
    for name in re.findall(r"claimName: ([\w-]+)|configMap: \{name: ([\w-]+)", TEXT):
        assert "".join(name) in OPERATIONS


def test_the_dags_are_the_images_and_the_pool_is_set_up() -> None:
    """The DAGs' folder is where the Dockerfile puts them; the pool has as many slots as Compose gives it."""
    folder = re.search(r"AIRFLOW__CORE__DAGS_FOLDER=(\S+)", (ROOT / "Dockerfile").read_text())
    assert folder is not None
    assert VALUES["dags"] == {"mountPath": folder[1]}
    script = VALUES["migrateDatabaseJob"]["args"][-1]
    assert f"airflow pools set web {provision.POOL_SLOTS} " in script


def test_volumes_have_names_that_the_chart_has_not() -> None:
    """Ours begin with `wirewatch-`, since the chart mounts volumes `config` and `logs` of its own in the same pods."""
    for part in (VALUES, VALUES["apiServer"]):
        volumes = {one["name"] for key in ("volumes", "extraVolumes") for one in part.get(key, [])}
        mounts = {one["name"] for key in ("volumeMounts", "extraVolumeMounts") for one in part.get(key, [])}
        assert volumes == mounts
        assert all(name.startswith("wirewatch-") for name in volumes)


def test_the_desk_is_run_as_the_pipeline_is() -> None:
    """It has the same image, settings, secrets and volumes, and no secret stands in it."""
    pod = DEPLOYMENT["spec"]["template"]["spec"]
    (desk,) = pod["containers"]
    image = VALUES["images"]["airflow"]
    assert desk["image"] == f"{image['repository']}:{image['tag']}"
    plain = {one["name"]: one["value"] for one in desk["env"] if "value" in one}
    assert plain.items() >= {one["name"]: one["value"] for one in VALUES["env"]}.items()
    secret = {one["name"]: one["valueFrom"]["secretKeyRef"] for one in desk["env"] if "valueFrom" in one}
    assert secret == {
        one["envName"]: {"name": one["secretName"], "key": one["secretKey"]} for one in VALUES["secret"]
    }
    assert pod["volumes"] == VALUES["volumes"]
    assert desk["volumeMounts"] == VALUES["volumeMounts"]
    assert not re.search(r"://\w*:[^@\s]+@", DESK_TEXT)


def test_the_desk_is_asked_at_addresses_that_everybody_gets() -> None:
    """Probes go to what needs no login, on the port at which `serve` listens and to which the service leads."""
    template = DEPLOYMENT["spec"]["template"]
    (desk,) = template["spec"]["containers"]
    (port,) = desk["ports"]
    assert desk["command"][:4] == ["python", "-m", "wirewatch", "serve"]
    assert read_listen(desk["command"][-1], "").port == port["containerPort"]
    probes = {name: desk[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert {probe["path"] for probe in probes.values()} <= set(access.OPEN)
    assert {probe["port"] for probe in probes.values()} == {port["name"]}
    assert [one["targetPort"] for one in SERVICE["spec"]["ports"]] == [port["name"]]
    labels = DEPLOYMENT["spec"]["selector"]["matchLabels"]
    assert SERVICE["spec"]["selector"] == labels == template["metadata"]["labels"]
    assert template["spec"]["securityContext"]["runAsNonRoot"]
