#!/bin/sh
# cases.sh FOLDER COMMAND...: does a call without a case fail to compile?
#
# A call that neither side makes would agree. So the switches that make calls
# name every one of them, none has a default, and COMMAND, the harness's
# compiler with its flags, has -Werror=switch. Proof: with one more call in the
# enum, each of these files is refused, for its sake; as they are, they compile.
set -u
folder=$1
shift
holes=0
mkdir -p "$folder"

hole()
{
    echo "cases: $1" >&2
    holes=$((holes + 1))
}

# ROOM/FILE HEADER ENUM: add to the enum in a copy of fuzz/.
planted()
{
    rm -rf "$folder/fuzz"
    mkdir "$folder/fuzz"
    cp -r fuzz/engine fuzz/local fuzz/vk "$folder/fuzz/"
    "$@" -fsyntax-only "$folder/fuzz/$file" >"$folder/log" 2>&1 ||
        hole "fuzz/$file does not compile: $(head -n 1 "$folder/log")"
    header=$(dirname "$file")/$header
    sed "s/^enum $enum {/&\n    HLF_PLANTED = 99,/" "fuzz/$header" \
        >"$folder/fuzz/$header"
    if "$@" -fsyntax-only "$folder/fuzz/$file" >"$folder/log" 2>&1; then
        hole "fuzz/$file compiles without a case for a call"
    elif ! grep -q 'error.*HLF_PLANTED' "$folder/log"; then
        hole "fuzz/$file: $(grep error "$folder/log" | head -n 1)"
    fi
}

count=0
while read -r file header enum; do
    [ "$file" != vk/run.c ] || [ "$VULKAN" = yes ] || continue
    planted "$@"
    count=$((count + 1))
done <<END
local/run_impl.c op.h hlf_do
local/run_model.c op.h hlf_do
local/print.c op.h hlf_do
local/reproduce.c op.h hlf_do
local/report.c op.h hlf_do
vk/run.c op.h vkf_do
END

if grep -nE '^[[:space:]]*default:' fuzz/*/*.c; then
    hole "a default lets a call agree about nothing"
fi

echo "cases: a call without one is refused in $count files, $holes holes"
[ "$holes" -eq 0 ]
