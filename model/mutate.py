#!/usr/bin/env python3
"""What a proof is worth: change the model or the core, and see it fail to prove.

  mutate.py                     every function, going on where it stopped
  mutate.py --fn hlm_lock       one function
  mutate.py --sample 60 [--seed N]   so many mutants, drawn from all functions
  mutate.py --list              print the mutants of what is selected

Each mutant is one small change of one function (mutation.py: operators,
constants, negations, dropped statements, swapped arguments, early refusals, and
after the real work a write to a state cell). The changed function alone is
proved again, with the contracts as they are: a mutant is killed when a goal
stays open, equivalent when the compiler makes the same object of it, and
otherwise survives: then the contract says too little, or the change does not
matter. survivors.csv lists each survivor with its reason; one that is not listed
fails the run, and so does a row that no mutant answers to. mutants.csv has one
line a function, with a digest of all that its verdict depends on, so that a run
goes on where the last one stopped.
"""
import argparse
import concurrent.futures
import csv
import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

import mutation
import prove

TABLE = 'model/mutants.csv'
SURVIVORS = 'model/survivors.csv'
FOLDER = 'build/mutate'
REASONS = ('equivalent', 'not promised', 'policy', 'liveness')

# A goal that takes longer than this under the mutant counts as open.
PROVE = ['-wp', '-wp-rte', '-warn-unsigned-overflow', '-warn-unsigned-downcast',
         '-wp-prover', 'cvc4,z3', '-wp-timeout', '5', '-wp-par', '2',
         '-wp-no-pruning', '-wp-cache', 'replay']
OPEN = re.compile(r'\[wp\] \[(?:Failed|Timeout|Unknown|Stepout)\] Goal (\S+)|'
                  r'\[wp\] \[(?:Failed|Timeout|Unknown|Stepout)\] (typed_\w+)')


def state_cells(path):
    """The state that the product's functions may change, as expressions with a
    value that a spoiled cell gets: every field of every table, and globals."""
    room = 'local' if path.startswith('model/local') else \
        'vk' if path.startswith('model/vk') else None
    if room is None:
        return []
    with open(f'specs/{room}/state.h') as source:
        text = mutation.blank(source.read())
    cells = []
    fields = {}
    for struct in re.finditer(r'struct (\w+) \{(.*?)\}', text, re.S):
        fields[struct.group(1)] = re.findall(r'(\w+)\s*(?:\[\w+\])?;',
                                             struct.group(2))
    for kind, name, many in re.findall(r'extern (?:struct )?(\w+) (\w+)(\[)?', text):
        at = '[0]' if many else ''
        if kind in fields:
            cells += [(f'{name}{at}.{field}', '1u') for field in fields[kind]]
        else:
            cells.append((f'{name}{at}', '7u'))
    return cells


def sources():
    found = [u for u in prove.units() if u.startswith('model/')]
    core = os.path.join('impl', 'core')
    return found + sorted(os.path.join(core, f) for f in os.listdir(core)
                          if f.endswith('.h'))


def unit_of(path):
    return path if path.startswith('model/') else 'impl/core/core.c'


def assigned(path):
    """What each function of a unit may assign, as its contract's text. A write
    to anything else dies on the assigns clause, whatever else is promised."""
    found = {}
    for file in prove.closure(unit_of(path), set()):
        with open(file) as source:
            text = source.read()
        for note, name in re.findall(r'/\*@(.*?)\*/\s*[^;{(]*?(\w+)\(', text, re.S):
            found[name] = ' '.join(re.findall(r'assigns\s+(.*?);', note, re.S))
    return found


def every_mutant(path):
    with open(path) as source:
        text = source.read()
    cells, may = state_cells(path), assigned(path)
    for name, returns, _, begin, end in mutation.functions(text):
        if name in prove.TRUSTED:
            continue
        refusals = ['0'] if returns in ('int', 'uint32_t', 'uint64_t') else []
        if refusals and path.startswith('model/local'):
            refusals.append('HLM_ILLEGAL_CHOICE')
        yield from ((path, text, m) for m in mutation.mutants_of(
            text, name, returns, begin, end,
            [(cell, value) for cell, value in cells
             if re.search(r'\b' + re.split(r'[.\[]', cell)[0] + r'\b',
                          may.get(name, ''))], refusals))


def digest(path, name, listed):
    """Of everything a function's verdict depends on: the unit's text with all
    that it includes, and how mutants are made and proved."""
    state = hashlib.sha256()
    for file in [*sorted(prove.closure(unit_of(path), set())), *listed,
                 'model/mutation.py', 'model/mutate.py']:
        with open(file, 'rb') as source:
            state.update(source.read())
    state.update(name.encode())
    return state.hexdigest()[:16]


class Tree:
    """A copy of what a proof reads, in which one file can be changed."""

    def __init__(self):
        self.root = tempfile.mkdtemp(dir=FOLDER)
        for name in ('specs', 'model', 'impl'):
            os.makedirs(os.path.join(self.root, name))
        here = os.getcwd()
        os.symlink(os.path.join(here, 'build'), os.path.join(self.root, 'build'))
        subprocess.run(['cp', '-r', 'specs/.', os.path.join(self.root, 'specs')],
                       check=True)
        for room in ('model/local', 'model/vk', 'impl/core'):
            subprocess.run(['cp', '-r', room, os.path.join(self.root, room)],
                           check=True)

    def write(self, path, text):
        with open(os.path.join(self.root, path), 'w') as out:
            out.write(text)


def compiled(tree, path):
    """The unit as the compiler sees it, without names of files; None when it
    does not compile."""
    run = subprocess.run(['gcc', '-std=gnu11', '-O2', '-w', '-S', '-o', '-',
                          '-fkeep-inline-functions', '-Ispecs', '-Iimpl',
                          unit_of(path)], cwd=tree.root, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if run.returncode:
        return None
    return '\n'.join(line for line in run.stdout.split('\n')
                     if not line.lstrip().startswith(('.file', '.ident')))


def first_open(tree, path, name):
    """The first goal of the function that stays open, None when all close."""
    env = dict(os.environ, PWD=tree.root, WHY3CONFIG=os.path.join(
        prove.ROOT, prove.WORK, 'why3.conf'))
    run = subprocess.Popen(
        ['frama-c', *prove.READ, *PROVE, '-wp-cache-dir',
         os.path.join(prove.ROOT, prove.STORE), '-wp-fct', name, unit_of(path)],
        cwd=tree.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, text=True, start_new_session=True)
    said = []
    for line in run.stdout:
        said.append(line)
        goal = OPEN.search(line)
        if goal:
            os.killpg(run.pid, signal.SIGTERM)
            run.wait()
            return goal.group(1) or goal.group(2)
    if run.wait() != 0:
        return 'Frama-C refuses it: ' + ' '.join(said[-3:])[:200]
    proved = re.search(r'Proved goals:\s+(\d+) / (\d+)', ''.join(said))
    if not proved or proved.group(1) != proved.group(2):
        return 'goals left'
    return None


def judge(tree, path, text, mutant, original):
    """killed, equivalent, broken (does not compile) or survived; and why."""
    tree.write(path, mutant.apply(text))
    try:
        now = compiled(tree, path)
        if now is None:
            return 'broken', ''
        if now == original:
            return 'equivalent', ''
        goal = first_open(tree, path, mutant.function)
        return ('killed', goal) if goal else ('survived', '')
    finally:
        tree.write(path, text)


def key(path, mutant):
    return path, mutant.function, mutant.name()


def read_rows(path):
    if not os.path.exists(path):
        return []
    with open(path, newline='') as rows:
        return list(csv.DictReader(rows))


def write_rows(path, fields, rows):
    with open(path + '.new', 'w', newline='') as out:
        writer = csv.DictWriter(out, fields, lineterminator='\n')
        writer.writeheader()
        writer.writerows(rows)
    os.replace(path + '.new', path)


FIELDS = ['file', 'function', 'mutants', 'equivalent', 'killed', 'listed',
          'digest']


class Run:
    def __init__(self, workers):
        os.makedirs(FOLDER, exist_ok=True)
        self.workers = workers
        self.lock = threading.Lock()
        self.listed = {(r['file'], r['function'], r['mutant']): r['reason']
                       for r in read_rows(SURVIVORS)}
        self.bad = [f'{SURVIVORS}: {k[1]}: {v}: a reason begins with one of '
                    + ', '.join(REASONS) for k, v in self.listed.items()
                    if not v.startswith(REASONS)]
        self.trees = threading.local()
        self.count = dict.fromkeys(('killed', 'equivalent', 'broken',
                                    'survived', 'listed'), 0)

    def one(self, job):
        path, text, mutant = job
        if not hasattr(self.trees, 'tree'):
            self.trees.tree, self.trees.original = Tree(), {}
        tree, original = self.trees.tree, self.trees.original
        if path not in original:
            original[path] = compiled(tree, path)
        verdict, why = judge(tree, path, text, mutant, original[path])
        if verdict == 'survived' and key(path, mutant) in self.listed:
            verdict = 'listed'
        with self.lock:
            self.count[verdict] += 1
            if verdict == 'survived':
                self.bad.append(f'{path}:{mutant.line}: {mutant.function}: '
                                f'{mutant.name()}: survived')
                print(self.bad[-1], flush=True)
        return verdict, why

    def all_of(self, jobs):
        with concurrent.futures.ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(self.one, jobs))

    def end(self):
        for line in self.bad:
            print(f'mutate-proof: {line}')
        seen = sum(self.count.values()) - self.count['broken']
        print(f'mutate-proof: {seen} mutants, {self.count["killed"]} killed, '
              f'{self.count["equivalent"] + self.count["listed"]} equivalent or '
              f'listed, {self.count["survived"]} others')
        sys.exit(1 if self.bad else 0)


def whole(run, jobs, fresh):
    """Function by function; what is done already is left out."""
    done = {(r['file'], r['function']): r for r in read_rows(TABLE)}
    groups = {}
    for job in jobs:
        groups.setdefault((job[0], job[2].function), []).append(job)
    for (path, name), group in groups.items():
        mark = digest(path, name, [SURVIVORS] if os.path.exists(SURVIVORS) else [])
        old = done.get((path, name))
        if old and old['digest'] == mark and not fresh:
            continue
        start = time.time()
        found = [verdict for verdict, _ in run.all_of(group)]
        tally = {v: found.count(v) for v in set(found)}
        row = {'file': path, 'function': name,
               'mutants': len(found) - tally.get('broken', 0),
               'equivalent': tally.get('equivalent', 0),
               'killed': tally.get('killed', 0),
               'listed': tally.get('listed', 0), 'digest': mark}
        print(f'{name:<28} {row["mutants"]:4} mutants, {row["killed"]} killed, '
              f'{row["equivalent"]} equivalent, {row["listed"]} listed, '
              f'{tally.get("survived", 0)} survived, '
              f'{time.time() - start:.0f} s', flush=True)
        if not tally.get('survived'):
            done[path, name] = row
            write_rows(TABLE, FIELDS, [done[k] for k in sorted(done)])
    known = {key(path, mutant) for path, _, mutant in jobs}
    files = {path for path, _, _ in jobs}
    for row in run.listed:
        if row[0] in files and row not in known:
            run.bad.append(f'{SURVIVORS}: stale: {", ".join(row)}')


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('--fn')
    ask.add_argument('--file', default='')
    ask.add_argument('--sample', type=int)
    ask.add_argument('--seed', type=int, default=1)
    ask.add_argument('--fresh', action='store_true')
    ask.add_argument('--list', action='store_true')
    ask.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
    args = ask.parse_args()
    os.chdir(prove.ROOT)
    prove.configure()
    jobs = [job for path in sources() if args.file in path
            for job in every_mutant(path)
            if not args.fn or job[2].function == args.fn]
    if not jobs:
        sys.exit('mutate-proof: no such function')
    if args.list:
        for path, _, mutant in jobs:
            print(f'{path}:{mutant.line}: {mutant.function}: {mutant.name()}')
        return
    prove.unpack(False)
    run = Run(args.jobs)
    try:
        if args.sample:
            random.seed(args.seed)
            run.all_of(random.sample(jobs, min(args.sample, len(jobs))))
        else:
            whole(run, jobs, args.fresh)
    finally:
        subprocess.run(['rm', '-rf', FOLDER])
    run.end()


if __name__ == '__main__':
    main()
