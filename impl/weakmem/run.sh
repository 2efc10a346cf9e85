#!/bin/sh
# run.sh PROGRAM [CLIENT...]: all clients, two at a time; one line each, and the
# trace of what does not hold. SECONDS_EACH bounds a client's time.
set -u
program=$1
shift
folder=$(dirname "$program")/log
each=${SECONDS_EACH:-120}
rm -rf "$folder"
mkdir -p "$folder"
[ $# -gt 0 ] || set -- $("$program" --list)
printf '%s\n' "$@" | xargs -P2 -I{} sh -c \
    '"$1" --seconds "$2" {} >"$3/{}" 2>&1 || touch "$3/{}.failed"' \
    - "$program" "$each" "$folder"
failed=0
for client in "$@"; do
    if [ ! -s "$folder/$client" ]; then
        echo "FAIL $client: no such client, or it said nothing"
        failed=$((failed + 1))
        continue
    fi
    [ -e "$folder/$client.failed" ] && failed=$((failed + 1))
    cat "$folder/$client"
done
echo "weakmem: $# clients, $failed failed"
[ "$failed" -eq 0 ]
