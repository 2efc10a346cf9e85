"""SVG plots, drawn by gnuplot: speed by size, scaling with live objects,
threads, and resident memory over a fragmentation run."""

import os
import shutil
import subprocess

from bench_plan import LIVES, MILLION, SIZES, THREADS, key
from bench_worker import ALL, BARE, HLOCAL

COLOURS = {HLOCAL: "#c0392b", "glibc": "#7f8c8d", "mimalloc": "#2980b9",
           "jemalloc": "#27ae60", "wine": "#8e44ad", BARE: "#000000"}
NAMES = {BARE: "limit"}
# Where the step that gives memory back is drawn, apart from the others.
LAST_STEP = 23
SETUP = """set terminal svg size 720,440 font 'sans,13' background '#ffffff'
set grid lc rgb '#dddddd'
set key outside right
set style fill transparent solid 0.15 noborder
"""


def line(results, system, points):
    """(x, low, median, high) where the system ran the case, at the number of
    live objects it really held."""
    rows = {}
    for x, at in points:
        if results.has(at, system):
            low, high = results.spread(at, system)
            really = results.live.get((at, system), 0)
            if x in LIVES and "live=" in at and x == int(
                    at.split("live=")[1].split()[0]) and really:
                x = really
            rows.setdefault(x, (x, low, results.median(at, system), high))
    return sorted(rows.values())


def block(name, rows):
    text = "\n".join(" ".join(f"{v:.6g}" for v in row) for row in rows)
    return f"${name} << EOD\n{text}\nEOD\n"


def by_case(results, points, title, x_label, x_log=2):
    """A log-log plot of ns per operation with quartiles as a band."""
    blocks, parts = "", []
    for system in ALL:
        rows = line(results, system, points)
        if len(rows) < 2:
            continue
        colour = COLOURS[system]
        name = NAMES.get(system, system)
        blocks += block(system, rows)
        width = 3 if system == HLOCAL else 1.5
        dash = " dt 2" if system == BARE else ""
        parts.append(f"${system} using 1:2:4 with filledcurves "
                     f"lc rgb '{colour}' notitle")
        parts.append(f"${system} using 1:3 with linespoints lw {width} pt 7 "
                     f"ps 0.4 lc rgb '{colour}'{dash} title '{name}'")
    if not parts:
        return None
    return (f"{blocks}set title '{title}'\nset xlabel '{x_label}'\n"
            f"set ylabel 'ns per operation'\nset logscale x {x_log}\n"
            f"set logscale y 10\nset format x '%.0s%c'\n"
            f"plot {', '.join(parts)}\n")


def sizes(workload):
    return [(s, key(workload, size=s, live=min(1000, (64 << 20) // s)))
            for s in SIZES]


def lives(workload, **extra):
    return [(n, key(workload, size=64, live=n, **extra)) for n in LIVES]


def threads(results):
    """Clustered bars: all threads' operations per second."""
    shown = [("par_lock", "lock\\nprivate"), ("par_same", "lock\\nshared"),
             ("par_alloc", "fixed\\nalloc"), ("par_movable", "movable\\nlife")]
    # The bare machine has no allocator: its bars would hide all others.
    systems = [s for s in ALL if s != BARE and any(
        results.has(key(w, size=64, threads=THREADS[0]), s) for w, _ in shown)]
    rows = []
    for workload, name in shown:
        for count in THREADS:
            at = key(workload, size=64, threads=count)
            rates = [count * 1e3 / results.median(at, s)
                     if results.median(at, s) else 0 for s in systems]
            rows.append(f"\"{name}\\nx {count}\" " +
                        " ".join(f"{r:.4g}" for r in rates))
    if not systems or not any(results.has(key(w, size=64, threads=THREADS[0]),
                                          HLOCAL) for w, _ in shown):
        return None
    bars = ", ".join(
        f"$bars using {i + 2}{':xtic(1)' if i == 0 else ''} "
        f"lc rgb '{COLOURS[s]}' title '{NAMES.get(s, s)}'"
        for i, s in enumerate(systems))
    return ("$bars << EOD\n" + "\n".join(rows) + "\nEOD\n"
            "set title 'Threads: all of them together'\n"
            "set ylabel 'million operations per second'\n"
            "set style data histogram\nset style histogram clustered gap 1\n"
            "set style fill solid 0.85 noborder\nset xtics font ',9'\n"
            f"set bmargin 5\nset yrange [0:*]\nplot {bars}\n")


def fragmentation(results, movable):
    at = key("footprint", movable=movable, size=0, live=MILLION)
    blocks, parts = "", []
    for system in ALL:
        curve = results.curves.get((at, system))
        if not curve:
            continue
        live = results.live[(at, system)] / MILLION
        points = [(x, y / 2**20 / live) for x, y in curve]
        points[-1] = (LAST_STEP, points[-1][1])
        blocks += block(system, points)
        name = NAMES.get(system, system)
        if live < 1:
            name += f" (x {1 / live:.1f})"
        width = 3 if system == HLOCAL else 1.5
        parts.append(f"${system} using 1:2 with linespoints lw {width} pt 7 "
                     f"ps 0.4 lc rgb '{COLOURS[system]}' title '{name}'")
    if not parts:
        return None
    kind = "movable" if movable else "fixed"
    return (f"{blocks}set title '1M {kind} objects of 16..1023 B: make, "
            "free 9 of 10 at random, give back'\n"
            "set ylabel 'resident MiB'\nset yrange [0:*]\n"
            "set xtics ('start' 0, 'all live' 10, '10 %% left' 19, "
            f"'given back' {LAST_STEP})\nset xrange [0:{LAST_STEP + 1}]\n"
            "set arrow from 10,graph 0 to 10,graph 1 nohead lc rgb '#999999'\n"
            "set arrow from 19,graph 0 to 19,graph 1 nohead lc rgb '#999999'\n"
            f"plot {', '.join(parts)}\n")


def draw(results, out):
    """Writes the plots there are data for; returns their paths."""
    if not shutil.which("gnuplot"):
        return ["(no plots: gnuplot is missing)"]
    per_size = "bytes per object, up to 1000 live"
    per_live = "live objects of 64 bytes"
    plots = {
        "speed_fixed": by_case(results, sizes("fixed"),
                               "Fixed alloc + free by size", per_size),
        "speed_movable": by_case(results, sizes("movable"), "Movable alloc "
                                 "+ lock + unlock + free by size", per_size),
        "scaling_lock": by_case(results, lives("lock"), "Lock + unlock by "
                                "live objects", per_live, 10),
        "scaling_size": by_case(results, lives("size", movable=1),
                                "LocalSize by live objects", per_live, 10),
        "scaling_fixed": by_case(results, lives("fixed"), "Fixed alloc + "
                                 "free by live objects", per_live, 10),
        "scaling_movable": by_case(results, lives("movable"), "Movable life "
                                   "by live objects", per_live, 10),
        "threads": threads(results),
        "fragmentation": fragmentation(results, 1),
        "fragmentation_fixed": fragmentation(results, 0),
    }
    written = []
    for name, script in plots.items():
        if script:
            path = os.path.join(out, name + ".svg")
            subprocess.run(["gnuplot"], check=True, text=True,
                           input=f"{SETUP}set output '{path}'\n{script}")
            written.append(path)
    return written
