#!/bin/sh
# Sets everything up and runs all tests, C++ and Python. Quick when run again.
#
#   sh tests/run.sh                  both
#   sh tests/run.sh cpp              the C++ tests
#   sh tests/run.sh python [ARG...]  the Python tests, with arguments for pytest
#
# Without such arguments there is a process for each core, and the tests of a file run in one.
# FEALTY_WARNINGS_AS_ERRORS=ON makes the compiler's warnings errors; FEALTY_SANITIZE=address builds the C++ tests with that
# sanitizer of GCC; BUILD is the folder of the C++ build.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
which=${1:-all}
[ $# = 0 ] || shift
build=${BUILD:-$root/build/tests}
jobs=$(getconf _NPROCESSORS_ONLN)

has() { command -v "$1" > /dev/null 2>&1; }

# The C++ tests are built with what the system has, as a C++ programmer would; apt brings what is missing.
install_for_cpp() {
    packages=
    has cmake || packages="$packages cmake"
    has ninja || packages="$packages ninja-build"
    has pkg-config || packages="$packages pkg-config"
    # A small CMake project finds out which libraries are there, wherever they are.
    probe=$(mktemp -d)
    cat > "$probe/CMakeLists.txt" << 'PROBE'
cmake_minimum_required(VERSION 3.20)
project(probe LANGUAGES CXX)
find_package(Eigen3 CONFIG QUIET)
find_package(Boost 1.74 CONFIG QUIET)
find_package(fmt CONFIG QUIET)
find_package(GTest QUIET)
find_package(ZLIB QUIET)
set(missing "")
foreach(pair Eigen3:libeigen3-dev fmt:libfmt-dev GTest:libgtest-dev ZLIB:zlib1g-dev)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 name)
  list(GET pair 1 package)
  if(NOT ${name}_FOUND)
    string(APPEND missing " ${package}")
  endif()
endforeach()
if(NOT TARGET Boost::headers)
  string(APPEND missing " libboost-dev")
endif()
file(WRITE ${CMAKE_BINARY_DIR}/missing "${missing}")
PROBE
    if [ -z "$packages" ] && cmake -S "$probe" -B "$probe/build" -G Ninja > /dev/null 2>&1; then
        packages=$(cat "$probe/build/missing")
    else
        packages="$packages g++ libeigen3-dev libboost-dev libfmt-dev libgtest-dev zlib1g-dev"
    fi
    rm -rf "$probe"
    [ -n "$packages" ] || return 0
    if ! has apt-get; then
        echo "The C++ tests need CMake, Ninja, Eigen, Boost's headers, {fmt}, GoogleTest and zlib; install them with one of
  dnf install gcc-c++ cmake ninja-build pkgconf eigen3-devel boost-devel fmt-devel gtest-devel zlib-devel
  brew install cmake ninja pkgconf eigen boost fmt googletest
  conda install -c conda-forge cxx-compiler cmake ninja pkg-config eigen libboost-devel fmt gtest zlib
and run this script again." >&2
        exit 1
    fi
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    echo "Installing with apt:$packages"
    $sudo apt-get update -qq < /dev/null
    # shellcheck disable=SC2086  # lists of words
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages < /dev/null > /dev/null
}

# The report is opened in a real browser, with letters for Chinese; where there is no browser and Debian has no package,
# those tests are skipped.
install_browser() {
    if ! has apt-get || ! grep -q '^ID=debian' /etc/os-release; then return 0; fi
    packages=
    has chromium || has chromium-browser || has google-chrome || packages="$packages chromium"
    [ -n "$(fc-list :lang=zh 2> /dev/null)" ] || packages="$packages fontconfig fonts-wqy-zenhei"
    [ -n "$packages" ] || return 0
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    echo "Installing with apt:$packages"
    $sudo apt-get update -qq < /dev/null
    # shellcheck disable=SC2086  # a list of words
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages < /dev/null > /dev/null
}

run_cpp() {
    install_for_cpp
    launcher=
    if has ccache; then launcher=ccache; fi
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=-O1 \
        -DFEALTY_PRECOMPILE=ON -DCMAKE_UNITY_BUILD=ON -DCMAKE_CXX_COMPILER_LAUNCHER=$launcher \
        -DFEALTY_WARNINGS_AS_ERRORS="${FEALTY_WARNINGS_AS_ERRORS:-OFF}" -DFEALTY_SANITIZE="${FEALTY_SANITIZE:-}" > /dev/null
    cmake --build "$build" --parallel "$jobs"
    (cd "$build" && ctest --output-on-failure --parallel "$jobs" < /dev/null)
}

run_python() {
    install_browser
    FEALTY_EXTRAS=${FEALTY_EXTRAS:-test} sh python/install.sh
    [ $# != 0 ] || set -- --numprocesses "$jobs" --dist loadfile
    .venv/bin/python -m pytest "$@" < /dev/null
}

case $which in
    all) # both, even if the first fails
        status=0
        sh tests/run.sh cpp || status=1
        sh tests/run.sh python || status=1
        exit $status
        ;;
    cpp) run_cpp ;;
    python) run_python "$@" ;;
    *)
        echo "usage: sh tests/run.sh [cpp | python [ARG...]]" >&2
        exit 2
        ;;
esac
