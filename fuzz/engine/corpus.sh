#!/bin/sh
# corpus.sh REPLAY NAME...: replay these folders of the corpus, and check that
# its index tells the truth: each file has a row and each row a file, each file
# shows the requirements of its row, each requirement that calls can show is in
# a row, and every kind of call is made by some seed.
set -u
replay=$1
shift
index=corpus/README.md
work=build/fuzz/corpus-$1
holes=0
mkdir -p "$work"

hole()
{
    echo "corpus: $1" >&2
    holes=$((holes + 1))
}

folders=
names=
for name in "$@"; do
    if [ -d "corpus/$name" ]; then
        folders="$folders corpus/$name"
        names="$names${names:+|}$name"
    fi
done

# shellcheck disable=SC2086
"$replay" $folders >"$work/replay.log" || hole "replay failed"
cat "$work/replay.log"

# Rows as "file ID", for the folders that replay runs.
awk -F'|' -v names="$names" '$0 ~ "^\\| (" names ")/" {
    file = $2; gsub(/[ `]/, "", file)
    count = split($(NF - 1), id, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= count; i++) if (id[i] != "") print "corpus/" file, id[i]
}' "$index" | sort -u >"$work/said"

# shellcheck disable=SC2086
find $folders -type f | sort >"$work/files"
cut -d' ' -f1 "$work/said" | sort -u >"$work/rows"
for file in $(comm -23 "$work/files" "$work/rows"); do
    hole "$file has no row in $index"
done
for file in $(comm -13 "$work/files" "$work/rows"); do
    hole "$index has a row of $file, which is not there"
done

xargs "$replay" --ids <"$work/files" | sort -u >"$work/shown"
comm -23 "$work/said" "$work/shown" >"$work/not-shown"
while read -r file id; do
    hole "$file does not show $id"
done <"$work/not-shown"

cut -d' ' -f2 "$work/said" | sort -u >"$work/ids"
"$replay" --known | sort -u >"$work/known"
for id in $(comm -23 "$work/known" "$work/ids"); do
    hole "no seed shows $id"
done

# shellcheck disable=SC2086
"$replay" --floor $folders >"$work/floor.log" ||
    hole "some calls are in no seed"

echo "corpus: $(wc -l <"$work/files") seeds replayed twice," \
    "$(wc -l <"$work/ids") requirements shown, $holes holes"
[ "$holes" -eq 0 ]
