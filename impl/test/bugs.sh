#!/bin/sh
# bugs.sh FOLDER [PATCH...]: does each test fail on the defect it is there for?
#
# For each patch of impl/test/bugs: put the defect back into a copy of impl/ in
# FOLDER, build the tests that the patch names, and see one of them fail. A
# patch has a line "Test: TARGET...", make targets that are programs. A test
# that does not end in LIMIT seconds has failed, which is what a defect that
# hangs deserves; a defect that shows by chance gets three runs. Where the patch
# has a line "Says: WORDS", the test must fail with these words.
set -u
folder=$1
shift
limit=${LIMIT:-60}
make=${MAKE:-make}
root=$PWD
failed=0
count=0

fail()
{
    printf 'FAIL  %-42s %s\n' "$name" "$1"
    failed=$((failed + 1))
}

# A copy of the tree in which only impl/ is real, with the objects of the tree
# itself, so that only what the defect touches is compiled again.
prepare()
{
    rm -rf "$copy"
    mkdir -p "$copy/build/vulkan"
    for item in Makefile specs model fuzz corpus; do
        ln -s "$root/$item" "$copy/$item"
    done
    cp -a "$root/impl" "$copy/impl"
    for objects in obj asan tsan vulkan/asan vulkan/obj; do
        [ -d "$root/build/$objects" ] &&
            cp -a "$root/build/$objects" "$copy/build/$objects"
    done
    (cd "$copy" && patch -s -p1 <"$root/$patch") || return 1
    # shellcheck disable=SC2086
    (cd "$copy" && $make -s $tests) >"$copy/build.log" 2>&1
}

# Whether some named test fails: the tests' log says how.
caught()
{
    for test in $tests; do
        for _ in 1 2 3; do
            (cd "$copy" && NODEVICE_SELECT=1 HLOCAL_VK_LOG=off \
                ASAN_OPTIONS=detect_leaks=0 \
                HLOCAL_SESSION=bug-$$-$count \
                VK_DRIVER_FILES="$copy/build/vulkan/asan/libvk_hlocal.json" \
                timeout "$limit" "./$test" >"$copy/test.log" 2>&1 </dev/null)
            status=$?
            [ $status -eq 0 ] || {
                [ -z "$says" ] || grep -qF "$says" "$copy/test.log"
                return
            }
        done
    done
    return 1
}

mkdir -p "$folder"
[ $# -gt 0 ] || set -- impl/test/bugs/*.patch
for patch in "$@"; do
    count=$((count + 1))
    name=$(basename "$patch" .patch)
    copy=$(cd "$folder" && pwd)/$name
    tests=$(sed -n 's/^Test: //p' "$patch")
    says=$(sed -n 's/^Says: //p' "$patch")
    if [ -z "$tests" ]; then
        fail "names no test"
    elif ! prepare; then
        fail "does not apply or does not build; see $copy"
    elif ! caught; then
        fail "$tests passes${says:+, or does not say: $says}"
    else
        printf 'ok    %-42s %s, status %d\n' "$name" "$(basename "$test")" \
            "$status"
        rm -rf "$copy"
    fi
done
rm -f /dev/shm/hlocal.*.bug-$$-*
echo "defects: $count put back, $((count - failed)) caught by their tests"
[ "$failed" -eq 0 ]
