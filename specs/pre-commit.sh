#!/bin/sh
# Git's pre-commit hook (`make hooks` installs it): what is committed is
# formatted and keeps the order of rooms.
set -eu
cd "$(git rev-parse --show-toplevel)"
files=$(git diff --cached --name-only --diff-filter=ACMR -- '*.c' '*.h' '*.cpp')
# shellcheck disable=SC2086
[ -z "$files" ] || clang-format --dry-run -Werror $files
sh specs/rooms.sh
