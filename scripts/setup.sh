#!/bin/sh
# Makes .venv hold what uv.lock pins: `setup.sh base` for using Wirewatch, `setup.sh test` for its tests as well.
# make calls it before whatever needs it; where nothing has changed it costs some milliseconds.
set -eu
cd "$(dirname "$0")/.."
level=${1:-base}
first_uv=.cache/uv # where an uv stands that is needed before there is a .venv

# A virtual environment cannot be moved, so the folder belongs to what the stamp attests.
wanted="$(pwd -P) $(cat pyproject.toml uv.lock | cksum)"

fail() {
    echo "setup: $*" >&2
    exit 1
}

# Wheels are made for CPython with its global lock, which a `t` in the flags says is not there.
usable() {
    "$1" -c 'import sys; sys.exit(not (sys.implementation.name == "cpython" and "t" not in sys.abiflags
        and (3, 11) <= sys.version_info[:2] <= (3, 14)))' 2>/dev/null
}

runs_uv() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null
}

attested() {
    [ "$(cat ".venv/.setup-$1" 2>/dev/null)" = "$wanted" ]
}

moved() {
    [ -f .venv/.setup-base ] && ! grep -q -F -e "$(pwd -P) " .venv/.setup-base
}

# Prints the first Python that the function $1 accepts and that has the module $2.
find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$1" "$candidate" && "$candidate" -c "import $2" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# Sets `uv` to the one on the PATH or, where there is none or too old a one, to one that pip installs for now.
find_uv() {
    for uv in uv $first_uv/bin/uv; do
        if "$uv" python dir >/dev/null 2>&1; then # fails where pyproject.toml wants a later uv
            return
        fi
    done
    if python=$(find_python runs_uv ensurepip); then
        "$python" -m venv --clear $first_uv || return 1
        install_uv $first_uv/bin/python
    elif python=$(find_python runs_uv pip); then
        install_uv "$python" --upgrade --target $first_uv
    else
        return 1
    fi
}

# Lets the pip of the Python $1 install uv, with the options of pip's that follow.
install_uv() {
    pip=$1
    shift
    "$pip" -m pip install --quiet --disable-pip-version-check "$@" 'uv>=0.8' ||
        fail "pip could not install uv: see above; behind a proxy, set https_proxy or PIP_INDEX_URL"
}

# Needs no module venv, nor a usable Python: uv fetches one.
make_with_uv() {
    find_uv || return 1
    echo "setup: making .venv with uv, and a Python that uv fetches where none is here"
    # uv takes a bare `python3` for any Python 3, not for the one of this name.
    python=$(find_python usable sys) && python=$(command -v "$python") || python='cpython>=3.11,<3.15'
    "$uv" venv --quiet --clear --python "$python" .venv && usable .venv/bin/python
}

if usable .venv/bin/python && attested "$level"; then
    exit 0
fi

# These point uv at another environment than ours.
unset VIRTUAL_ENV CONDA_PREFIX
export UV_PROJECT_ENVIRONMENT=.venv

if ! usable .venv/bin/python || moved; then
    # Where .venv is a link, what it leads to is another folder's, and clearing would empty that one.
    [ ! -L .venv ] || rm .venv
    if python=$(find_python usable ensurepip); then
        echo "setup: making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv ||
            fail "$python cannot make a virtual environment: install its module venv (package python3-venv)"
    else
        make_with_uv ||
            fail "no Python 3.11 to 3.14 with its module venv found, nor could uv fetch one: install one (packages" \
                "python3 and python3-venv, or from python.org), or name it: make setup PYTHON=/path/to/python3.14"
    fi
fi

enough='import importlib.metadata as m, sys; sys.exit([int(n) for n in m.version("uv").split(".")[:2]] < [0, 8])'
if ! .venv/bin/python -c "$enough" 2>/dev/null; then
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        install_uv .venv/bin/python
    elif find_uv; then
        "$uv" pip install --quiet --python .venv/bin/python 'uv>=0.8' ||
            fail "uv could not install itself into .venv: see above; behind a proxy, set https_proxy or SSL_CERT_FILE"
    else
        fail "cannot put uv into .venv: install your Python's module venv (package python3-venv), then: rm -rf .venv"
    fi
fi
rm -rf $first_uv

case $level in
base) parts="--no-default-groups" ;;
test) parts="--group dev --extra postgres --extra cluster --extra otel" ;;
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
