#!/bin/sh
# Makes .venv hold what uv.lock pins: `setup.sh base` for using Wirewatch, `setup.sh test` for its tests as well.
# make calls it before whatever needs it; where nothing has changed it costs some milliseconds.
set -eu
cd "$(dirname "$0")/.."
level=${1:-base}

# A virtual environment cannot be moved, so the folder belongs to what the stamp attests.
wanted="$(pwd -P) $(cat pyproject.toml uv.lock | cksum)"

fail() {
    echo "setup: $*" >&2
    exit 1
}

usable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

attested() {
    [ "$(cat ".venv/.setup-$1" 2>/dev/null)" = "$wanted" ]
}

moved() {
    [ -f .venv/.setup-base ] && ! grep -q -F -e "$(pwd -P) " .venv/.setup-base
}

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11, 3.12 or 3.13 found: install one (package python3, or from python.org)," \
        "or name it: make setup PYTHON=/path/to/python3.12"
}

if usable .venv/bin/python && attested "$level"; then
    exit 0
fi

if ! usable .venv/bin/python || moved; then
    python=$(find_python)
    echo "setup: making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv ||
        fail "$python cannot make a virtual environment: install its module venv (package python3-venv)"
fi

# These point uv at another environment than ours.
unset VIRTUAL_ENV CONDA_PREFIX
export UV_PROJECT_ENVIRONMENT=.venv

enough='import importlib.metadata as m, sys; sys.exit([int(n) for n in m.version("uv").split(".")[:2]] < [0, 8])'
if ! .venv/bin/python -c "$enough" 2>/dev/null; then
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null ||
        fail "cannot put pip into .venv: install your Python's ensurepip (package python3-venv), then: rm -rf .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8' ||
        fail "pip could not install uv: see above; behind a proxy, set https_proxy or PIP_INDEX_URL"
fi

case $level in
base) parts="--no-default-groups" ;;
test) parts="--group dev --extra postgres --extra airflow" ;;
*) fail "no such level: $level" ;;
esac
[ -t 2 ] || parts="$parts --quiet"

echo "setup: installing what uv.lock pins ($level)"
# Compiled now, so that every later start is quick, also where Python may not write its byte code.
# shellcheck disable=SC2086  # several words are meant
.venv/bin/python -m uv sync --frozen --inexact --compile-bytecode --python .venv/bin/python $parts ||
    fail "uv could not install the dependencies: see above"

echo "$wanted" >.venv/.setup-base
[ "$level" = base ] || echo "$wanted" >".venv/.setup-$level"
