/* Requirements of calls that resize, discard and convert objects. */
#include "shown.h"

#define DISCARD HLF_BIT(HLF_DO_DISCARD)
#define REALLOC (HLF_BIT(HLF_DO_REALLOC) | DISCARD)

#define FIXED HLF_BIT(HLM_K_FIXED)
#define MOVABLE HLF_BIT(HLM_K_MOVABLE)
#define GONE HLF_BIT(HLM_K_DISCARDED)
#define BADP (HLF_BIT(HLM_K_NO_OBJECT) | HLF_BIT(HLM_K_INSIDE))

/* Above this Windows uses its large allocator. */
#define LARGE 0x4000u

static int modify(const struct hlf_event *s)
{
    return has(s, LMEM_MODIFY);
}

static int no_modify(const struct hlf_event *s)
{
    return !modify(s);
}

static int sizing(const struct hlf_event *s)
{
    return !modify(s) && !discardable(s);
}

static int locked(const struct hlf_event *s)
{
    return s->facts.object.lock > 0;
}

static int in_place(const struct hlf_event *s)
{
    return sizing(s) && !has(s, LMEM_MOVEABLE);
}

static int f_2(const struct hlf_event *s)
{
    return in_place(s) && made(s) && s->facts.object.size >= LARGE;
}

static int f_3(const struct hlf_event *s)
{
    return in_place(s) && out_of_memory(s);
}

static int f_4(const struct hlf_event *s)
{
    return sizing(s) && has(s, LMEM_MOVEABLE) && made(s) && s->args.size > 0;
}

static int f_5(const struct hlf_event *s)
{
    return sizing(s) && has(s, LMEM_MOVEABLE) && made(s) && s->args.size == 0;
}

static int f_6(const struct hlf_event *s)
{
    return !modify(s) && discardable(s);
}

static int f_7(const struct hlf_event *s)
{
    return sizing(s) && global(s) && made(s) && s->args.size == 0;
}

static int f_10(const struct hlf_event *s)
{
    return modify(s) && !has(s, LMEM_MOVEABLE) && !discardable(s);
}

static int f_11(const struct hlf_event *s)
{
    return modify(s) && has(s, LMEM_MOVEABLE) && !global(s);
}

static int f_12(const struct hlf_event *s)
{
    return modify(s) && !has(s, LMEM_MOVEABLE) && discardable(s);
}

static int converted(const struct hlf_event *s)
{
    return modify(s) && has(s, LMEM_MOVEABLE) && global(s) && made(s);
}

static int gra_45(const struct hlf_event *s)
{
    return converted(s) && has(s, GMEM_DDESHARE);
}

static int gra_47(const struct hlf_event *s)
{
    return converted(s) && s->facts.object.size == 0;
}

static int gra_60(const struct hlf_event *s)
{
    return modify(s) && has(s, LMEM_MOVEABLE) && global(s) && out_of_memory(s);
}

static int u_1(const struct hlf_event *s)
{
    return sizing(s) && !locked(s) && s->args.size > 0 && made(s);
}

static int k_1(const struct hlf_event *s)
{
    return in_place(s) && locked(s) && s->args.size > 0;
}

static int k_2(const struct hlf_event *s)
{
    return f_4(s) && locked(s);
}

static int u_2(const struct hlf_event *s)
{
    return f_5(s) && !locked(s);
}

static int u_3(const struct hlf_event *s)
{
    return in_place(s) && !locked(s) && s->args.size == 0;
}

static int k_3(const struct hlf_event *s)
{
    return sizing(s) && locked(s) && s->args.size == 0;
}

static int zeroed(const struct hlf_event *s)
{
    return sizing(s) && made(s) && has(s, LMEM_ZEROINIT) &&
           s->args.size > s->facts.object.size;
}

static int sizing_out_of_memory(const struct hlf_event *s)
{
    return sizing(s) && out_of_memory(s);
}

static int d_1(const struct hlf_event *s)
{
    return sizing(s) && s->args.size > 0 && made(s);
}

static int lra_40(const struct hlf_event *s)
{
    return modify(s) && !discardable(s) && s->facts.object.discardable == 0;
}

static int lra_41(const struct hlf_event *s)
{
    return modify(s) && !discardable(s) && s->facts.object.discardable == 1;
}

static int lra_42(const struct hlf_event *s)
{
    return modify(s) && discardable(s);
}

static int gra_44(const struct hlf_event *s)
{
    return modify(s) && global(s) && !has(s, LMEM_MOVEABLE);
}

static int unlocked(const struct hlf_event *s)
{
    return !locked(s);
}

static int marked(const struct hlf_event *s)
{
    return !locked(s) && s->facts.object.discardable == 1;
}

static int large(const struct hlf_event *s)
{
    return s->facts.object.size >= LARGE;
}

const struct hlf_row hlf_rows_resize[] = {
    {"LRA_1", REALLOC, HLF_BIT(HLM_K_NULL), NULL},
    {"LD_10", DISCARD, HLF_BIT(HLM_K_NULL), NULL},
    {"LRA_2", REALLOC, HLF_BIT(HLM_K_GARBAGE) | HLF_BIT(HLM_K_MISALIGNED),
     NULL},
    {"LRA_3", REALLOC, HLF_BIT(HLM_K_FREED), NULL},
    {"LRA_4", REALLOC, BADP, NULL},
    {"LRA_4b", REALLOC, BADP, modify},
    {"LRA_6b", REALLOC, HLF_BIT(HLM_K_BLOCK), no_modify},
    {"LRA_7", REALLOC, HLF_BIT(HLM_K_BLOCK), modify},
    {"LRA_F1", REALLOC, FIXED, in_place},
    {"LRA_F2", REALLOC, FIXED, f_2},
    {"LRA_F3", REALLOC, FIXED, f_3},
    {"LRA_F4", REALLOC, FIXED, f_4},
    {"LRA_F5", REALLOC, FIXED, f_5},
    {"LRA_F6", REALLOC, FIXED, f_6},
    {"LRA_F7", REALLOC, FIXED, f_7},
    {"LRA_F10", REALLOC, FIXED, f_10},
    {"LRA_F11", REALLOC, FIXED, f_11},
    {"LRA_F12", REALLOC, FIXED, f_12},
    {"GRA_43", REALLOC, FIXED, converted},
    {"GRA_45", REALLOC, FIXED, gra_45},
    {"GRA_47", REALLOC, FIXED, gra_47},
    {"GRA_60", REALLOC, FIXED, gra_60},
    {"LRA_U1", REALLOC, MOVABLE, u_1},
    {"LRA_K1", REALLOC, MOVABLE, k_1},
    {"LRA_K2", REALLOC, MOVABLE, k_2},
    {"LRA_U2", REALLOC, MOVABLE, u_2},
    {"LRA_U3", REALLOC, MOVABLE, u_3},
    {"LRA_K3", REALLOC, MOVABLE, k_3},
    {"LRA_6", REALLOC, MOVABLE | GONE, f_6},
    {"LRA_Z", REALLOC, MOVABLE | FIXED, zeroed},
    {"LRA_30", REALLOC, MOVABLE | FIXED, sizing_out_of_memory},
    {"LRA_D1", REALLOC, GONE, d_1},
    {"LRA_D2", REALLOC, GONE, f_5},
    {"LRA_D3", REALLOC, GONE, u_3},
    {"LRA_31", REALLOC, GONE, sizing_out_of_memory},
    {"LRA_40", REALLOC, MOVABLE | GONE, lra_40},
    {"LRA_41", REALLOC, MOVABLE | GONE, lra_41},
    {"LRA_42", REALLOC, MOVABLE | GONE, lra_42},
    {"GRA_44", REALLOC, MOVABLE | GONE, gra_44},
    {"LD_1", DISCARD, MOVABLE, unlocked},
    {"LD_7", DISCARD, MOVABLE, marked},
    {"LD_2", DISCARD, GONE, NULL},
    {"LD_4", DISCARD, MOVABLE, locked},
    {"LD_5", DISCARD, FIXED, made},
    {"LD_6", DISCARD, FIXED, large},
    {NULL, 0, 0, NULL},
};
