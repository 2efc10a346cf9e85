/* How each bad value is made, and the requirements it meets. */
#include "probe_values.h"

static struct sample plain(HANDLE value)
{
    struct sample made = {value, NULL};

    return made;
}

static struct sample take_null(void)
{
    return plain(NULL);
}

static struct sample take_garbage(void)
{
    return plain(garbage_handle());
}

static struct sample take_unmapped(void)
{
    return plain(unmapped_address());
}

static struct sample take_one(void)
{
    return plain((HANDLE)(UINT_PTR)1);
}

static struct sample take_c042(void)
{
    return plain((HANDLE)(UINT_PTR)0xc042);
}

static struct sample take_minus_one(void)
{
    return plain(INVALID_HANDLE_VALUE);
}

/* Handles that live no more. */

static struct sample take_freed(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, OWNER_BYTES, 0);

    LocalFree(object);
    return plain(object);
}

static struct sample take_freed_locked(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, OWNER_BYTES, 2);

    LocalFree(object);
    return plain(object);
}

static struct sample take_freed_discarded(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, 0, 0);

    LocalFree(object);
    return plain(object);
}

static struct sample take_freed_fixed(void)
{
    HANDLE object = make_object(&families[0], LMEM_FIXED, OWNER_BYTES, 0);

    LocalFree(object);
    return plain(object);
}

static struct sample take_freed_block(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, OWNER_BYTES, 0);
    void *block = block_of(object);

    LocalFree(object);
    return plain(block);
}

static struct sample take_discarded_block(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, OWNER_BYTES, 0);
    void *block = block_of(object);

    object = LocalDiscard(object);
    return plain(block);
}

/* Values in and beside live objects. */

static struct sample inside(UINT flags, unsigned locks, unsigned offset)
{
    HANDLE object = make_object(&families[0], flags, OWNER_BYTES, locks);
    struct sample made = {(char *)block_of(object) + offset, object};

    return made;
}

static struct sample take_fixed_1(void)
{
    return inside(LMEM_FIXED, 0, 1);
}

static struct sample take_fixed_4(void)
{
    return inside(LMEM_FIXED, 0, 4);
}

static struct sample take_fixed_8(void)
{
    return inside(LMEM_FIXED, 0, 8);
}

static struct sample take_fixed_16(void)
{
    return inside(LMEM_FIXED, 0, 16);
}

static struct sample take_block(void)
{
    return inside(LMEM_MOVEABLE, 0, 0);
}

static struct sample take_block_locked(void)
{
    return inside(LMEM_MOVEABLE, 2, 0);
}

static struct sample take_block_1(void)
{
    return inside(LMEM_MOVEABLE, 1, 1);
}

static struct sample take_block_8(void)
{
    return inside(LMEM_MOVEABLE, 1, 8);
}

static struct sample take_block_16(void)
{
    return inside(LMEM_MOVEABLE, 1, 16);
}

static struct sample take_handle(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, OWNER_BYTES, 0);
    struct sample made = {object, object};

    return made;
}

static struct sample take_handle_1(void)
{
    struct sample made = take_handle();

    made.value = (char *)made.owner + 1;
    return made;
}

/* A live handle with a high bit changed: a forgery. */
static struct sample take_forged(void)
{
    struct sample made = take_handle();

    made.value = (HANDLE)((UINT_PTR)made.owner ^ (UINT_PTR)1 << 44);
    return made;
}

/* Memory that is nobody's object. */

static struct sample stack(unsigned offset)
{
    char here[64];
    UINT_PTR address = (UINT_PTR)align_16(here); /* only a number here */

    return plain((HANDLE)(address + offset));
}

static struct sample take_stack(void)
{
    return stack(0);
}

static struct sample take_stack_8(void)
{
    return stack(8);
}

static struct sample take_read_only(void)
{
    return plain(platform_read_only_page());
}

/* A row per value, a column per call. */
const struct value values[] = {
    {"NULL",
     take_null,
     {"LL_10", "LU_10", "LH_10", "LS_10", "LFL_10", "LF_3", "LRA_1", "LRA_1"}},
    {"garbage handle",
     take_garbage,
     {"LL_11", "LU_11", "LH_11", "LS_11", "LFL_11", "LF_7", "LRA_2", "LRA_2"}},
    {"forged handle",
     take_forged,
     {"LL_11", "LU_11", "LH_11", "LS_11", "LFL_11", "LF_7", "LRA_2", "LRA_2"}},
    {"unmapped address",
     take_unmapped,
     {"LL_12", "LU_12", "LH_12", "LS_12", "LFL_12", "LF_8", "LRA_4", "LRA_4b"}},
    {"freed handle",
     take_freed,
     {"LL_13", "LU_13", "LH_13", "LS_13", "LFL_13", "LF_6", "LRA_3", "LRA_3"}},
    {"freed handle, was locked",
     take_freed_locked,
     {"LL_13", "LU_13", "LH_13", "LS_13", "LFL_13", "LF_6", "LRA_3", "LRA_3"}},
    {"freed handle, was discarded",
     take_freed_discarded,
     {"LL_13", "LU_13", "LH_13", "LS_13", "LFL_13", "LF_6", "LRA_3", "LRA_3"}},
    {"live handle",
     take_handle,
     {NULL, NULL, "LH_15", NULL, NULL, NULL, NULL, NULL}},
    {"live handle + 1",
     take_handle_1,
     {"LL_7", "LU_11", "LH_5", "LS_12b", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"value 1",
     take_one,
     {"LL_7", "LU_11", "LH_5", "LS_12b", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"value 0xc042",
     take_c042,
     {"LL_7", "LU_11", "LH_5", "LS_18", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"value -1",
     take_minus_one,
     {"LL_7", "LU_11", "LH_5", "LS_12b", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"fixed + 1",
     take_fixed_1,
     {"LL_7", "LU_11", "LH_4", "LS_12b", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"fixed + 4",
     take_fixed_4,
     {"LL_7", "LU_11", "LH_4", "LS_12b", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"fixed + 8",
     take_fixed_8,
     {"LL_8", "LU_11", "LH_4", "LS_11", "LFL_11", "LF_7", "LRA_2", "LRA_2"}},
    {"fixed + 16",
     take_fixed_16,
     {"LL_6", "LU_12", "LH_4", "LS_12b", "LFL_12", "LF_9", "LRA_4", "LRA_4b"}},
    {"freed fixed",
     take_freed_fixed,
     {"LL_12", "LU_12", "LH_14", "LS_18", "LFL_12", "LF_12", "LRA_4",
      "LRA_4b"}},
    {"block of a movable",
     take_block,
     {"LL_6", "LU_9", NULL, "LS_6", "LFL_6", "LF_13", "LRA_6b", "LRA_7"}},
    {"block of a movable, locked twice",
     take_block_locked,
     {"LL_6", "LU_9", NULL, "LS_6", "LFL_6", "LF_13", "LRA_6b", "LRA_7"}},
    {"block of a movable + 1",
     take_block_1,
     {"LL_7", "LU_11", "LH_5", "LS_12b", "LFL_11", "LF_9b", "LRA_2", "LRA_2"}},
    {"block of a movable + 8",
     take_block_8,
     {"LL_8", "LU_11", "LH_5", "LS_11", "LFL_11", "LF_7", "LRA_2", "LRA_2"}},
    {"block of a movable + 16",
     take_block_16,
     {"LL_6", "LU_12", "LH_5", "LS_12b", "LFL_12", "LF_9", "LRA_4", "LRA_4b"}},
    {"block of a freed movable",
     take_freed_block,
     {"LL_12", "LU_12", "LH_14", "LS_12", "LFL_12", "LF_8", "LRA_4", "LRA_4b"}},
    {"block of a discarded movable",
     take_discarded_block,
     {"LL_12", "LU_12", "LH_14", "LS_12", "LFL_12", "LF_8", "LRA_4", "LRA_4b"}},
    {"stack address",
     take_stack,
     {"LL_6", "LU_12", "LH_12", "LS_12", "LFL_12", "LF_9", "LRA_4", "LRA_4b"}},
    {"stack address + 8",
     take_stack_8,
     {"LL_8", "LU_11", "LH_11", "LS_11", "LFL_11", "LF_7", "LRA_2", "LRA_2"}},
    {"read-only page",
     take_read_only,
     {"LL_19", "LU_12", "LH_12", "LS_12", "LFL_12", "LF_8", "LRA_4", "LRA_4b"}},
};

const size_t value_count = COUNT_OF(values);
