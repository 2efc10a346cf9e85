/* A thread that takes mutexes against the order of their ranks is stopped,
 * though nobody waits for it; so is one that lets go of what it does not hold. */
#include "aborts.h"
#include "heap/stripe.h"
#include "rank.h"

static pthread_mutex_t bin = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t other_bin = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER;

static int in_order(void)
{
    for (int i = 0; i < 2; i++) {
        rank_lock(RANK_BIN, &bin);
        rank_lock(RANK_TABLE, &table);
        rank_unlock(RANK_TABLE, &table);
        rank_unlock(RANK_BIN, &bin);
    }
    rank_lock(RANK_TABLE, &table);
    rank_unlock(RANK_TABLE, &table);
    return 0;
}

static int inverted(void)
{
    rank_lock(RANK_TABLE, &table);
    rank_lock(RANK_BIN, &bin);
    return 0;
}

static int two_of_a_rank(void)
{
    rank_lock(RANK_BIN, &bin);
    rank_lock(RANK_BIN, &other_bin);
    return 0;
}

static int as_fork_does(void)
{
    rank_lock_more(RANK_BIN, &bin);
    rank_lock_more(RANK_BIN, &other_bin);
    rank_unlock(RANK_BIN, &bin);
    rank_unlock(RANK_BIN, &other_bin);
    return in_order();
}

static int let_go_twice(void)
{
    rank_lock(RANK_BIN, &bin);
    rank_unlock(RANK_BIN, &bin);
    hli_rank_drop(RANK_BIN);
    return 0;
}

/* The library's own mutexes have ranks: a stripe comes before the cache of a
 * thread that has none, and two stripes are one too many. */
static int two_stripes(void)
{
    hli_stripe_lock(1);
    hli_stripe_lock(2);
    return 0;
}

static int call_below_the_table(void)
{
    rank_lock(RANK_TABLE, &table);
    (void)hl_compact(0);
    return 0;
}

int main(void)
{
    CHECK(LocalFree(LocalAlloc(LHND, 10)) == NULL);
    CHECK(in_order() == 0 && as_fork_does() == 0);
    check_aborts("inverted", inverted, "taking BIN, a bin");
    check_aborts("inverted", inverted, "the thread holds TABLE, the handle");
    check_aborts("two_of_a_rank", two_of_a_rank, "the thread holds BIN");
    check_aborts("let_go_twice", let_go_twice, "letting go of BIN");
    check_aborts("two_stripes", two_stripes, "the thread holds STRIPE");
    check_aborts("call_below_the_table", call_below_the_table,
                 "the thread holds TABLE");
    return 0;
}
