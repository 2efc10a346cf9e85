/* Whatever is called in whatever order, every live object keeps its size, its
 * bytes, its lock count and its handle, and locked blocks stay put. */
#include "check.h"
#include "heap_is_valid.h"

#define OBJECTS 400
#define STEPS 400000

static struct object {
    HLOCAL handle;
    int movable;
    unsigned locks;
    size_t size;
    unsigned char seed;
    void *locked;
} objects[OBJECTS];

static uint64_t state = 88172645463325252ull;

static uint32_t chance(uint32_t range)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % range;
}

static size_t some_size(void)
{
    static const size_t edges[] = {16,    128,   129,     1024,   4096,
                                   16384, 16385, 0x10000, 0xF000, 0x20000};

    switch (chance(12)) {
    case 0:
        return edges[chance(10)] + chance(3) - 1;
    case 1:
        return chance(100) == 0 ? chance(5u << 20) : chance(40000);
    default:
        return chance(600);
    }
}

static unsigned char byte_at(const struct object *o, size_t i)
{
    return (unsigned char)(o->seed + i * 7u + (i >> 8));
}

static void fill(struct object *o, unsigned char *p, size_t from)
{
    for (size_t i = from; i < o->size; i++)
        p[i] = byte_at(o, i);
}

static unsigned char *block_of(struct object *o)
{
    unsigned char *p = LocalLock(o->handle);

    if (p != NULL && o->movable)
        LocalUnlock(o->handle);
    return p;
}

static void verify(struct object *o)
{
    unsigned char *p;
    size_t step = o->size / 300 + 1;

    CHECK(LocalSize(o->handle) == o->size);
    CHECK((LocalFlags(o->handle) & LMEM_LOCKCOUNT) == o->locks);
    if (o->movable && o->size == 0) {
        CHECK(LocalFlags(o->handle) & LMEM_DISCARDED);
        return;
    }
    p = block_of(o);
    CHECK(p != NULL && (uintptr_t)p % 16 == 0);
    CHECK(o->locks == 0 || p == o->locked);
    CHECK(LocalHandle(p) == o->handle);
    for (size_t i = 0; i < o->size; i += step)
        CHECK(p[i] == byte_at(o, i));
    if (o->size > 16)
        CHECK_ERROR(LocalHandle(p + 16) == NULL, ERROR_INVALID_HANDLE);
}

static void create(struct object *o)
{
    UINT flags = chance(2) ? LMEM_MOVEABLE : 0;

    o->movable = flags != 0;
    o->size = some_size();
    o->seed = (unsigned char)chance(256);
    o->locks = 0;
    if (chance(2))
        flags |= LMEM_ZEROINIT;
    o->handle = LocalAlloc(flags, o->size);
    CHECK(o->handle != NULL);
    if (o->size != 0 && (flags & LMEM_ZEROINIT))
        CHECK(all_bytes(block_of(o), 0, o->size, 0));
    if (o->size != 0)
        fill(o, block_of(o), 0);
}

static void resize(struct object *o)
{
    size_t old = o->size, size = some_size();
    UINT flags = LMEM_MOVEABLE | (chance(2) ? LMEM_ZEROINIT : 0);
    HLOCAL h;

    if (o->locks != 0 && chance(2))
        flags &= ~LMEM_MOVEABLE;
    h = LocalReAlloc(o->handle, size, flags);
    if (o->movable && size == 0 &&
        (o->locks != 0 || !(flags & LMEM_MOVEABLE))) {
        CHECK(h == NULL);
        return;
    }
    if (!(flags & LMEM_MOVEABLE) && h == NULL) {
        CHECK(size > old);
        return;
    }
    CHECK(h != NULL);
    o->handle = h;
    o->size = size;
    if (o->movable && size == 0)
        return;
    if (o->locks != 0)
        o->locked = block_of(o);
    for (size_t i = 0; i < old && i < size; i += old / 300 + 1)
        CHECK(block_of(o)[i] == byte_at(o, i));
    if ((flags & LMEM_ZEROINIT) && size > old)
        CHECK(all_bytes(block_of(o), old, size, 0));
    fill(o, block_of(o), old < size ? old : size);
}

static void step(struct object *o)
{
    if (o->handle == NULL) {
        create(o);
        return;
    }
    verify(o);
    switch (chance(5)) {
    case 0:
        CHECK(LocalFree(o->handle) == NULL);
        if (o->movable)
            CHECK_ERROR(LocalFree(o->handle) == o->handle,
                        ERROR_INVALID_HANDLE);
        o->handle = NULL;
        break;
    case 1:
        resize(o);
        break;
    case 2:
        if (o->movable && o->size != 0) {
            o->locked = LocalLock(o->handle);
            o->locks++;
        }
        break;
    case 3:
        if (o->locks != 0) {
            CHECK(LocalUnlock(o->handle) == (o->locks > 1));
            o->locks--;
        }
        break;
    default:
        break;
    }
}

int main(void)
{
    for (int i = 0; i < STEPS; i++) {
        step(&objects[chance(OBJECTS)]);
        if (chance(2000) == 0)
            (void)hl_compact(0);
    }
    for (int i = 0; i < OBJECTS; i++)
        if (objects[i].handle != NULL)
            verify(&objects[i]);
    CHECK_HEAP();
    return 0;
}
