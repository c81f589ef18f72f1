"""`make test` runs two workers: what tests/conftest.py promises has to hold in each of them."""

from paths import ROOT

pytest_plugins = ["pytester"]

TELL = "import os, pathlib\ndef test_it({}):\n    pathlib.Path('{}').write_text(os.environ['PYTEST_XDIST_WORKER'])\n"
OWN = "import pytest\n@pytest.fixture(scope='session')\ndef newsroom():\n    return 1\n"
SKIP = (
    "import pytest\n@pytest.mark.parametrize('at', ['a@b'])\ndef test_it(at):\n    pytest.skip('no server')\n"
)


def test_what_is_shared_stays_in_one_worker_and_a_skip_fails_in_each(pytester, monkeypatch):
    """Files that share a server or that kill go to one worker; a skip fails there as well, under the test's name."""
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text())
    pytester.makepyfile(
        test_chaos=TELL.format("", "chaos"),
        test_kill=TELL.format("", "kill"),
        test_one=OWN + TELL.format("newsroom", "one"),
        test_two=OWN + TELL.format("newsroom", "two"),
        test_skip=SKIP,
    )
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "scripts"))
    options = ("-n", "2", "--no-loadscope-reorder", "-ra", "--import-mode=importlib")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)
    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines(["FAILED test_skip.py::test_it[[]a@b[]] - *no server*"])
    worker = {name: (pytester.path / name).read_text() for name in ("chaos", "kill", "one", "two")}
    assert worker["chaos"] == worker["kill"] != worker["one"] == worker["two"]
