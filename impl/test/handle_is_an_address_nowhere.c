/* A movable object's handle is no address that a program may use: not on this
 * machine, where it is tried, nor by the rules of those it is not tried on. The
 * handle tried has in its low bits the address of a variable, which is what a
 * machine that looks at no others would find. */
#include <setjmp.h>
#include <signal.h>

#include "check.h"
#include "core/tag.h"

static uint64_t bit(uint64_t value, int which)
{
    return value >> which & 1u;
}

/* Bits `from` to `to` are all `what`. */
static int all(uint64_t value, int from, int to, uint64_t what)
{
    for (int i = from; i <= to; i++)
        if (bit(value, i) != what)
            return 0;
    return 1;
}

/* Four and five levels of pages, on x86-64 and on RISC-V (Sv48, Sv57). */
static int four_levels(uint64_t value)
{
    return all(value, 47, 63, 0);
}

static int five_levels(uint64_t value)
{
    return all(value, 56, 63, 0);
}

/* x86-64's LAM_U57, and AMD's upper address ignore. */
static int masked_x86(uint64_t value)
{
    return bit(value, 63) == 0 && bit(value, 56) == 0;
}

/* RISC-V's pointer masking of 7 bits. */
static int masked_riscv(uint64_t value)
{
    return bit(value, 56) == 0;
}

/* arm64's top byte ignored, with addresses of any length. */
static int top_byte_ignored(uint64_t value)
{
    return bit(value, 55) == 0;
}

static int (*const rules[])(uint64_t) = {four_levels, five_levels, masked_x86,
                                         masked_riscv, top_byte_ignored};

static void check_rules(uint64_t index, uint64_t generation)
{
    uint64_t value = tag_make(index, generation);

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        CHECK(!rules[i](value));
    CHECK(tag_is(value) && value % 16 == 8);
    CHECK(tag_index(value) == index && tag_generation(value) == generation);
}

static const uint64_t index_last = TAG_INDEX_COUNT - 1;
static const uint64_t generation_last = TAG_GENERATION_COUNT - 1;

static void check_all_rules(void)
{
    for (uint64_t i = 1; i < TAG_INDEX_COUNT; i *= 2)
        for (uint64_t g = 1; g < TAG_GENERATION_COUNT; g *= 2) {
            check_rules(i, g);
            check_rules(i - 1, g - 1);
            check_rules(index_last - i, generation_last - g);
            check_rules(i, generation_last);
            check_rules(index_last, g);
        }
    check_rules(index_last, generation_last);
}

static sigjmp_buf back;

static void fault(int number)
{
    siglongjmp(back, number);
}

/* The checkers would look first, and fault elsewhere. */
#ifdef __clang__
#define PLAIN __attribute__((no_sanitize("address", "undefined"), noinline))
#else
#define PLAIN                                                                  \
    __attribute__((no_sanitize_address, no_sanitize_undefined, noinline))
#endif

PLAIN static int can_be_read(uint64_t value)
{
    if (sigsetjmp(back, 1) != 0)
        return 0;
    (void)*(volatile unsigned char *)value; // NOLINT
    return 1;
}

PLAIN static int can_be_written(uint64_t value)
{
    if (sigsetjmp(back, 1) != 0)
        return 0;
    *(volatile unsigned char *)value = 2; // NOLINT
    return 1;
}

static uint64_t handle_over(const void *variable)
{
    uint64_t address = (uintptr_t)variable;
    uint64_t value = tag_make(address / TAG_INDEX % TAG_INDEX_COUNT,
                              address / TAG_GENERATION);

    CHECK((value - address) % TAG_TOP == 0);
    return value;
}

int main(void)
{
    static unsigned char variable[32] __attribute__((aligned(16))) = {[8] = 1};
    struct sigaction action = {.sa_handler = fault};
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, 8);

    check_all_rules();
    CHECK(sigaction(SIGSEGV, &action, NULL) == 0);
    CHECK(sigaction(SIGBUS, &action, NULL) == 0);
    CHECK(can_be_read((uintptr_t)&variable[8]));
    CHECK(!can_be_read(handle_over(&variable[8])));
    CHECK(!can_be_written(handle_over(&variable[8])) && variable[8] == 1);
    CHECK(h != NULL && !can_be_read((uintptr_t)h));
    CHECK(LocalFree(h) == NULL);
    return 0;
}
