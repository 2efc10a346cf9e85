#!/bin/sh
# trace.sh [--rules]: check the links of the requirement lists; see trace.awk.
# With --rules, print the rows that specs/vk/rules.def makes. Needs only sh and
# awk.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --rules ]; then
    echo '| ID | Requirement | Source | Proven | Tested |'
    echo '| --- | --- | --- | --- | --- |'
    exec awk -f specs/vk/rules.awk specs/vk/rules.def
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk -f specs/vk/rules.awk specs/vk/rules.def >"$work/requirements.md"

# The first comment of each test, a line with the file's name in front.
awk 'FNR == 1 { head = 1 }
     head { print FILENAME ": " $0 }
     /\*\// { head = 0 }' impl/test/*.c impl/kernel/test/*.c \
    impl/vulkan/test/*.c impl/vulkan/test/*.cpp >"$work/heads"

set -- specs/*/requirements.md "$work/requirements.md" "$work/heads" specs/*.h specs/local/*.h specs/vk/*.h \
    specs/*/*.acsl
for file in impl/core/*.h impl/test/probe/promise.txt corpus/README.md; do
    if [ -f "$file" ]; then
        set -- "$@" "$file"
    fi
done
awk -f specs/trace.awk "$@"
