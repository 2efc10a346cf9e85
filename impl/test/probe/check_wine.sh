#!/bin/sh
# Usage: check_wine.sh PROBE.EXE [ANSWERS]
#
# Ask Wine what the probe asks hlocal, and hold the answers against promise.txt.
# Each difference must be on the list in wine_differences.txt, exactly as it is there, and
# each difference on the list must still occur. With ANSWERS, a file of lines
# recorded elsewhere is compared instead of running Wine.
set -eu

exe=$1
here=$(dirname "$0")
answers=${2:-$(dirname "$exe")/wine.txt}

if [ $# -lt 2 ]; then
    if ! command -v wine >/dev/null; then
        echo 'check-wine: wine is missing: apt-get install wine' >&2
        exit 2
    fi
    prefix=$(dirname "$exe")/wineprefix
    mkdir -p "$prefix"
    WINEDEBUG=-all WINEPREFIX=$(cd "$prefix" && pwd) DISPLAY= \
        wine "$exe" >"$answers" 2>"$prefix/stderr"
fi

awk '
    function key(line) { return substr(line, 1, index(line, " -> ") - 1) }
    function fail(text) { print "check-wine: " text; failed = 1 }

    FNR == 1 { file++ }
    file == 1 { promise[key($0)] = $0; next }
    file == 2 && /^(#|  |$)/ { next }
    file == 2 && /^\[/ {
        group = $0
        sub(/\].*/, "]", group)
        if (group !~ /^\[(wrong|choice|freedom)\]$/ || $0 == group)
            fail("a group needs a class and a reason: " $0)
        next
    }
    file == 2 {
        if (group == "")
            fail("listed outside a group: " $0)
        if (key($0) in listed)
            fail("listed twice: " $0)
        listed[key($0)] = $0
        class[key($0)] = group
        next
    }
    !(key($0) in promise) { fail("no promise for: " $0); next }
    {
        k = key($0)
        asked[k] = 1
        if ($0 == promise[k]) {
            same++
            if (k in listed)
                fail("listed, but answered as promised: " $0)
        } else if (!(k in listed)) {
            fail("not listed: " $0)
        } else if (listed[k] != $0) {
            fail("listed with another answer: " $0)
        } else {
            count[class[k]]++
        }
    }
    END {
        for (k in promise)
            if (!(k in asked))
                fail("not answered: " k)
        for (k in listed)
            if (!(k in promise))
                fail("listed, but never asked: " k)
        printf "check-wine: %d answers as promised", same
        printf ", listed differences: %d wrong, %d choice, %d freedom\n",
            count["[wrong]"], count["[choice]"], count["[freedom]"]
        exit failed
    }' "$here/promise.txt" "$here/wine_differences.txt" "$answers"
