/* Orders of the source made weaker, for `make mutate-orders`. */
#ifndef HLOCAL_IMPL_WEAKMEM_WEAKENING_HPP
#define HLOCAL_IMPL_WEAKMEM_WEAKENING_HPP

#include <cstring>

#include "place.hpp"

namespace
{

/* One order of the source made weaker: of the accesses of a file between two
 * lines, either the order or the order of a failed compare-and-swap. */
struct weakening {
    const char *file;
    size_t length;
    int from, to, order;
    bool of_failure;
    long met;
} weakened;

/* Without a string: relacy has taken over `new`. */
int order_at(const weak_place *here, int order, bool of_failure)
{
    size_t length;

    if (here->line < weakened.from || here->line > weakened.to ||
        of_failure != weakened.of_failure)
        return order;
    length = std::strlen(here->file);
    if (length < weakened.length ||
        std::strcmp(here->file + length - weakened.length, weakened.file) != 0)
        return order;
    weakened.met++;
    return weakened.order;
}

} // namespace

#endif // HLOCAL_IMPL_WEAKMEM_WEAKENING_HPP
