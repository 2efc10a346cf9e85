#!/bin/sh
# Check the links of requirements*.md; see trace.awk. Needs only sh and awk.
set -eu
cd "$(dirname "$0")/.."

set -- specs/*/requirements.md specs/*.h specs/local/*.h specs/vk/*.h \
    specs/*/*.acsl
for file in impl/core/*.h impl/test/probe/promise.txt corpus/README.md; do
    if [ -f "$file" ]; then
        set -- "$@" "$file"
    fi
done
exec awk -f specs/trace.awk "$@"
