#!/bin/sh
# fuzz.sh ENGINE TARGET SECONDS SEEDS: fuzz one target for so long, from its
# seeds. Shows progress and ends with one line. Fails on a difference, on a
# crash, and when some kind of call was never made: a fuzzer that quietly
# stopped reaching things must not look like one that found nothing.
set -u
engine=$1
target=$2
seconds=$3
seeds=$4
here=build/fuzz
program=$here/$engine/$target
out=$here/out/$engine-$target
found=$here/found
log=$here/$engine-$target.log
mkdir -p "$out" "$found"

# Each line format has its replay, its length and its mutator.
case $target in
vulkan)
    replay=$here/replay/replay_vulkan longest=768 mutate=$here/mutate_vulkan.so
    ;;
*)
    replay=$here/replay/replay longest=512 mutate=$here/mutate.so
    ;;
esac

inputs=
for folder in "$seeds/$target" "$seeds/fixed"; do
    [ -d "$folder" ] && inputs="$inputs $folder"
done

# One input that shows a difference: report it, keep the C program.
show()
{
    "$replay" --print "$1" >"$1.trace" 2>"$1.report"
    cat "$1.report" >&2
    [ "$target" = vulkan ] && return
    "$replay" --program "$1" >"$1.c" 2>/dev/null
    echo "  program   $1.c" >&2
}

case $engine in
libfuzzer | plain)
    # Short inputs first, as libFuzzer does by itself without a mutator of
    # ours: most of what there is to find needs few calls.
    # shellcheck disable=SC2086
    HL_PROGRAM=$found/$target.c "$program" -max_len="$longest" \
        -len_control=100 -max_total_time="$seconds" -print_final_stats=1 \
        -artifact_prefix="$found/" "$out" $inputs 2>&1 | tee "$log" |
        grep --line-buffered -E 'pulse|DONE|ERROR'
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    bad=$(sed -n 's/.*Test unit written to //p' "$log")
    reached=$out
    ;;
afl)
    mkdir -p "$here/out/start"
    printf 'A  m064\nL0     \nU0     \nF0     \n' >"$here/out/start/one"
    [ -d "$seeds/$target" ] && start=$seeds/$target || start=$here/out/start
    rm -rf "$out"
    AFL_CUSTOM_MUTATOR_LIBRARY="$mutate" \
        AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 \
        AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
        afl-fuzz -i "$start" -o "$out" -V "$seconds" -G "$longest" -- "$program" \
        >"$log" 2>&1 </dev/null
    stats=$out/default/fuzzer_stats
    runs=$(sed -n 's/^execs_done *: *//p' "$stats")
    rate=$(sed -n 's/^execs_per_sec *: *\([0-9]*\).*/\1/p' "$stats")
    first=$(find "$out/default/crashes" -name 'id:*' 2>/dev/null | sort |
        head -n 1)
    bad=
    [ -z "$first" ] || { bad=$found/afl-$target && cp "$first" "$bad"; }
    reached=$out/default/queue
    ;;
*)
    echo "fuzz: no engine '$engine': libfuzzer, plain or afl" >&2
    exit 2
    ;;
esac

if [ -z "$runs" ]; then
    tail -n 20 "$log" >&2
    echo "fuzz: $target with $engine did not run to its end; see $log"
    [ -z "$bad" ] || show "$bad"
    exit 1
fi
if [ -n "$bad" ]; then
    show "$bad"
    echo "fuzz: $target $engine: a difference after $runs executions: $bad"
    exit 1
fi
if grep -q '^hlocal: leak' "$log"; then
    grep '^hlocal: leak' "$log" >&2
    echo "fuzz: $target $engine: memory leaked; build/fuzz/replay/replay $out"
    exit 1
fi
# shellcheck disable=SC2086
if ! "$replay" --floor "$reached" $inputs >"$log.floor"; then
    echo "fuzz: $target $engine: some calls were never made; see above"
    exit 1
fi
[ "$rate" -ge 1000 ] ||
    echo "fuzz: warning: $rate executions per second are few" >&2
echo "fuzz: $target $engine: $seconds s, $runs executions, $rate per second," \
    "divergences 0"
