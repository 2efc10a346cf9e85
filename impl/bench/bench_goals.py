"""The goals: what each case should reach, as ratios within one run. They are
reported, never asserted: a loaded machine must not fail a build."""

import dataclasses

from bench_plan import (ASKS, BURSTS, FORGED, INTERIOR, LARGE_BLOCKS, LIVE,
                        MILLION, MIXED, STALE, WILD, key)
from bench_worker import BARE, HLOCAL, MALLOCS, WINE

TWO_RMW = key("lock", size=64, live=1)


@dataclasses.dataclass
class Check:
    """`value <= bound` is met (`>=` where `least`); `close` is the value the
    better quartile of hlocal's rounds gives."""
    text: str
    value: float
    close: float
    bound: float
    least: bool = False

    def verdict(self):
        reached = (self.value >= self.bound) if self.least else (
            self.value <= self.bound)
        if reached:
            return "met"
        by = (self.bound / self.value if self.least else
              self.value / self.bound) if self.value > 0 else float("inf")
        miss = f"+{(by - 1) * 100:.0f} %" if by < 3 else f"{by:.0f}x"
        near = (self.close >= self.bound) if self.least else (
            self.close <= self.bound)
        return f"within spread ({miss})" if near else f"**missed** ({miss})"


@dataclasses.dataclass
class Row:
    """A line of the table: a case, and what is asked of hlocal in it."""
    name: str
    key: str
    goals: list     # functions of (results, key) that give a Check or None
    scale: float = 1.0
    unit: str = "ns"

    def checks(self, results):
        made = (goal(results, self.key) for goal in self.goals)
        return [check for check in made if check]


def figure(number):
    """Two decimals, less as it grows."""
    return f"{number:.2f}" if number < 10 else f"{number:.0f}"


def at_most(text, other, bound):
    """hlocal's time over `other(results, key)` is at most `bound`."""
    def goal(results, at):
        mine, peer = results.median(at, HLOCAL), other(results, at)
        if mine is None or not peer:
            return None
        ratio = mine / peer
        return Check(f"{figure(ratio)}x {text} (<= {bound:g})", ratio,
                     results.spread(at, HLOCAL)[0] / peer, bound)
    return goal


def at_least(text, other, bound):
    """`other(results, key)` over hlocal's time is at least `bound`."""
    def goal(results, at):
        mine, peer = results.median(at, HLOCAL), other(results, at)
        if not mine or not peer:
            return None
        ratio = peer / mine
        return Check(f"{figure(ratio)}x faster than {text} (>= {bound:g})",
                     ratio, peer / results.spread(at, HLOCAL)[0], bound, True)
    return goal


def below(bound, unit):
    def goal(results, at):
        mine = results.median(at, HLOCAL)
        if mine is None:
            return None
        return Check(f"{figure(mine)} {unit} (<= {bound:g})", mine,
                     results.spread(at, HLOCAL)[0], bound)
    return goal


def of(system):
    return lambda results, at: results.median(at, system)


def at(other, system=HLOCAL):
    """The median of another case."""
    return lambda results, _: results.median(other, system)


def best_malloc(results, at_key):
    found = [results.median(at_key, s) for s in MALLOCS]
    return min((f for f in found if f), default=None)


def wine(bound):
    return at_least("Wine", of(WINE), bound)


def rmw(bound):
    return at_most("two RMWs", at(TWO_RMW, BARE), bound)


def query_rows():
    for live, bound in ((1, 1.2), (1000, 1.2), (100_000, 1.7)):
        yield Row(f"lock + unlock, {live:,} live",
                  key("lock", size=64, live=live), [rmw(bound), wine(2.7)])
    for ask in ("size", "flags", "handle"):
        for movable, what in ((1, "movable"), (0, "fixed")):
            yield Row(f"{ask} of a {what} object, 1000 live",
                      key(ask, size=64, live=1000, movable=movable),
                      [below(4, "ns"), wine(8)])


def garbage_rows():
    for ask in ASKS:
        live = key("ask_" + ask, kind=LIVE, large=LARGE_BLOCKS)
        mixed = key("ask_" + ask, kind=MIXED, large=LARGE_BLOCKS)
        name = "lock + unlock" if ask == "lock" else ask
        yield Row(f"{name} of bad values, {LARGE_BLOCKS} large blocks", mixed,
                  [at_most("a live one", at(live), 1.0), wine(100)])
        for kind, what in ((WILD, "wild"), (INTERIOR, "interior"),
                           (STALE, "stale"), (FORGED, "forged")):
            yield Row(f"… {what} values only",
                      key("ask_" + ask, kind=kind, large=LARGE_BLOCKS),
                      [at_most("a live one", at(live), 1.0)])
        for state, what in ((dict(live=1), "empty heap"),
                            (dict(live=60_000), "60,000 small objects")):
            yield Row(f"… all values, {what}",
                      key("ask_" + ask, kind=MIXED, **state),
                      [at_most("with large blocks", at(mixed), 1.1)])


def alloc_rows():
    for size in (16, 64, 256):
        for live in (1, 1000):
            yield Row(f"fixed alloc + free, {size} B, {live} live",
                      key("fixed", size=size, live=live),
                      [at_most("mimalloc", of("mimalloc"), 2.0),
                       at_most("glibc", of("glibc"), 1.0), wine(8)])
    for size, bound in ((4096, 6), (65536, 3)):
        for live in (1, 1000):
            yield Row(f"fixed alloc + free, {size // 1024} KiB, {live} live",
                      key("fixed", size=size, live=live), [wine(bound)])
    for size in BURSTS:
        yield Row(f"bursts of 800, {size} B, every page written, per block",
                  key("burst", size=size, live=800),
                  [at_most("mimalloc", of("mimalloc"), 2.0)])
    for live in (1, 1000):
        yield Row(f"movable alloc + lock + unlock + free, 64 B, {live} live",
                  key("movable", size=64, live=live), [rmw(2.0), wine(6)])
    yield Row("mixed trace, 1000 live", key("trace", live=1000), [])


def growth_rows():
    best = at_most("the best malloc", best_malloc, 1.0)
    for movable, what in ((0, "fixed"), (1, "movable")):
        for every, how in ((0, "ends written"), (1, "all written")):
            # Who writes all of it pays for 64 MiB of pages, Wine too.
            yield Row(f"double 64 B to 64 MiB, {what}, {how}",
                      key("double", movable=movable, all=every),
                      [best] if every else [best, wine(150)], 1e-3, "us")
        for ways, total in ((1, "16 MiB"), (2, "2 x 8 MiB")):
            yield Row(f"append 4 KiB to {total}, {what}, per step",
                      key("append", movable=movable, ways=ways),
                      [best, wine(150)])
    yield Row("double, movable, all written, first of a process",
              key("double", movable=1, all=1, cold=1), [best], 1e-3, "us")
    yield Row("append, movable, first of a process, per step",
              key("append", movable=1, ways=1, cold=1), [best])


def parallel_rows():
    # A second thread sleeps, and nobody may leave out locked instructions.
    locked = at(key("par_lock", size=64, threads=1), BARE)
    for workload, what, goals in (
            ("par_lock", "lock + unlock, private objects",
             [at_most("two RMWs", locked, 1.2), wine(2.7)]),
            ("par_alloc", "fixed alloc + free, 64 B",
             [at_most("mimalloc", of("mimalloc"), 2.0),
              at_most("glibc", of("glibc"), 1.0), wine(8)]),
            ("par_movable", "whole life of movable objects",
             [at_most("two RMWs", locked, 2.0), wine(6)])):
        one = key(workload, size=64, threads=1)
        yield Row(f"1 thread of several, {what}", one, goals)
        yield Row(f"2 threads, {what}", key(workload, size=64, threads=2),
                  [at_most("one thread", at(one), 1.0)])
    yield Row("2 threads, lock + unlock, the same object",
              key("par_same", size=64, threads=2), [])
    for size in (64, 4096):
        yield Row(f"one thread allocates, another frees, {size} B",
                  key("par_cross", size=size, threads=2),
                  [at_most("mimalloc", of("mimalloc"), 1.5)])


def memory_rows():
    for movable, size, goals in (
            (1, 16, [below(16, "B")]), (1, 32, [below(16, "B")]),
            (1, 64, [below(16, "B")]), (1, 0, []), (0, 16, []), (0, 64, [])):
        what = "movable" if movable else "fixed"
        of_size = f"{size} B" if size else "16..1023 B"
        yield Row(f"overhead per {what} object of {of_size}, 1M live",
                  key("footprint", movable=movable, size=size, live=MILLION) +
                  " overhead per object", goals, 1, "B")
    for movable, goals in ((1, [below(1.5, "x")]), (0, [])):
        frag = key("footprint", movable=movable, size=0, live=MILLION)
        what = "movable" if movable else "fixed"
        yield Row(f"resident / live, 90 % of 1M {what} freed",
                  frag + " after free", [], 1, "x")
        yield Row("… after giving back what can be", frag + " after purge",
                  goals, 1, "x")
        yield Row("… which took", frag + " purge time", [], 1, "ms")
    frag = key("footprint", movable=1, size=0, live=MILLION)
    yield Row("compaction, per moved object", frag + " per moved object", [])
    yield Row("… less the pages' return",
              frag + " per moved object, pages' return taken off",
              [below(300, "ns")])
    compact = key("compact", movable=1, live=MILLION)
    yield Row("one step of compaction, median", compact + " small p50", [], 1,
              "us")
    yield Row("… 99th of 100", compact + " small p99", [below(100, "us")], 1,
              "us")
    yield Row("… longest", compact + " small max", [below(100, "us")], 1, "us")
    for step, what in (("calm", "nothing else running"),
                       ("race", "while compacting")):
        yield Row(f"a lock, {what}, 999th of 1000", compact +
                  f" {step} p999", [], 1, "us")


def scaling_rows():
    for workload, extra, what in (
            ("lock", {}, "lock + unlock"), ("size", dict(movable=1), "size"),
            ("fixed", {}, "fixed alloc + free"),
            ("movable", {}, "whole life of movable objects")):
        first = key(workload, size=64, live=1, **extra)
        yield Row(f"{what}, 1M live", key(workload, size=64, live=MILLION,
                                          **extra), [growth_of(first)])


def vulkan_rows():
    for workload, what in (("vk_export", "export and close"),
                           ("vk_import", "import and free"),
                           ("vk_kmt", "export of a KMT handle"),
                           ("vk_memory", "allocate, exportable, and free")):
        first = key(workload, live=1)
        yield Row(f"{what}, 1 payload", first, [])
        for live in (1000, 4096):
            yield Row(f"… {live} payloads", key(workload, live=live),
                      [at_most("with 1", at(first), 1.1)])


def growth_of(first):
    """How much dearer a million live objects are than one, beside how much
    dearer the same loop is on bare words: the caches' share."""
    def goal(results, at_key):
        times = [results.median(k, s) for s in (HLOCAL, BARE)
                 for k in (at_key, first)]
        if not all(times):
            return None
        mine, bare = times[0] - times[1], times[2] - times[3]
        return Check(f"{figure(mine)} ns more than with 1 live; bare memory "
                     f"{figure(bare)}", 0, 0, 0)
    return goal


SECTIONS = [("Lock and ask", query_rows), ("Bad values", garbage_rows),
            ("Allocate and free", alloc_rows), ("Grow", growth_rows),
            ("Threads", parallel_rows), ("Memory", memory_rows),
            ("Vulkan handles", vulkan_rows),
            ("A million live objects", scaling_rows)]
