#!/bin/sh
# Usage: check.sh PROBE [LIMIT]
#
# Run a native probe and hold every answer against promise.txt. Every
# requirement whose `tested` column says probe must have a line. Run again with
# the Windows in-place policy and with a smaller handle limit, where the promise
# differs in the lines named below and in no other. With LIMIT, the probe's fixed
# handle limit, one run is all.
set -eu

probe=$1
limit=${2:-65536}
here=$(dirname "$0")
table=$here/../../../specs/local/requirements.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# limited N: the promise when N movable objects may live.
limited() {
    sed "/^REP_8: /s/65536/$1/" "$here/promise.txt"
}

# check NAME PROMISE: hold the answers in $work/answers against a promise.
check() {
    if diff "$2" "$work/answers" >"$work/difference"; then
        echo "probe: $(wc -l <"$2") answers as promised ($1)"
    else
        failed=1
        echo "probe: $(grep -c '^>' "$work/difference") answers differ from" \
            "the promise ($1), the first of them:"
        sed -n 's/^</  promised/p; s/^>/  answered/p' "$work/difference" |
            head -40
    fi
}

limited "$limit" >"$work/promise"
env -u HLOCAL_INPLACE -u HLOCAL_MOVABLE_LIMIT "$probe" >"$work/answers"
check "$(basename "$probe")" "$work/promise"

awk -F' *[|] *' '
    FILENAME == ARGV[1] { split($0, part, ": "); asked[part[1]] = 1; next }
    $2 ~ /^[A-Z]+_[0-9A-Za-z_]+$/ && $6 ~ /(^|[ ,])probe($|[ ,])/ \
        && !($2 in asked) { print "probe: no case for " $2; missing = 1 }
    END { exit missing }' "$work/answers" "$table" || failed=1

if [ $# -lt 2 ]; then
    # A small fixed block is never resized in place, not even to its own size.
    denied='NULL, NOT_ENOUGH_MEMORY; size 12, flags 0, prefix kept, in place'
    sed -E "/^LRA_F1: |^LRA_F7: .*\(fixed 12 /{
        /MOVE/!s/ -> .*/ -> $denied/
    }" "$here/promise.txt" >"$work/promise"
    HLOCAL_INPLACE=windows "$probe" >"$work/answers"
    check 'HLOCAL_INPLACE=windows' "$work/promise"

    limited 1000 >"$work/promise"
    HLOCAL_MOVABLE_LIMIT=1000 "$probe" >"$work/answers"
    check 'HLOCAL_MOVABLE_LIMIT=1000' "$work/promise"
fi

exit $failed
