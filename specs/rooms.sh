#!/bin/sh
# rooms.sh [--dot]: includes go down the order of rooms, never up or across.
# With --dot, print the rooms and the arrows that are there as a graph.
#
# A row is a room and the rooms it may include. hlocal.h and hlocal/ are the
# public headers, which every room may see.
set -eu
cd "$(dirname "$0")/.."

rooms='
specs/local         specs
specs/vk            specs
model/local         specs specs/local
model/vk            specs specs/vk
impl                specs
impl/core           specs specs/local impl
impl/heap           specs impl impl/core
impl/handle         specs impl impl/core impl/heap
impl/api            specs impl impl/core impl/heap impl/handle
impl/kernel         specs impl
impl/vulkan         specs specs/vk impl impl/kernel
fuzz/engine
fuzz/local          specs specs/local fuzz/engine
fuzz/vk             specs specs/vk fuzz/engine impl/kernel impl/vulkan
'

# "room room" for each include line of one room that names a file of another.
arrows()
{
    printf '%s\n' "$rooms" | while read -r room _; do
        [ -n "$room" ] || continue
        find "$room" -maxdepth 1 \( -name '*.c' -o -name '*.h' -o -name '*.acsl' \
            -o -name '*.def' \) -exec grep -H '^ *# *include ["<]' {} + |
            sed 's/^\([^:]*\):.*include *["<]\([^">]*\).*/\1 \2/'
    done | while read -r file name; do
        folder=${file%/*}
        for from in "$folder" specs impl; do
            [ -f "$from/$name" ] || continue
            to=$(cd "$from/$(dirname "$name")" && pwd)
            to=${to#"$PWD"/}
            case $to in specs/hlocal*) to=specs ;; esac
            [ "$to" = "$folder" ] || echo "$folder $to $file"
            break
        done
    done
}

if [ "${1:-}" = --dot ]; then
    arrows | cut -d' ' -f1,2 | sort -u
    exit
fi
arrows | sort -u | { printf '%s\n' "$rooms" | grep . && echo ---- && cat; } |
    awk '/^----$/ { listed = 1; next }
         !listed { known[$1]; for (i = 2; i <= NF; i++) may[$1, $i]; next }
         { total++ }
         !(($1, $2) in may) {
             print "rooms: " $3 " includes from " $2 "; " $1 " may not" > "/dev/stderr"
             wrong++
         }
         END { printf "rooms: %d includes across rooms, %d against the order\n",
                   total, wrong
               exit wrong > 0 }'
