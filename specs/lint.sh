#!/bin/sh
# lint.sh [--tidy] FILE...: the C files are formatted, keep the order of rooms,
# and give no warning with gcc and clang. With --tidy, what clang-tidy says of the
# code that ships (.clang-tidy says which checks, and why the others are off).
set -u
cd "$(dirname "$0")/.." || exit 1
failed=0

check()
{
    title=$1
    shift
    if "$@"; then echo "ok   lint/$title"; else
        echo "FAIL lint/$title"
        failed=1
    fi
}

format()
{
    clang-format --dry-run -Werror "$@"
}

# Warnings that every file must be free of; what else a folder promises stands
# in its build.mk and is checked when it is built.
warn='-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef
      -Wno-unused-parameter -Werror'
see='-Ispecs -Iimpl -Ispecs/hlocal/win32'

# What ships says its sentences by hl_say (impl/say.h), whole.
says()
{
    ! printf '%s\n' "$@" |
        grep -E '^impl/(|core/|heap/|handle/|api/|kernel/|vulkan/)[^/]*\.[ch]$' |
        xargs grep -nE '[^n]printf\(stderr|dprintf\(|f?puts\(|perror\('
}

compile() # COMPILER FILE...
{
    compiler=$1
    bad=0
    shift
    mkdir -p build/lint
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&\\n"/' \
        fuzz/local/reproducer.c.in >build/lint/reproducer.inc
    for file in "$@"; do
        case $file in
        fuzz/engine/afl.c) continue ;; # afl-clang-fast's own words
        *.c) ;;
        *) continue ;;
        esac
        more=
        case $file in
        impl/bench/*) more=-D_GNU_SOURCE ;;
        impl/test/*) more=-DHL_CHECKS=1 ;; # as the builds for checkers have it
        impl/weakmem/*) more='-DHL_WEAKMEM -Iimpl/weakmem -Wno-unused-result' ;;
        esac
        # shellcheck disable=SC2086
        "$compiler" -std=gnu11 $more $warn $see -Ibuild/lint -pthread \
            ${VULKAN_CPPFLAGS:-} -fsyntax-only "$file" || bad=1
    done
    return $bad
}

tidy()
{
    # shellcheck disable=SC2086
    printf '%s\n' "$@" | grep -E '^impl/(core|heap|handle|api|kernel|vulkan)/[^/]*\.c$' |
        xargs -P 2 -n 8 sh -c 'clang-tidy --quiet --warnings-as-errors="*" \
            "$@" -- -std=gnu11 '"$see"' -pthread 2>/dev/null' tidy
}

if [ "$1" = --tidy ]; then
    shift
    check clang-tidy tidy "$@"
    exit $failed
fi
check format format "$@"
check rooms sh specs/rooms.sh
check sentences says "$@"
check gcc compile gcc "$@"
check clang compile clang "$@"
exit $failed
