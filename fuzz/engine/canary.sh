#!/bin/sh
# canary.sh FOLDER [BUG...]: does the harness find what it is there to find?
#
# For each patch of fuzz/bugs: build the library with that bug in FOLDER, fuzz
# it from nothing until the difference is reported (at most LIMIT seconds),
# compile the C program that was printed, and see it fail against the library
# with the bug and pass against the one without. One line a bug: seconds to
# detection, which program showed it, the requirement broken, what it said.
set -u
folder=$1
shift
limit=${LIMIT:-60}
seed=${SEED:-1}
make=${MAKE:-make}
root=$PWD
failed=0
count=0

fail()
{
    printf 'FAIL  %-34s %s\n' "$name" "$1"
    failed=$((failed + 1))
}

# A copy of the tree in which only impl/ is real, with the objects of the tree
# itself, so that only what the bug touches is compiled again.
prepare()
{
    rm -rf "$copy"
    mkdir -p "$copy/build/fuzz"
    for item in Makefile specs model fuzz; do
        ln -s "$root/$item" "$copy/$item"
    done
    cp -a "$root/impl" "$copy/impl"
    cp -a "$root/build/obj" "$root/build/libhlocal.a" "$copy/build/"
    cp -a "$root/build/fuzz/libfuzzer" "$root/build/fuzz/reproducer.inc" \
        "$copy/build/fuzz/"
    (cd "$copy" && patch -s -p1 <"$root/$patch") || return 1
    (cd "$copy" && $make -s "build/fuzz/libfuzzer/$target" \
        build/libhlocal.a) \
        >"$copy/build.log" 2>&1
}

# Fuzz the library with the bug from nothing; 1 when nothing was found.
hunt()
{
    rm -f "$copy"/program* "$copy"/found-*
    (cd "$copy" && HL_PROGRAM=program.c "build/fuzz/libfuzzer/$target" \
        -seed="$1" -max_len="$longest" -max_total_time="$limit" \
        -artifact_prefix=found- >fuzz.log 2>&1)
    grep -q 'model and [a-z]* disagree\|ERROR' "$copy/fuzz.log" || return 1
    [ "$target" = calls ] || return 0
    # The library crashed before the harness could look: replay does look.
    if [ ! -f "$copy/program.c" ]; then
        (cd "$copy" && $make -s build/fuzz/replay/replay >>build.log 2>&1 &&
            build/fuzz/replay/replay --program found-* >program.c 2>crash.log)
    fi
    return 0
}

# The program passes without the bug, and fails with it; of the Vulkan target,
# which prints none, the input.
shown()
{
    rm -f "$copy/program.status"
    if [ "$target" != calls ]; then
        sed -n 's/^  what *//p' "$copy/fuzz.log" >"$copy/program.out"
        for tree in "$root" "$copy"; do
            "$tree/build/fuzz/libfuzzer/$target" "$copy"/found-* \
                >"$copy/again.log" 2>&1
            [ $? -eq 0 ] && echo 0 || echo 1
        done >"$copy/program.status"
        [ "$(tr '\n' ' ' <"$copy/program.status")" = "0 1 " ]
        return
    fi
    for library in "$root/build" "$copy/build"; do
        ${CC:-cc} -w -Ispecs "$copy/program.c" "$library/libhlocal.a" \
            -pthread -o "$copy/program" 2>"$copy/program.log" &&
            "$copy/program" >"$copy/program.out" 2>&1
        echo $? >>"$copy/program.status"
    done
    [ "$(tr '\n' ' ' <"$copy/program.status")" = "0 1 " ]
}

# Some bugs show only in a heap that saw many inputs: a program that starts
# with a new one may miss them. Then another hunt, with another seed.
try()
{
    name=$(basename "$patch" .patch)
    copy=$folder/$name
    promise=$(sed -n 's/^Breaks: //p' "$patch")
    target=$(sed -n 's/^Target: //p' "$patch")
    target=${target:-calls}
    [ "$target" = vulkan ] && longest=768 || longest=512
    if ! prepare; then
        fail "does not apply or does not build; see $copy"
        return
    fi
    tries=0
    took=
    while [ "$tries" -lt 24 ]; do
        begin=$(date +%s%N)
        if ! hunt $((seed + tries * 100)); then
            fail "not found in $limit s"
            return
        fi
        tenths=$((($(date +%s%N) - begin) / 100000000))
        [ -n "$took" ] || took=$((tenths / 10)).$((tenths % 10))
        tries=$((tries + 1))
        if shown; then
            printf 'ok    %-34s %6s s  program %s  %-12s %s\n' "$name" \
                "$took" "$tries" "$promise" \
                "$(tail -n 1 "$copy/program.out")"
            return
        fi
    done
    fail "found in $took s, but no program of $tries shows it"
}

mkdir -p "$folder"
for target in $($make -s fuzz-targets); do
    $make -s "build/fuzz/libfuzzer/$target" || exit 1
done
$make -s build/libhlocal.a || exit 1
[ $# -gt 0 ] || set -- fuzz/bugs/*.patch
for patch in "$@"; do
    count=$((count + 1))
    try
done
echo "canary: $count bugs planted, $((count - failed)) found and reproduced"
[ "$failed" -eq 0 ]
