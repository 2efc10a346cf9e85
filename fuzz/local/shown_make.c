/* Requirements of calls that make and move objects, and of the settings. */
#include "shown.h"

#define ALLOC HL_BIT(HL_DO_ALLOC)

static int has(const struct hl_step *s, uint32_t bits)
{
    return (s->args.flags & bits) != 0;
}

static int global(const struct hl_step *s)
{
    return hl_calls[s->args.call].global;
}

static int made(const struct hl_step *s)
{
    return s->expected.result != 0 && s->expected.result != HL_REFUSED;
}

static int denied(const struct hl_step *s)
{
    return s->expected.result == 0 &&
           s->expected.error == ERROR_NOT_ENOUGH_MEMORY;
}

static int discardable(const struct hl_step *s)
{
    return has(s, global(s) ? GMEM_DISCARDABLE : LMEM_DISCARDABLE);
}

static int huge(const struct hl_step *s)
{
    return s->args.size > HL_BLOCK_MAX;
}

static int made_fixed(const struct hl_step *s)
{
    return made(s) && !has(s, LMEM_MOVEABLE);
}

static int made_movable(const struct hl_step *s)
{
    return made(s) && has(s, LMEM_MOVEABLE);
}

static int la_1(const struct hl_step *s)
{
    return made_fixed(s) && s->args.size > 0;
}

static int la_2(const struct hl_step *s)
{
    return made_movable(s) && s->args.size > 0;
}

static int la_3(const struct hl_step *s)
{
    return made_movable(s) && s->args.size == 0;
}

static int la_4(const struct hl_step *s)
{
    return made_fixed(s) && s->args.size == 0 && !global(s);
}

static int ga_4(const struct hl_step *s)
{
    return made_fixed(s) && s->args.size == 0 && global(s);
}

static int la_5(const struct hl_step *s)
{
    return la_1(s) && has(s, LMEM_ZEROINIT);
}

static int la_6(const struct hl_step *s)
{
    return la_2(s) && has(s, LMEM_ZEROINIT);
}

static int la_7(const struct hl_step *s)
{
    return made_fixed(s) && discardable(s);
}

static int la_7b(const struct hl_step *s)
{
    return la_7(s) && s->args.size == 0 && s->facts.full;
}

static int la_8(const struct hl_step *s)
{
    return made_movable(s) && discardable(s);
}

static int la_8c(const struct hl_step *s)
{
    return made_movable(s) && has(s, 0xE00u) && !has(s, 0x100u);
}

static int la_9(const struct hl_step *s)
{
    return made(s) && has(s, LMEM_NOCOMPACT | LMEM_NODISCARD);
}

static int ga_5(const struct hl_step *s)
{
    return made_movable(s) && global(s) && has(s, GMEM_DDESHARE);
}

static int ga_6(const struct hl_step *s)
{
    return made_fixed(s) && global(s) && has(s, GMEM_DDESHARE);
}

static int ga_7(const struct hl_step *s)
{
    return made(s) && global(s) && has(s, GMEM_NOTIFY | GMEM_LOWER);
}

static int bad_flags(const struct hl_step *s)
{
    return s->expected.result == 0 &&
           s->expected.error == ERROR_INVALID_PARAMETER;
}

static int ga_10(const struct hl_step *s)
{
    return bad_flags(s) && global(s);
}

static int la_11(const struct hl_step *s)
{
    return denied(s) && huge(s) && !has(s, LMEM_MOVEABLE);
}

static int la_12(const struct hl_step *s)
{
    return denied(s) && huge(s) && has(s, LMEM_MOVEABLE);
}

static int la_15(const struct hl_step *s)
{
    return denied(s) && s->facts.full && has(s, LMEM_MOVEABLE) && !huge(s);
}

static int la_15c(const struct hl_step *s)
{
    return made_fixed(s) && s->facts.full;
}

/* ---- Compaction and settings --------------------------------------------- */

static int some_loose(const struct hl_step *s)
{
    return s->facts.loose > 0;
}

static int some_still(const struct hl_step *s)
{
    return s->facts.still > 0;
}

static int accepted(const struct hl_step *s)
{
    return s->expected.result == 1;
}

static int rejected(const struct hl_step *s)
{
    return s->expected.result == 0;
}

const struct hl_row hl_rows_make[] = {
    {"LA_1", ALLOC, HL_ANY, la_1},
    {"LA_2", ALLOC, HL_ANY, la_2},
    {"LA_3", ALLOC, HL_ANY, la_3},
    {"LA_4", ALLOC, HL_ANY, la_4},
    {"GA_4", ALLOC, HL_ANY, ga_4},
    {"LA_5", ALLOC, HL_ANY, la_5},
    {"LA_6", ALLOC, HL_ANY, la_6},
    {"LA_7", ALLOC, HL_ANY, la_7},
    {"LA_7b", ALLOC, HL_ANY, la_7b},
    {"LA_8", ALLOC, HL_ANY, la_8},
    {"LA_8c", ALLOC, HL_ANY, la_8c},
    {"LA_9", ALLOC, HL_ANY, la_9},
    {"GA_5", ALLOC, HL_ANY, ga_5},
    {"GA_6", ALLOC, HL_ANY, ga_6},
    {"GA_7", ALLOC, HL_ANY, ga_7},
    {"LA_10", ALLOC, HL_ANY, bad_flags},
    {"GA_10", ALLOC, HL_ANY, ga_10},
    {"LA_11", ALLOC, HL_ANY, la_11},
    {"LA_12", ALLOC, HL_ANY, la_12},
    {"LA_15", ALLOC, HL_ANY, la_15},
    {"REP_8", ALLOC, HL_ANY, la_15},
    {"LA_15c", ALLOC, HL_ANY, la_15c},
    {"REP_3", ALLOC, HL_ANY, made_movable},
    {"REP_4", ALLOC, HL_ANY, made},
    {"HL_COMPACT_1", HL_BIT(HL_DO_MOVE), HL_ANY, some_loose},
    {"HL_COMPACT_2", HL_BIT(HL_DO_MOVE), HL_ANY, some_still},
    {"HL_LIMIT_1", HL_BIT(HL_DO_LIMIT), HL_ANY, accepted},
    {"HL_LIMIT_2", HL_BIT(HL_DO_LIMIT), HL_ANY, rejected},
    {"HL_POLICY_1", HL_BIT(HL_DO_POLICY), HL_ANY, accepted},
    {"HL_POLICY_2", HL_BIT(HL_DO_POLICY), HL_ANY, rejected},
    {NULL, 0, 0, NULL},
};
