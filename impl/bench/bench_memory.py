"""Rounds that watch a process's memory; each in a process of its own."""

PARTS = 10
SURVIVORS = 10      # one in so many objects survives


def footprint_round(worker, case, results):
    """Fill with objects, free nine of ten at random, give memory back."""
    system = worker.system
    live = worker.open(case)
    if live is None:
        return False
    results.live[(case.key, system)] = live
    base = worker.resident()
    curve = [(0, 0)]

    def note():
        curve.append((len(curve), worker.resident() - base))
        return curve[-1][1]

    for part in range(1, PARTS + 1):
        answer = worker.ask(f"step fill {live * part // PARTS}")
        full = note()
    requested = int(answer["bytes"])
    for part in range(PARTS - 1, 0, -1):
        answer = worker.ask(f"step free {live * part // PARTS}")
        freed = note()
    survive = int(answer["bytes"])
    answer = worker.ask("step purge")
    purged = note()

    def add(measure, value, unit):
        results.add(f"{case.key} {measure}", system, value, unit)

    add("overhead per object", (full - requested) / live, "B")
    add("resident per requested byte", full / requested, "x")
    add("after free", freed / survive, "x")
    add("after purge", purged / survive, "x")
    add("purge time", int(answer["ns"]) / 1e6, "ms")
    moved, given = int(answer["moved"]), int(answer["given"])
    if moved:
        add("moved objects", moved, "")
        add("given back", given / 2**20, "MiB")
        add("per moved object", int(answer["ns"]) / moved, "ns")
        page = results.median("page_return", "bare")
        if page:
            add("per moved object, pages' return taken off",
                (int(answer["ns"]) - given / 4096 * page) / moved, "ns")
    results.curves[(case.key, system)] = curve
    return True


def compact_round(worker, case, results):
    """The pauses: of the shortest steps, then of a lock during a whole
    compaction, with the heap made anew in between."""
    live = worker.open(case)
    if live is None:
        return False
    for step, measures in (("small", ("p50", "p99", "max")),
                           ("calm", ("p50", "p999", "max")),
                           ("race", ("p50", "p999", "max"))):
        worker.ask(f"step fill {live}")
        worker.ask(f"step free {live // SURVIVORS}")
        answer = worker.ask(f"step {step}")
        if answer.get("moved") == "0":
            # A pause in which nothing happened would be no measurement.
            results.trouble.append(f"{case.key}: {worker.system}: no object "
                                   "was moved")
            return False
        for measure in measures:
            results.add(f"{case.key} {step} {measure}", worker.system,
                        int(answer[measure]) / 1000, "us")
        for count in ("calls", "moved"):
            if count in answer:
                results.add(f"{case.key} {step} {count}", worker.system,
                            int(answer[count]), "")
    return True
