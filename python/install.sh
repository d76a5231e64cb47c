#!/bin/sh
# Sets fealty up in .venv at the project's root: finds what is missing, installs that and nothing else, builds the package.
#
#   sh python/install.sh                            the package
#   FEALTY_EXTRAS=test,house sh python/install.sh   and what these extras of pyproject.toml ask for
#   PYTHON=python3.12 sh python/install.sh          with this Python
#
# Quick when run again: the package is built only when a source file has changed.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=$root/.venv
extras=${FEALTY_EXTRAS:-}

say() { printf '%s\n' "$*"; }
has() { command -v "$1" > /dev/null 2>&1; }

# A Python that is new enough and can make a virtual environment.
usable_python() {
    has "$1" && "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' > /dev/null 2>&1
}
find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python3.10 python; do
        if usable_python "$candidate"; then
            say "$candidate"
            return
        fi
    done
}

# A compiler that knows C++20 as the library uses it.
find_compiler() {
    for candidate in ${CXX:-} c++ g++ clang++ g++-14 g++-13 g++-12 clang++-19 clang++-18 clang++-17 clang++-16; do
        if has "$candidate" && printf '#include <compare>\n#include <span>\n#include <stop_token>\n#include <thread>\nint main() { std::jthread t([](std::stop_token) {}); }\n' |
            "$candidate" -std=c++20 -x c++ -fsyntax-only - > /dev/null 2>&1; then
            say "$candidate"
            return
        fi
    done
}

# Asks the system for packages, or says which ones it should be asked for.
install_missing() {
    if has apt-get; then
        sudo=
        if [ "$(id -u)" != 0 ]; then
            has sudo || fail "Run as root, or install sudo, to get these packages: $*"
            sudo=sudo
        fi
        say "Installing with apt: $*"
        $sudo apt-get update -qq < /dev/null
        # shellcheck disable=SC2086  # empty, or one word
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" < /dev/null > /dev/null
        return
    fi
    fail "fealty needs a C++20 compiler and Python 3.10 or newer with venv, and this system has no apt. Install them with one of
  dnf install gcc-c++ python3 python3-devel
  brew install llvm python           (or Xcode 26 for the compiler)
  conda install -c conda-forge cxx-compiler python
and run this script again."
}
fail() {
    say "$*" >&2
    exit 1
}

# What the Python headers of a Debian Python are in, where it is the system's own.
has_headers() {
    "$1" -c 'import pathlib, sys, sysconfig; sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file())'
}

packages=
[ -n "$(find_compiler)" ] || packages="$packages g++"
python=$(find_python)
if [ -z "$python" ]; then
    packages="$packages python3 python3-venv python3-dev"
elif ! has_headers "$python"; then
    packages="$packages python3-dev"
fi
# shellcheck disable=SC2086  # a list of words
[ -z "$packages" ] || install_missing $packages
python=$(find_python)
compiler=$(find_compiler)
[ -n "$python" ] || fail "No Python 3.10 or newer with venv was found; name one with PYTHON=..."
[ -n "$compiler" ] || fail "No C++20 compiler was found (GCC 12, Clang 16 or Xcode 26 at least); name one with CXX=..."
has_headers "$python" || fail "$python has no Python.h; install its development package."

# The package is built again when what it is made of, or made with, has changed.
fingerprint() {
    {
        say "$python $compiler"
        cd "$root"
        find CMakeLists.txt pyproject.toml include src bindings python/fealty README.md LICENSE -type f ! -name '*.pyc' |
            LC_ALL=C sort | while IFS= read -r file; do cksum "$file"; done
    } | cksum
}
stamp=$venv/fealty.stamp
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$(fingerprint)" ] || ! "$venv/bin/python" -c 'import fealty' 2> /dev/null; then
    rm -f "$stamp"
    "$venv/bin/python" -c 'import pip' 2> /dev/null || "$python" -m venv --clear "$venv"
    say "Building fealty with $compiler for $("$venv/bin/python" --version) ..."
    CXX=$compiler "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$root" < /dev/null
    fingerprint > "$stamp"
    rm -f "$venv"/fealty.extras.*
fi

if [ -n "$extras" ] && [ ! -f "$venv/fealty.extras.$extras" ]; then
    say "Installing what the extras $extras need ..."
    "$venv/bin/python" - "$extras" > "$venv/fealty.requirements" << 'REQUIREMENTS'
import sys
from importlib.metadata import requires

wanted = {f"extra == '{name}'" for name in sys.argv[1].split(",")}
for requirement in requires("fealty") or []:
    package, _, marker = requirement.partition(";")
    if marker.strip().replace('"', "'") in wanted:
        print(package.strip())
REQUIREMENTS
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$venv/fealty.requirements" < /dev/null
    touch "$venv/fealty.extras.$extras"
fi
say "fealty is installed in $venv"
