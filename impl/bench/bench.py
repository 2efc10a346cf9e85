#!/usr/bin/env python3
"""Measures hlocal beside its peers, all of them taking turns in one run.

bench.py [--quick] [--only REGEX] [--systems a,b] [--again] OUT

OUT holds the workers (impl/bench/build.mk builds them) and receives
bench.csv, table.md and the plots; --again makes the last two anew from the
last run's rounds (rounds.json). Nothing here passes or fails by time; the
exit status is 1 when a worker of hlocal crashed or broke an object.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time

import bench_plot
import bench_report
from bench_memory import compact_round, footprint_round
from bench_plan import CPUS, plan
from bench_result import Results
from bench_worker import ALL, HLOCAL, WINE, Worker, WorkerDied, environment


class Progress:
    """One line that says where the run is; rewritten on a terminal."""

    def __init__(self, total):
        self.total, self.done, self.start = total, 0, time.monotonic()
        self.terminal = sys.stderr.isatty()

    def show(self, case, what):
        spent = time.monotonic() - self.start
        left = spent / self.done * (self.total - self.done) if self.done else 0
        text = (f"[{self.done + 1:3}/{self.total}] {case.key}: {what}; "
                f"{spent:.0f} s, about {left:.0f} s to go")
        if self.terminal:
            print("\r\033[K" + text[:shutil.get_terminal_size().columns - 1],
                  end="", file=sys.stderr, flush=True)
        elif what == "begins":
            print(text, file=sys.stderr, flush=True)

    def next(self):
        self.done += 1
        if self.done == self.total and self.terminal:
            print("\r\033[K", end="", file=sys.stderr)


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = Results()
        self.versions = {}
        self.workers = {}   # (system, parallel): Worker
        self.rounds = 5 if options.quick else 15
        self.ms = 3 if options.quick else 10

    def start(self, system, case):
        cpus = set(CPUS) if case.parallel else {CPUS[-1]}
        worker = Worker(system, self.options.out, cpus)
        self.versions[system] = worker.version
        return worker

    def worker(self, system, case):
        """Kept from case to case of one workload: a fresh heap for each."""
        place = (system, case.workload)
        if place not in self.workers:
            for old in [p for p in self.workers if p[0] == system]:
                self.workers.pop(old).end()
            self.workers[place] = self.start(system, case)
        return self.workers[place]

    def lost(self, system, case, error):
        self.results.trouble.append(f"{case.key}: {error}")
        worker = self.workers.pop((system, case.workload), None)
        if worker:
            worker.end()

    def take_turns(self, case, rounds, measure, progress):
        """One round of each system, then the next; the first one varies."""
        alive = [s for s in case.systems if s in self.options.systems]
        for turn in range(rounds):
            progress.show(case, f"round {turn + 1} of {rounds}")
            for i in range(len(alive)):
                system = alive[(i + turn) % len(alive)]
                try:
                    if system and not measure(system, turn):
                        alive[(i + turn) % len(alive)] = None
                except WorkerDied as error:
                    self.lost(system, case, error)
                    alive[(i + turn) % len(alive)] = None

    def time_case(self, case, progress):
        opened = set()

        def measure(system, turn):
            worker = self.worker(system, case)
            if turn == 0:
                live = worker.open(case)
                if live is None:
                    return False
                opened.add(system)
                self.results.live[(case.key, system)] = live
                # A warm-up, not counted; 0 ms are one batch. Two, for some
                # learn from the first one how much memory to keep.
                for _ in range(2):
                    worker.run(0 if case.slow else self.ms / 4)
            self.results.add(case.key, system, worker.run(self.ms))
            return True

        rounds = self.rounds if not case.slow else max(2, self.rounds // 3)
        self.take_turns(case, rounds, measure, progress)
        for system in opened:
            worker = self.workers.get((system, case.workload))
            try:
                if worker:
                    worker.ask("close")
            except WorkerDied as error:
                self.lost(system, case, error)

    def fresh_case(self, case, progress, one_round):
        """Each round in a process of its own."""
        def measure(system, _turn):
            worker = self.start(system, case)
            try:
                return one_round(worker, case)
            finally:
                worker.end()

        self.take_turns(case, 1 if self.options.quick else 3, measure,
                        progress)

    def cold_round(self, worker, case):
        if worker.open(case) is None:
            return False
        self.results.add(case.key, worker.system, worker.run(0))
        return True

    def run(self, cases):
        progress = Progress(len(cases))
        for case in cases:
            progress.show(case, "begins")
            if case.kind == "footprint":
                self.fresh_case(case, progress, lambda w, c: footprint_round(
                    w, c, self.results))
            elif case.kind == "compact":
                self.fresh_case(case, progress, lambda w, c: compact_round(
                    w, c, self.results))
            elif case.params.get("cold"):
                self.fresh_case(case, progress, self.cold_round)
            else:
                self.time_case(case, progress)
            progress.next()
        for worker in self.workers.values():
            worker.end()


def prepare_wine(out):
    """Make the prefix and keep wineserver up, so that starts are short."""
    print("bench: starting Wine", file=sys.stderr)
    env = environment(WINE, out)
    os.makedirs(env["WINEPREFIX"], exist_ok=True)
    for words in (["wineserver", "-p"], ["wine", "cmd", "/c", "exit"]):
        subprocess.run(words, env=env, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a minute")
    parser.add_argument("--only", default="", help="cases that match a regex")
    parser.add_argument("--systems", default=",".join(ALL))
    parser.add_argument("--again", action="store_true",
                        help="tables and plots from the last run's rounds")
    parser.add_argument("out")
    options = parser.parse_args()
    options.systems = options.systems.split(",")
    return options


def measure(options):
    cases = [c for c in plan(options.quick)
             if re.search(options.only, c.key)]
    bench = Bench(options)
    before = os.getloadavg()[0]
    try:
        if WINE in options.systems:
            prepare_wine(options.out)
        bench.run(cases)
    finally:
        if WINE in options.systems:
            subprocess.run(["wineserver", "-k"], check=False,
                           env=environment(WINE, options.out))
    bench.results.about = bench_report.about(bench.versions, bench.rounds,
                                             before)
    bench.results.save(os.path.join(options.out, "rounds.json"))
    return bench.results


def main():
    options = parse()
    if options.again:
        results = Results.load(os.path.join(options.out, "rounds.json"))
    else:
        results = measure(options)
    path = os.path.join(options.out, "bench.csv")
    results.write_csv(path)
    text = bench_report.report(results)
    with open(os.path.join(options.out, "table.md"), "w") as file:
        file.write(text)
    print(text)
    plots = bench_plot.draw(results, options.out)
    print("\n".join(["written: " + path] + plots), file=sys.stderr)
    return any(t.split(": ")[1] == HLOCAL for t in results.trouble)


if __name__ == "__main__":
    sys.exit(main())
