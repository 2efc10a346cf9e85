/* Witnesses of determinism: each runs a step of the model twice, from equal
 * states with equal arguments, and is proven to end equally. It sees the step's
 * contract and not its body, so the contract alone determines the outcome: the
 * result, the last error, every field of every object, every byte.
 *
 * These are proof units. Nothing links them.
 */
#include "local/step.h"
#include "local.h"

static struct hlm_object kept_tab[HLM_SLOT_MAX];
static uint8_t kept_heap[HLM_HEAP_MAX];
static uint32_t kept_error, kept_limit, kept_policy;

/* What a witness assigns. */
/* Not formatted, for 0..N without spaces would be one token. */
/* clang-format off */
#define STATE \
    kept_tab[0 .. HLM_SLOT_MAX - 1], kept_heap[0 .. HLM_HEAP_MAX - 1], \
    kept_error, kept_limit, kept_policy, \
    hlm_tab[0 .. HLM_SLOT_MAX - 1], hlm_heap[0 .. HLM_HEAP_MAX - 1], \
    hlm_error, hlm_limit, hlm_policy
/* clang-format on */

/*@ predicate kept_now{L} =
         (\forall integer i; 0 <= i < HLM_SLOT_MAX ==>
            \at(kept_tab[i],L) == \at(hlm_tab[i],L))
      && (\forall integer k; 0 <= k < HLM_HEAP_MAX ==>
            \at(kept_heap[k],L) == \at(hlm_heap[k],L))
      && \at(kept_error,L) == \at(hlm_error,L)
      && \at(kept_limit,L) == \at(hlm_limit,L)
      && \at(kept_policy,L) == \at(hlm_policy,L);

    predicate alike{L1,L2} =
         hlm_all_same{L1,L2}
      && \at(hlm_error,L2) == \at(hlm_error,L1)
      && \at(hlm_limit,L2) == \at(hlm_limit,L1)
      && \at(hlm_policy,L2) == \at(hlm_policy,L1);
*/

/* Remember the state. */
/*@ terminates         \true;
    exits              \false;
    assigns            kept_tab[0 .. HLM_SLOT_MAX - 1],
                       kept_heap[0 .. HLM_HEAP_MAX - 1], kept_error,
                       kept_limit, kept_policy;
    ensures   kept:    kept_now;
*/
static void keep(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_tab[k] == hlm_tab[k];
        loop assigns i, kept_tab[0 .. HLM_SLOT_MAX - 1];
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        kept_tab[i] = hlm_tab[i];
    /*@ loop invariant index: 0 <= i <= HLM_HEAP_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_heap[k] == hlm_heap[k];
        loop assigns i, kept_heap[0 .. HLM_HEAP_MAX - 1];
        loop variant HLM_HEAP_MAX - i;
    */
    for (i = 0; i < HLM_HEAP_MAX; i++)
        kept_heap[i] = hlm_heap[i];
    kept_error = hlm_error;
    kept_limit = hlm_limit;
    kept_policy = hlm_policy;
}

/* Make the state what it was. */
/*@ terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error,
                       hlm_limit, hlm_policy;
    ensures   back:    kept_now;
*/
static void back(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          hlm_tab[k] == kept_tab[k];
        loop assigns i, hlm_tab[0 .. HLM_SLOT_MAX - 1];
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        hlm_tab[i] = kept_tab[i];
    /*@ loop invariant index: 0 <= i <= HLM_HEAP_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          hlm_heap[k] == kept_heap[k];
        loop assigns i, hlm_heap[0 .. HLM_HEAP_MAX - 1];
        loop variant HLM_HEAP_MAX - i;
    */
    for (i = 0; i < HLM_HEAP_MAX; i++)
        hlm_heap[i] = kept_heap[i];
    hlm_error = kept_error;
    hlm_limit = kept_limit;
    hlm_policy = kept_policy;
}

/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  vacant:  hlm_vacant(at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_alloc(uint32_t global, uint32_t flags, uint64_t size,
                    uint32_t fault_armed, uint32_t fault, uint64_t value,
                    uint64_t addr, uint32_t at)
{
    uint64_t first, second;
    uint32_t i;
    keep();
    first = hlm_alloc(global, flags, size, fault_armed, fault, value, addr, at);
    /*@ ghost once: ; */
    back();
    /* Equal tables count alike: by induction. */
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant count: hlm_movables{Pre}(i) == hlm_movables{Here}(i);
        loop assigns i;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        ;
    second =
        hlm_alloc(global, flags, size, fault_armed, fault, value, addr, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_realloc(uint32_t global, uint64_t v, uint32_t kind, uint32_t at,
                      uint64_t size, uint32_t flags, uint32_t fault_armed,
                      uint32_t fault, uint64_t value, uint64_t addr)
{
    uint64_t first, second;
    uint32_t i;
    keep();
    first = hlm_realloc(global, v, kind, at, size, flags, fault_armed, fault,
                        value, addr);
    /*@ ghost once: ; */
    back();
    /* Equal tables count alike: by induction. */
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant count: hlm_movables{Pre}(i) == hlm_movables{Here}(i);
        loop assigns i;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        ;
    second = hlm_realloc(global, v, kind, at, size, flags, fault_armed, fault,
                         value, addr);
    /*@ assert error: hlm_error == \at(hlm_error,once); */
    /*@ assert table: \forall integer i; 0 <= i < HLM_SLOT_MAX ==>
          hlm_tab[i] == \at(hlm_tab[i],once); */
    /*@ assert bytes: hlm_bytes_same{once,Here}(0, HLM_HEAP_MAX); */
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_free(uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t first, second;
    keep();
    first = hlm_free(v, kind, at);
    /*@ ghost once: ; */
    back();
    second = hlm_free(v, kind, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_lock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t first, second;
    keep();
    first = hlm_lock(global, v, kind, at);
    /*@ ghost once: ; */
    back();
    second = hlm_lock(global, v, kind, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_unlock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t first, second;
    keep();
    first = hlm_unlock(global, v, kind, at);
    /*@ ghost once: ; */
    back();
    second = hlm_unlock(global, v, kind, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_handle(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t first, second;
    keep();
    first = hlm_handle(global, v, kind, at);
    /*@ ghost once: ; */
    back();
    second = hlm_handle(global, v, kind, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_size(uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t first, second;
    keep();
    first = hlm_size(v, kind, at);
    /*@ ghost once: ; */
    back();
    second = hlm_size(v, kind, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_flags(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t first, second;
    keep();
    first = hlm_flags(global, v, kind, at);
    /*@ ghost once: ; */
    back();
    second = hlm_flags(global, v, kind, at);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  slot:    at < HLM_SLOT_MAX;
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_move(uint32_t at, uint64_t addr)
{
    uint64_t first, second;
    keep();
    first = hlm_move(at, addr);
    /*@ ghost once: ; */
    back();
    second = hlm_move(at, addr);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_placed(hlm_tab[at]);
    requires  span:    from <= to <= hlm_tab[at].size;
    requires  seed:    seed < 251;
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_fill(uint32_t at, uint32_t from, uint32_t to, uint32_t seed)
{
    keep();
    hlm_fill(at, from, to, seed);
    /*@ ghost once: ; */
    back();
    hlm_fill(at, from, to, seed);
    /*@ assert state: alike{once,Here}; */
    return 1;
}

/*@ requires  inv:     hlm_inv;
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_set_limit(uint32_t limit)
{
    uint64_t first, second;
    keep();
    first = hlm_set_limit(limit);
    /*@ ghost once: ; */
    back();
    second = hlm_set_limit(limit);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     hlm_inv;
    terminates         \true;
    exits              \false;
    assigns            STATE;
    ensures   same:    \result == 1;
*/
uint32_t same_set_policy(int32_t policy)
{
    uint64_t first, second;
    keep();
    first = hlm_set_policy(policy);
    /*@ ghost once: ; */
    back();
    second = hlm_set_policy(policy);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}
