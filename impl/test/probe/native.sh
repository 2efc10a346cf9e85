#!/bin/sh
# Usage: native.sh PROBE
#
# Run the native probe and hold every answer against promise.txt; then again
# with the Windows in-place policy and with a smaller handle limit, where the
# promise differs in the lines named below and in no other. Every requirement
# whose `tested` column says probe must have a line.
set -eu

probe=$1
here=$(dirname "$0")
table=$here/../../../specs/requirements.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# check NAME PROMISE: hold the answers in $work/answers against a promise.
check() {
    if diff "$2" "$work/answers" >"$work/difference"; then
        echo "probe: $(wc -l <"$2") answers as promised ($1)"
    else
        echo "probe: answers differ from the promise ($1):"
        sed -n 's/^</  promised/p; s/^>/  answered/p' "$work/difference"
        failed=1
    fi
}

env -u HLOCAL_INPLACE -u HLOCAL_MOVABLE_LIMIT "$probe" >"$work/answers"
check 'default' "$here/promise.txt"

if [ -f "$table" ]; then
    awk -F' *[|] *' '
        FILENAME == ARGV[1] { split($0, part, ": "); asked[part[1]] = 1; next }
        $2 ~ /^[A-Z]+_[0-9A-Za-z_]+$/ && $6 ~ /(^|[ ,])probe($|[ ,])/ \
            && !($2 in asked) {
            print "probe: no case for " $2; missing = 1
        }
        END { exit missing }' "$work/answers" "$table" || failed=1
fi

# HLOCAL_INPLACE=windows: a small fixed block is never resized in place, not
# even to its own size.
denied='NULL, NOT_ENOUGH_MEMORY; size 12, flags 0, prefix kept, in place'
sed -E "/^LRA_F1: |^LRA_F7: .*\(fixed 12 /{
/MOVE/!s/ -> .*/ -> $denied/
}" "$here/promise.txt" >"$work/windows"
HLOCAL_INPLACE=windows "$probe" >"$work/answers"
check 'HLOCAL_INPLACE=windows' "$work/windows"

sed '/^REP_8: /s/65536/1000/' "$here/promise.txt" >"$work/limit"
HLOCAL_MOVABLE_LIMIT=1000 "$probe" >"$work/answers"
check 'HLOCAL_MOVABLE_LIMIT=1000' "$work/limit"

exit $failed
