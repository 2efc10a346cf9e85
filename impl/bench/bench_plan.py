"""What is measured: every case, by name. A case's key is its workload and
parameters, so that tables and plots may ask for the same case."""

import dataclasses
import os

from bench_worker import ALL, HLOCAL, BARE, WINE, MALLOCS

MILLION = 1_000_000
LARGE_BLOCKS = 2000
ASKS = ["size", "flags", "handle", "lock", "realloc", "free"]
# The values of `kind` in work_garbage.c.
LIVE, WILD, INTERIOR, STALE, FORGED, MIXED = range(6)
KIND_NAMES = ["live", "wild", "interior", "stale", "forged", "mixed"]
SIZES = [16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576]
# Just below and above the largest size class among them.
BURSTS = [8192, 16384, 16400, 24576, 32768, 65536, 131072, 262144, 524288,
          1048576]
LIVES = [1, 10, 100, 1000, 10_000, 100_000, MILLION]
CPUS = sorted(os.sched_getaffinity(0))
THREADS = sorted({t for t in (1, 2, 4, 8, 16, len(CPUS)) if t <= len(CPUS)})


@dataclasses.dataclass
class Case:
    workload: str
    params: dict
    kind: str = "time"      # or "footprint", "compact", "machine"
    systems: tuple = tuple(ALL)
    slow: bool = False      # one operation takes milliseconds somewhere
    quick: bool = True      # part of QUICK=1

    @property
    def key(self):
        return key(self.workload, **self.params)

    @property
    def parallel(self):
        return self.workload.startswith("par_") or self.kind == "compact"


def key(workload, **params):
    """"fixed size=64 live=1000": the name in the CSV, too."""
    return " ".join([workload] + [f"{k}={int(v)}" for k, v in params.items()])


def alloc_cases():
    for workload in ("fixed", "movable"):
        for size in (16, 64, 256, 4096, 65536):
            for live in (1, 1000, 100_000):
                if live * size > 1 << 29:
                    continue
                quick = live <= 1000 and (workload == "fixed" or size == 64)
                yield Case(workload, dict(size=size, live=live), quick=quick)
        for size in SIZES:
            live = min(1000, (64 << 20) // size)
            yield Case(workload, dict(size=size, live=live),
                       quick=size in (1024, 262144))
        for live in LIVES:
            yield Case(workload, dict(size=64, live=live),
                       quick=live in (1, MILLION))
    for size in BURSTS:
        yield Case("burst", dict(size=size, live=800), slow=True,
                   systems=tuple([HLOCAL] + MALLOCS), quick=size == 16400)
    yield Case("trace", dict(live=1000))
    yield Case("trace", dict(live=50_000), quick=False)


def query_cases():
    for live in (1, 1000, 100_000):
        yield Case("lock", dict(size=64, live=live))
    for ask in ("size", "flags", "handle"):
        for movable in (1, 0):
            for live in (1, 1000, 100_000):
                yield Case(ask, dict(size=64, live=live, movable=movable),
                           quick=live == 1000)
    for live in LIVES:
        yield Case("lock", dict(size=64, live=live),
                   quick=live == MILLION)
        yield Case("size", dict(size=64, live=live, movable=1),
                   quick=live == MILLION)


def garbage_cases():
    checked = (HLOCAL, WINE)
    for ask in ASKS:
        for kind in range(6):
            yield Case("ask_" + ask, dict(kind=kind, large=LARGE_BLOCKS),
                       systems=checked, quick=kind in (LIVE, MIXED))
        for state in (dict(live=1), dict(live=60_000)):
            yield Case("ask_" + ask, dict(kind=MIXED, **state),
                       systems=checked, quick=ask == "size")


def growth_cases():
    for movable in (0, 1):
        for every in (0, 1):
            yield Case("double", dict(movable=movable, all=every), slow=True,
                       quick=not every)
        for ways in (1, 2):
            yield Case("append", dict(movable=movable, ways=ways), slow=True,
                       quick=bool(movable) and ways == 1)
    yield Case("double", dict(movable=1, all=1, cold=1), slow=True,
               quick=False)
    yield Case("append", dict(movable=1, ways=1, cold=1), slow=True,
               quick=False)


def parallel_cases():
    for threads in THREADS:
        for workload in ("par_lock", "par_same", "par_alloc", "par_movable"):
            yield Case(workload, dict(size=64, threads=threads),
                       quick=threads <= 2)
        if threads % 2 == 0:
            for size in (64, 4096):
                yield Case("par_cross", dict(size=size, threads=threads),
                           quick=threads == 2)


def memory_cases():
    systems = tuple([HLOCAL] + MALLOCS + [WINE])
    for movable, size in ((1, 64), (1, 16), (1, 32), (1, 0), (0, 16), (0, 64),
                          (0, 0)):
        yield Case("footprint", dict(movable=movable, size=size, live=MILLION),
                   kind="footprint", systems=systems,
                   quick=movable == 1 and size in (0, 64))
    yield Case("compact", dict(movable=1, live=MILLION), kind="compact",
               systems=(HLOCAL,))


def vulkan_cases():
    for workload in ("vk_export", "vk_import", "vk_kmt", "vk_memory"):
        for live in (1, 1000, 4096):
            yield Case(workload, dict(live=live), systems=(HLOCAL,))


def machine_cases():
    bare = (BARE,)
    for workload in ("page_fault", "page_return", "syscall", "load"):
        yield Case(workload, {}, kind="machine", systems=bare)
    for size in (65536, 4 << 20, 64 << 20):
        yield Case("mremap", dict(size=size), kind="machine", systems=bare,
                   quick=size == 65536)
    for size in (1024, 262144, 4 << 20):
        yield Case("memcpy", dict(size=size), kind="machine", systems=bare,
                   quick=size == 1024)


def plan(quick):
    """The cases to run, each key once; a case is quick if any mention is."""
    cases = {}
    for part in (machine_cases, query_cases, alloc_cases, garbage_cases,
                 growth_cases, parallel_cases, vulkan_cases, memory_cases):
        for case in part():
            known = cases.setdefault(case.key, case)
            known.quick = known.quick or case.quick
    return [c for c in cases.values() if c.quick or not quick]
