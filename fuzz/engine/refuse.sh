#!/bin/sh
# refuse.sh REPLAY FOLDER...: replay these folders with memory refused.
#
# Of the library's requests to the system, every one, every second, every third
# ... is refused. The model allows what a shortage allows in every call and
# nothing else: no crash, no wrong error, no byte lost, nothing left behind.
set -u
replay=$1
shift
failed=0
runs=0
for every in ${EVERY:-1 3 4 5 7 11 17 31 97}; do
    runs=$((runs + 1))
    "$replay" --refuse="$every" "$@" >"$replay.log" 2>&1 && continue
    echo "refuse: again by $replay --refuse=$every $*"
    tail -n 40 "$replay.log"
    failed=$((failed + 1))
done
echo "refuse: corpus replayed with each k-th request refused, $runs values" \
    "of k, $failed failed; at the last $(sed -n 's/.*failed, //p' "$replay.log")"
[ "$failed" -eq 0 ]
