"""The table: hlocal, the machine's limit, every peer, goals and verdicts."""

import os
import platform
import subprocess
import time

from bench_goals import SECTIONS
from bench_worker import BARE, HLOCAL, MALLOCS, WINE

COLUMNS = [BARE, WINE] + MALLOCS


def first_line(words):
    try:
        done = subprocess.run(words, capture_output=True, text=True,
                              check=False)
    except OSError:
        return "?"
    return (done.stdout.strip().split("\n") or ["?"])[0]


def processor():
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def about(versions, rounds, load_before):
    """What is needed to repeat the run, or to doubt it."""
    commit = first_line(["git", "rev-parse", "--short", "HEAD"]) or "?"
    changed = first_line(["git", "status", "--porcelain", "--", "impl",
                          "specs"])
    return [
        f"{processor()}, {os.cpu_count()} processors, Linux "
        f"{platform.release()}, "
        f"{first_line([os.environ.get('CC', 'cc'), '--version'])}",
        f"commit {commit}{' with changes' if changed else ''}, "
        f"{time.strftime('%Y-%m-%d')}, {rounds} rounds of every system in "
        f"turn; load {load_before:.1f} before, {os.getloadavg()[0]:.1f} after",
        "peers: " + "; ".join(f"{s} {v}" for s, v in sorted(versions.items())
                              if v != "-"),
    ]


def figure(value):
    if value < 0:
        return "-" + figure(-value)
    if value < 10:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def cell(results, row, system):
    value = results.median(row.key, system)
    if value is None:
        return "–"
    text = figure(value * row.scale)
    asked = [w for w in row.key.split() if w.startswith("live=")]
    live = results.live.get((row.key, system))
    if asked and live and live != int(asked[0][5:]):
        text += f" ({live // 1000}k)"
    return text


def mine(results, row):
    low, high = results.spread(row.key, HLOCAL)
    text = f"**{cell(results, row, HLOCAL)}**"
    if len(results.values[(row.key, HLOCAL)]) > 1:
        text += f" {figure(low * row.scale)}..{figure(high * row.scale)}"
    return text


def goal_cells(checks):
    return ("; ".join(c.text for c in checks),
            "; ".join(c.verdict() for c in checks if c.bound))


def table(results, rows):
    head = ["case", "unit", "hlocal (p25..p75)", "limit"] + COLUMNS[1:]
    lines = [head + ["ratio (goal)", "verdict"],
             ["---"] * 2 + ["---:"] * (len(head) - 2) + ["---"] * 2]
    for row in rows:
        if not any(results.has(row.key, s) for s in [HLOCAL] + COLUMNS):
            continue
        own = mine(results, row) if results.has(row.key, HLOCAL) else "–"
        lines.append([row.name, row.unit, own] +
                     [cell(results, row, s) for s in COLUMNS] +
                     list(goal_cells(row.checks(results))))
    if len(lines) == 2:
        return ""
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine_table(results):
    lines = ["| what | ns |", "| --- | ---: |"]
    for key in results.keys():
        workload = key.split()[0]
        if workload in ("page_fault", "page_return", "syscall", "load",
                        "mremap", "memcpy"):
            lines.append(f"| {key} | {figure(results.median(key, BARE))} |")
    return "\n".join(lines) if len(lines) > 2 else ""


def missed(results):
    """Every check that was not met, worst last; and the count of all."""
    found, total = [], 0
    for _, rows in SECTIONS:
        context = ""
        for row in rows():
            if row.name.startswith("…"):
                name = context + " " + row.name
            else:
                context = name = row.name
            for check in row.checks(results):
                total += check.bound > 0
                if check.bound and check.verdict() != "met":
                    found.append(f"- {name}: {check.text}: {check.verdict()}")
    return found, total


def report(results):
    out = ["# Measured", ""] + [f"- {line}" for line in results.about] + [
        "", "Medians; times are per operation (growth by doubling: per whole "
        "run). `limit` is the same loop around the bare machine work: two "
        "locked instructions, one load, one touch, mremap. The mallocs run "
        "movable rows through a handle shim that checks nothing. (60k): that "
        "many objects, all the system can hold.", ""]
    for title, rows in SECTIONS:
        text = table(results, list(rows()))
        if text:
            out += [f"## {title}", "", text, ""]
    text = machine_table(results)
    if text:
        out += ["## The machine", "", text, ""]
    found, total = missed(results)
    if total:
        out += [f"## Goals: {total - len(found)} of {total} met", ""] + found
        out += [""]
    if results.trouble:
        out += ["## Trouble", ""] + [f"- {t}" for t in results.trouble] + [""]
    return "\n".join(out)
