/* Where in the source an access stands, as sync_weakmem.h has it. */
#ifndef HLOCAL_IMPL_WEAKMEM_PLACE_HPP
#define HLOCAL_IMPL_WEAKMEM_PLACE_HPP

struct weak_place {
    const char *file;
    const char *function;
    int line;
};

#endif // HLOCAL_IMPL_WEAKMEM_PLACE_HPP
