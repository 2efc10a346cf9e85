#!/bin/sh
# status.sh [--check]: the figures of README's status table, from what is
# committed; with --check, fail where README says otherwise.
set -eu
cd "$(dirname "$0")/.."

figures()
{
    sh specs/trace.sh | awk '/^trace: [0-9]+ requirements/ {
        gsub(",", "")
        printf "| requirements | %d: %d stated in ACSL, %d tested |\n",
            $2, $4, $6 }'
    awk -F, 'NR > 1 { goals += $3; proved += $4; functions++ }
        END { printf "| proof goals | %d of %d, in %d functions |\n",
            proved, goals, functions }' model/proved.csv
    for corpus in corpus/*/; do
        name=$(basename "$corpus")
        count=$(find "$corpus" -type f | wc -l)
        echo "| seeds, $name | $count |"
    done
    echo "| probe cases | $(wc -l <impl/test/probe/promise.txt), all as promised |"
    awk '/^\[/ { class = $1; next } /^(#|  |$)/ { next } { count[class]++ }
        END { printf "| Wine 8 differs in | %d: %d Wine is wrong, ",
                  count["[wrong]"] + count["[choice]"] + count["[freedom]"],
                  count["[wrong]"]
              printf "%d choices of ours, %d allocator freedom |\n",
                  count["[choice]"], count["[freedom]"] }' \
        impl/test/probe/wine_differences.txt
}

if [ "${1:-}" = --check ]; then
    figures | while read -r line; do
        grep -qxF "$line" README.md || {
            echo "status: README.md does not say: $line" >&2
            exit 1
        }
    done
    echo "status: README's figures are as committed"
else
    figures
fi
