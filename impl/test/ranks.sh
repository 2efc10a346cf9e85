#!/bin/sh
# ranks.sh: impl/README.md names the ranks of impl/rank.h, in their order, and no
# mutex of impl/ is locked past them.
set -u
failed=0
ranks=$(sed -n 's/^ *RANK(\([A-Z_]*\), .*/\1/p' impl/rank.h | tr '\n' ' ')
named=$(sed -n '/^Mutexes are taken in the order of their ranks/,/\./p' \
    impl/README.md | grep -o '`[A-Z_]*`' | tr -d '`' | tr '\n' ' ')

if [ -z "$ranks" ] || [ "$ranks" != "$named" ]; then
    echo "FAIL ranks: impl/rank.h has $ranks; impl/README.md names $named"
    failed=1
fi
# session_lock, whose mutex is robust, says its rank by itself.
if grep -n 'pthread_mutex_\(lock\|trylock\|unlock\)(' impl/*.c impl/heap/* \
    impl/handle/* impl/api/* impl/kernel/*.[ch] impl/vulkan/*.[ch] |
    grep -v '^impl/kernel/session.c:.* = pthread_mutex_lock(&segment->lock);$'
then
    echo "FAIL ranks: a mutex without a rank"
    failed=1
fi
[ $failed = 0 ] && echo "ok   ranks of $(echo "$ranks" | wc -w) mutexes"
