#!/bin/sh
# hardening.sh FOLDER CC FILE...: are these libraries, archives and objects
# hardened?
#
# A shared library is read-only once it is relocated, which is done at loading
# (relro, now); functions with buffers have a stack protector, and calls of libc
# with known sizes are checked (fortify). Objects mark their branch targets, if
# the compiler does that; the linker drops the mark where libc's own objects have
# none. Each question is asked of something built without all this too, where the
# answer must be no.
set -u
folder=$1
compiler=$2
shift 2
failed=0

relro()
{
    readelf -lW "$1" | grep -q GNU_RELRO
}

now()
{
    readelf -dW "$1" | grep -qE 'BIND_NOW|FLAGS.* NOW'
}

stack_protector()
{
    nm "$1" 2>/dev/null | grep -q ' U __stack_chk_fail'
}

fortify()
{
    nm "$1" 2>/dev/null | grep -qE ' U __[a-z]+_chk(@|$)'
}

# Every member of an archive, or the one object.
branch_targets()
{
    case $1 in *.a) members=$(ar t "$1" | wc -l) ;; *) members=1 ;; esac
    [ "$(readelf -nW "$1" 2>/dev/null | grep -cE 'IBT|BTI')" -eq "$members" ]
}

ask() # QUESTION FILE
{
    "$1" "$2" && return
    echo "FAIL hardening: $2 has no $1"
    failed=$((failed + 1))
}

mkdir -p "$folder"
soft=$folder/soft
echo 'char *soft(char *p) { char b[64]; return __builtin_strcpy(b, p) + 1; }' \
    >"$soft.c"
"$compiler" -w -fPIC -fno-stack-protector -U_FORTIFY_SOURCE -c "$soft.c" \
    -o "$soft.o" &&
    "$compiler" -shared -Wl,-z,norelro,-z,lazy "$soft.o" -o "$soft.so" ||
    exit 1
for question in relro now stack_protector fortify; do
    if $question "$soft.so"; then
        echo "FAIL hardening: $question is found where there is none"
        failed=$((failed + 1))
    fi
done

# Whether the compiler marks branch targets when it is asked to, and only then.
marked=
if "$compiler" -w -fcf-protection -c "$soft.c" -o "$folder/marked.o" 2>/dev/null &&
    branch_targets "$folder/marked.o" && ! branch_targets "$soft.o"; then
    marked=branch_targets
fi

for file in "$@"; do
    case $file in
    *.so) questions="relro now stack_protector fortify" ;;
    *.a) questions="stack_protector fortify $marked" ;;
    *) questions=$marked ;;
    esac
    for question in $questions; do
        ask "$question" "$file"
    done
done
[ "$failed" = 0 ] && echo "ok   hardening of $# files"
