#!/bin/sh
# Builds and runs opening_hours with pkg-config alone: pkg_config.sh COMPILER LIBRARY_FOLDER BUILD_FOLDER [FLAG...]
set -eu
compiler=$1 libraries=$2 build=$3
shift 3
here=$(dirname "$0")
command -v pkg-config > /dev/null || exit 77 # skipped

PKG_CONFIG_PATH=$libraries/pkgconfig:${PKG_CONFIG_PATH:-}
export PKG_CONFIG_PATH
mkdir -p "$build"
# shellcheck disable=SC2046  # the flags are words
"$compiler" -std=c++20 -pthread "$@" "$here/opening_hours.cpp" -o "$build/opening_hours" $(pkg-config --cflags --libs fealty)
LD_LIBRARY_PATH=$libraries "$build/opening_hours"
