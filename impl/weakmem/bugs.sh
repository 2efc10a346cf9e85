#!/bin/sh
# bugs.sh FOLDER [PATCH...]: is each planted concurrency bug found?
#
# For each patch of impl/weakmem/bugs: put the bug into a copy of impl/ in
# FOLDER, build the clients that the patch names, and see one of them not hold.
set -u
folder=$1
shift
make=${MAKE:-make}
root=$PWD
missed=0

mkdir -p "$folder"
[ $# -gt 0 ] || set -- impl/weakmem/bugs/*.patch

prepare()
{
    rm -rf "$copy"
    mkdir -p "$copy/build"
    for item in Makefile specs model fuzz; do
        ln -s "$root/$item" "$copy/$item"
    done
    cp -a "$root/impl" "$copy/impl"
    cp -a "$root/build/weakmem" "$copy/build/weakmem"
    (cd "$copy" && patch -s -p1 <"$root/$patch") || return 1
    files=
    for client in $clients; do
        files="$files impl/weakmem/clients/$client.c"
    done
    (cd "$copy" && $make -s build/weakmem/weakmem WEAK_CLIENTS="$files") \
        >"$copy/build.log" 2>&1
}

for patch in "$@"; do
    name=$(basename "$patch" .patch)
    copy=$(cd "$folder" && pwd)/$name
    clients=$(sed -n 's/^Clients: //p' "$patch")
    if ! prepare; then
        echo "FAIL  $name does not apply or does not build; see $copy"
        missed=$((missed + 1))
        continue
    fi
    # shellcheck disable=SC2086
    "$copy/build/weakmem/weakmem" --seconds "${SECONDS_EACH:-60}" $clients \
        >"$copy/run.log" 2>&1
    if [ $? -ne 1 ]; then
        echo "FAIL  $name: $clients hold; see $copy/run.log"
        missed=$((missed + 1))
        continue
    fi
    printf 'ok    %-44s %s\n' "$name" \
        "$(sed -n 's/^FAIL //p' "$copy/run.log" | head -1)"
    rm -rf "$copy"
done
echo "weakmem: $# bugs planted, $(($# - missed)) found"
[ "$missed" -eq 0 ]
