#!/bin/sh
# run.sh DIR TEST...: run the driver's tests one by one, each in a session of
# its own, through the installed Vulkan loader, then vulkaninfo and an example.
# DIR is build/vulkan. Prints one line each; the log of a failure in full.
# Shows SEED_VK_19.
dir=$1
shift
passed=0
failed=0

verdict() # NAME STATUS LOG
{
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
        echo "ok   vulkan/$1"
    else
        failed=$((failed + 1))
        echo "FAIL vulkan/$1 (status $2)"
        cat "$3"
    fi
}

here=$(cd "$dir" && pwd)
export VK_TOLD_FILE=$here/test/told
rm -f "$VK_TOLD_FILE"
for test in "$@"; do
    log=$dir/test/$test.log
    VK_DRIVER_FILES=$here/asan/libvk_hlocal.json HLOCAL_SESSION=test-$$-$test \
        timeout 60 "$dir/test/$test" >"$log" 2>&1
    verdict "$test" $? "$log"
done

# Every rule of the table must have been told by some test. A rule is written
# there as its name with "_" and the last part of its 1.3.239 number.
unset VK_TOLD_FILE
sed -n -e 's/^BATCH([A-Z0-9_]*, /CHECKED(/' -e \
    's/^[AMCS][A-Z]*([A-Z0-9_]*, \([A-Za-z0-9_]*\)_[A-Za-z0-9]*, "\([A-Za-z0-9]*\)".*/\1_\2/p' \
    "$(dirname "$0")/../../../specs/vk/rules.def" | tr _ - | sort -u >"$here/test/rules"
sort -u "$here/test/told" >"$here/test/reported-once"
comm -23 "$here/test/rules" "$here/test/reported-once" >"$here/test/unreported"
[ ! -s "$here/test/unreported" ]
verdict "every-rule-is-told ($(wc -l <"$here/test/rules"))" $? \
    "$here/test/unreported"

# The rest runs on the driver as it is installed, without sanitizers.
export HLOCAL_SESSION=test-$$-plain
if command -v vulkaninfo >/dev/null; then
    for variable in VK_DRIVER_FILES VK_ICD_FILENAMES; do
        log=$dir/test/vulkaninfo-$variable.log
        env "$variable=$here/libvk_hlocal.json" vulkaninfo >"$log" 2>&1 &&
            grep -q 'VK_KHR_external_memory_win32 *: extension revision 1' \
                "$log" &&
            ! grep -iE 'warning|error *\[|error: .*(vk|loader)' "$log"
        verdict "vulkaninfo-$variable" $? "$log"
    done
    # The validation layer finds nothing wrong with what vulkaninfo asks.
    log=$dir/test/vulkaninfo-validated.log
    VK_DRIVER_FILES=$here/libvk_hlocal.json \
        VK_INSTANCE_LAYERS=VK_LAYER_KHRONOS_validation vulkaninfo >"$log" 2>&1 &&
        ! grep -iE 'VUID-|validation (error|warning)' "$log"
    status=$?
    if grep -q 'VK_LAYER_KHRONOS_validation (' "$log"; then
        verdict vulkaninfo-validated $status "$log"
    else
        echo "skip vulkan/vulkaninfo-validated: the layer is not installed" \
            "(apt-get install vulkan-validationlayers)"
    fi
    log=$here/test/vulkaninfo-json.log
    rm -rf "$here/test/json" && mkdir -p "$here/test/json"
    (cd "$here/test/json" &&
        VK_DRIVER_FILES=$here/libvk_hlocal.json vulkaninfo --json &&
        grep -q hlocal ./*.json) >"$log" 2>&1
    verdict vulkaninfo-json $? "$log"
else
    echo "skip vulkan/vulkaninfo: not installed (apt-get install vulkan-tools)"
fi
for example in "$dir"/example/*; do
    [ -x "$example" ] || continue
    log=$dir/test/example-$(basename "$example").log
    VK_DRIVER_FILES=$here/libvk_hlocal.json timeout 60 "$example" >"$log" 2>&1
    verdict "example-$(basename "$example")" $? "$log"
done

left=$(find /dev/shm -maxdepth 1 -name "hlocal.*.test-$$-*" 2>/dev/null)
if [ -n "$left" ]; then
    echo "FAIL vulkan/session-files: left behind: $left"
    failed=$((failed + 1))
fi
echo "vulkan: $passed passed, $failed failed"
[ "$failed" = 0 ]
