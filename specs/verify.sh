#!/bin/sh
# verify.sh SECONDS: the main job. Proves, replays, fuzzes every target for so
# many seconds, and ends with one summary; build/report/index.html has it too,
# with the full output of each step. Progress is shown while it works.
set -u
seconds=${1:-60}
report=build/report
mkdir -p "$report"
rows=
failed=0

# step NAME TITLE COMMAND...: run it, keep its output, show it, note the last
# line that says what came out.
step()
{
    name=$1
    title=$2
    shift 2
    printf '\n== %s\n' "$title"
    { "$@" 2>&1; echo $? >"$report/$name.status"; } </dev/null |
        tee "$report/$name.log"
    status=$(cat "$report/$name.status")
    result=$(grep -E '^(prove|trace|status|corpus|probe|fuzz|tests|vulkan): ' \
        "$report/$name.log" | tail -n 12)
    [ "$status" -eq 0 ] || { failed=$((failed + 1)); result="FAILED
$result"; }
    rows="$rows$name|$title|$status
"
    printf '%s\n' "$result" >"$report/$name.result"
}

step prove "Proofs: every goal of the model and the core" make prove
step check "Tests, probe, corpus under sanitizers, requirement links" \
    make check
for target in $(make -s fuzz-targets); do
    step "fuzz-$target" "Fuzzing $target for $seconds s" \
        make fuzz TARGET="$target" TIME="$seconds"
done

{
    echo '<!doctype html><meta charset="utf-8"><title>hlocal: verify</title>'
    echo '<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto}'
    echo 'td,th{text-align:left;padding:.3em .8em;vertical-align:top}'
    echo 'pre{margin:0}tr{border-top:1px solid #ccc}</style>'
    echo '<h1>hlocal: verify</h1><table>'
    echo '<tr><th>step<th>result<th>output'
    printf '%s' "$rows" | while IFS='|' read -r name title status; do
        [ "$status" -eq 0 ] && mark=passed || mark=FAILED
        printf '<tr><td>%s<td>%s<pre>' "$title" "$mark"
        sed 's/&/\&amp;/g;s/</\&lt;/g' "$report/$name.result"
        printf '</pre><td><a href="%s.log">%s.log</a>\n' "$name" "$name"
    done
    echo '</table>'
} >"$report/index.html"

printf '\n== Summary\n'
printf '%s' "$rows" | while IFS='|' read -r name title status; do
    [ "$status" -eq 0 ] && mark=passed || mark=FAILED
    printf '%-7s %s\n' "$mark" "$title"
    sed 's/^/          /' "$report/$name.result"
done
printf '\nverify: %d steps failed; report in %s/index.html\n' "$failed" "$report"
[ "$failed" -eq 0 ]
