#!/usr/bin/env python3
"""What a proof is worth: change the model or the core, and see it fail to prove.

  mutate.py                     every function, going on where it stopped
  mutate.py --fn hlm_lock       one function
  mutate.py --file model/local  those of the files whose path begins so
  mutate.py --sample 60 [--seed N]   so many mutants, drawn from all functions
  mutate.py --list              print the mutants of what is selected
  mutate.py --check             are the tables those of the sources? No proof.

Each mutant is one small change of one function (mutation.py: operators,
constants, negations, dropped statements, swapped arguments, early refusals, and
after the real work a write to a state cell). The changed function alone is
proved again, with the contracts as they are (trial.py): a mutant is killed when
a goal stays open, equivalent when the compiler makes the same object of it, and
otherwise survives: then the contract says too little, or the change does not
matter. survivors.csv lists each survivor with its reason; one that is not listed
fails the run, and so does a row that is of no mutant, or of one that is killed.
mutants.csv has one line a function, with a digest of all that its verdict
depends on (depends.py), so that a run goes on where the last one stopped.
"""
import argparse
import collections
import concurrent.futures
import csv
import hashlib
import os
import random
import re
import sys
import threading
import time

import copies
import depends
import mutation
import prove
import trial

TABLE = 'model/mutants.csv'
SURVIVORS = 'model/survivors.csv'
VERDICTS = os.path.join(copies.FOLDER, 'verdicts')
FIELDS = ['file', 'function', 'mutants', 'killed', 'equivalent', 'listed',
          'digest']
# What a survivor's reason begins with.
REASONS = ('equivalent: ', 'not promised: ', 'policy: ', 'liveness: ')


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
    core = os.path.join('impl', 'core')
    return [unit for unit in prove.units()
            if unit.startswith(('model/local/', 'model/vk/'))] + \
        sorted(os.path.join(core, f) for f in os.listdir(core)
               if f.endswith('.h'))


def assigned(path):
    """What each function of a unit may assign, as its contract's text. A write
    to anything else dies on the assigns clause, whatever else is promised."""
    found = {}
    for file in prove.closure(copies.unit_of(path), set()):
        with open(file) as source:
            text = source.read()
        for note, name in re.findall(r'/\*@(.*?)\*/\s*[^;{(]*?(\w+)\(', text, re.S):
            found[name] = ' '.join(re.findall(r'assigns\s+(.*?);', note, re.S))
    return found


def refusals(path, returns):
    """What a function that refuses at once may answer."""
    if returns not in ('int', 'int32_t', 'uint32_t', 'uint64_t'):
        return []
    illegal = {'model/local': 'HLM_ILLEGAL_CHOICE', 'model/vk': 'VKM_ILLEGAL_CHOICE'}
    room = os.path.dirname(path)
    signed = returns == 'int32_t' or room == 'model/local'
    return ['0'] + ([illegal[room]] if signed and room in illegal else [])


def every_mutant(path):
    """(file, its text, mutant) for each mutant of the file."""
    with open(path) as source:
        text = source.read()
    cells, may = state_cells(path), assigned(path)
    for name, returns, takes, _, begin, end in mutation.functions(text):
        if name in prove.TRUSTED:
            continue
        spoilt = [(cell, value) for cell, value in cells
                  if re.search(r'\b' + re.split(r'[.\[]', cell)[0] + r'\b',
                               may.get(name, ''))]
        # What the caller lends, where it is no atomic word.
        spoilt += [(f'*{lent}', '7u') for lent in
                   re.findall(r'\buint\d+_t \*(\w+)', takes)]
        seen = collections.Counter()
        for mutant in mutation.mutants_of(text, name, returns, begin, end, spoilt,
                                          refusals(path, returns)):
            seen[mutant.said] += 1
            if seen[mutant.said] > 1:  # in a line like another one
                mutant.said += f' ({seen[mutant.said]})'
            yield path, text, mutant


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


def digest(*texts):
    return hashlib.sha256('\0'.join(texts).encode()).hexdigest()[:16]


class Functions:
    """The mutants of each function, and digests of what they depend on."""

    def __init__(self, jobs):
        self.mutants = collections.defaultdict(list)
        for job in jobs:
            self.mutants[job[0], job[2].function].append(job)
        # At once, for the sources may change while a run goes on.
        self.texts = {(path, name): digest(
            depends.text_of(copies.unit_of(path), name), *copies.READ,
            *copies.WP, str(trial.STEPS), str(trial.FACTOR))
            for path, name in self.mutants}

    def proof(self, function):
        """Of all that a verdict about a mutant of the function depends on."""
        return self.texts[function]

    def row(self, function, listed):
        """The same, with all mutants and the reasons for those that survive."""
        return digest(self.proof(function),
                      *(mutant.name() for _, _, mutant in self.mutants[function]),
                      *(f'{mutant}: {reason}'
                        for (*where, mutant), reason in sorted(listed.items())
                        if tuple(where) == function))


class Verdicts:
    """What was found out in this tree, whether or not a run was finished:
    one line a mutant, by a digest of it and of what its proof depends on."""

    def __init__(self):
        self.lock = threading.Lock()
        self.known = {}
        if os.path.exists(VERDICTS):
            with open(VERDICTS) as lines:
                for line in lines:
                    mark, verdict, why = line.rstrip('\n').split(' ', 2)
                    self.known[mark] = verdict, why

    def add(self, mark, verdict, why):
        with self.lock:
            self.known[mark] = verdict, why
            with open(VERDICTS, 'a') as out:
                out.write(f'{mark} {verdict} {why}\n')


class Run:
    """One run: it judges mutants, and says in the end what was wrong."""

    def __init__(self, functions, workers, fresh):
        self.functions, self.workers, self.fresh = functions, workers, fresh
        self.verdicts = Verdicts()
        self.lock = threading.Lock()
        self.judges = threading.local()
        self.all_judges = []
        self.listed = {(r['file'], r['function'], r['mutant']): r['reason']
                       for r in read_rows(SURVIVORS)}
        self.bad = [f'{SURVIVORS}: {", ".join(row)}: a reason begins with one of '
                    + ', '.join(REASONS) for row, reason in self.listed.items()
                    if not reason.startswith(REASONS)]
        self.count = collections.Counter()

    def judge(self):
        if not hasattr(self.judges, 'one'):
            self.judges.one = trial.Judge()
            self.all_judges.append(self.judges.one)
        return self.judges.one

    def of(self, function, jobs):
        """Verdicts about some mutants of one function, counted."""
        path, name = function
        proof = self.functions.proof(function)
        marks = [digest(proof, mutant.name()) for _, _, mutant in jobs]
        new = [(mark, mutant) for mark, (_, _, mutant) in zip(marks, jobs)
               if self.fresh or mark not in self.verdicts.known]
        if new:
            found = self.judge().judge(path, name, [m for _, m in new])
            for (mark, _), (verdict, why) in zip(new, found):
                self.verdicts.add(mark, verdict, why)
        tally = collections.Counter()
        for mark, (_, _, mutant) in zip(marks, jobs):
            tally[self.final(path, mutant, self.verdicts.known[mark][0])] += 1
        with self.lock:
            self.count.update(tally)
        return tally

    def final(self, path, mutant, verdict):
        """The verdict, with what survivors.csv says of it."""
        listed = key(path, mutant) in self.listed
        where = f'{path}:{mutant.line}: {mutant.function}: {mutant.name()}'
        complaint = None
        if verdict == 'survived' and listed:
            return 'listed'
        if verdict == 'survived':
            complaint = f'{where}: survives'
        elif listed:
            complaint = f'{SURVIVORS}: {where}: is {verdict}'
        if complaint:
            self.bad.append(complaint)
            print(complaint, flush=True)
        return verdict

    def end(self):
        for one in self.all_judges:
            one.end()
        for line in self.bad:
            print(f'mutate-proof: {line}')
        print(f'mutate-proof: {sum(self.count.values()) - self.count["broken"]} '
              f'mutants, {self.count["killed"]} killed, '
              f'{self.count["equivalent"]} of the same object, '
              f'{self.count["listed"]} listed, {self.count["survived"]} others')
        sys.exit(1 if self.bad else 0)


def stale_rows(functions, listed):
    """Rows of the tables that are of no mutant."""
    known = {key(path, mutant) for group in functions.mutants.values()
             for path, _, mutant in group}
    files = {path for path, _ in functions.mutants}
    return [f'{SURVIVORS}: stale: {", ".join(row)}' for row in listed
            if row not in known and (row[0] in files
                                     or not os.path.exists(row[0]))]


def sample(run, jobs, many, seed):
    """Some mutants, drawn from all."""
    random.seed(seed)
    drawn = Functions(random.sample(jobs, min(many, len(jobs))))
    with concurrent.futures.ThreadPoolExecutor(run.workers) as pool:
        list(pool.map(lambda item: run.of(*item), drawn.mutants.items()))


def whole(run, functions):
    """Function by function; what is done already is left out."""
    done = {(r['file'], r['function']): r for r in read_rows(TABLE)}
    seen = [0]

    def one(function):
        group = functions.mutants[function]
        mark = functions.row(function, run.listed)
        old = done.get(function)
        if old and old['digest'] == mark and not run.fresh:
            with run.lock:
                seen[0] += 1
                run.count.update({v: int(old[v])
                                  for v in ('killed', 'equivalent', 'listed')})
            return
        start = time.time()
        tally = run.of(function, group)
        row = {'file': function[0], 'function': function[1],
               'mutants': len(group) - tally['broken'], 'killed': tally['killed'],
               'equivalent': tally['equivalent'], 'listed': tally['listed'],
               'digest': mark}
        with run.lock:
            seen[0] += 1
            print(f'[{seen[0]:3}/{len(functions.mutants)}] {function[1]:<28} '
                  f'{row["mutants"]:4} mutants, {row["killed"]} killed, '
                  f'{row["equivalent"]} of the same object, {row["listed"]} '
                  f'listed, {tally["survived"]} survived, '
                  f'{time.time() - start:.0f} s', flush=True)
            if not tally['survived']:
                done[function] = row
                write_rows(TABLE, FIELDS, [done[k] for k in sorted(done)])

    with concurrent.futures.ThreadPoolExecutor(run.workers) as pool:
        list(pool.map(one, functions.mutants))


def check(functions, listed):
    """What the tables lack, or have too much, without a proof."""
    done = {(r['file'], r['function']): r for r in read_rows(TABLE)}
    bad = [f'{TABLE}: {name} ({path}) is no function with mutants'
           for path, name in done if (path, name) not in functions.mutants]
    for function in functions.mutants:
        path, name = function
        if function not in done:
            bad.append(f'{TABLE}: {name} ({path}) was not tried')
        elif done[function]['digest'] != functions.row(function, listed):
            bad.append(f'{TABLE}: {name} ({path}) has changed')
    return bad


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('--fn')
    ask.add_argument('--file', default='')
    ask.add_argument('--sample', type=int)
    ask.add_argument('--seed', type=int, default=1)
    ask.add_argument('--fresh', action='store_true')
    ask.add_argument('--list', action='store_true')
    ask.add_argument('--check', action='store_true')
    ask.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
    args = ask.parse_args()
    os.chdir(prove.ROOT)
    jobs = [job for path in sources() if path.startswith(args.file)
            for job in every_mutant(path)
            if not args.fn or job[2].function in args.fn.split(',')]
    if not jobs:
        sys.exit('mutate-proof: no such function')
    if args.list:
        for path, _, mutant in jobs:
            print(f'{path}:{mutant.line}: {mutant.function}: {mutant.name()}')
        return
    functions = Functions(jobs)
    if args.check:
        listed = {(r['file'], r['function'], r['mutant']): r['reason']
                  for r in read_rows(SURVIVORS)}
        bad = check(functions, listed) + stale_rows(functions, listed)
        print('\n'.join(bad) or 'mutate-proof: the tables are those of the '
              'sources')
        sys.exit(1 if bad else 0)
    copies.prepare()
    run = Run(functions, args.jobs, args.fresh)
    if args.sample:
        sample(run, jobs, args.sample, args.seed)
    else:
        whole(run, functions)
    if not args.fn:
        run.bad += stale_rows(functions, run.listed)
    run.end()


if __name__ == '__main__':
    main()
