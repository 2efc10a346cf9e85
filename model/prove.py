#!/usr/bin/env python3
"""Prove the model and the implementation's core with Frama-C WP.

  prove.py                    everything; replays from the committed cache
  prove.py --fresh            everything, without any cache
  prove.py --fn hl_lock       one function
  prove.py --req LRA_K1       every function whose contract names a requirement
  prove.py --unit model/      the units whose path contains the word
  prove.py --update           accept the goal counts found as the new ones, and
                              write what was proved anew into the cache

"Proved" must mean that everything was read. So the functions to prove are
what Frama-C itself reports as defined in the units below; each must have a
contract that says what it assigns, that it terminates (or why not) and what
it ensures; each must yield goals; and the counts must equal proved.csv, which
is committed. The cache, proved.cache, has one line a prover's answer, named by
the hash of the question; a goal whose answer it lacks goes to the provers.
"""
import argparse
import concurrent.futures
import csv
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = 'model/proved.csv'
CACHE = 'model/proved.cache'
WORK = 'build/proof'
STORE = WORK + '/cache'
PROVERS = 'cvc4,z3'

READ = ['-c11', '-cpp-extra-args=-Ispecs -Iimpl',
        '-kernel-warn-key', 'typing:implicit-function-declaration=abort',
        '-kernel-warn-key', 'annot-error=abort']
WP = ['-wp', '-wp-rte', '-warn-unsigned-overflow', '-warn-unsigned-downcast',
      '-wp-prover', PROVERS, '-wp-timeout', '15', '-wp-par', '1',
      '-wp-smoke-tests', '-wp-smoke-timeout', '1',
      # Qed's pruning takes nine tenths of its time and closes no goal here.
      '-wp-no-pruning']

# Words that would let something pass as proved that is not. Lemmas may stand,
# because each is a job of its own below.
HOLES = re.compile(r'\b(axiom|axiomatic|admit)\b|'
                   r'(assumes|requires)\s+\\false')
LEMMA = re.compile(r'\blemma (\w+)')


def units():
    """The C files that are proof units: they contain or include every
    function to be proved."""
    found = sorted(glob.glob('model/*.c'))
    core = 'impl/core/core.c'
    return found + ([core] if os.path.exists(core) else [])


def frama_c(args, unit):
    env = dict(os.environ, WHY3CONFIG=os.path.join(ROOT, WORK, 'why3.conf'))
    run = subprocess.run(['frama-c'] + READ + args + [unit], cwd=ROOT, env=env,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         stdin=subprocess.DEVNULL, text=True)
    return run.stdout


def configure():
    for tool in ('frama-c', 'why3', 'z3', 'cvc4'):
        if not shutil.which(tool):
            sys.exit(f'prove: {tool} is missing; `make deps` installs it')
    os.makedirs(WORK, exist_ok=True)
    conf = os.path.join(ROOT, WORK, 'why3.conf')
    if not os.path.exists(conf):
        env = dict(os.environ, WHY3CONFIG=conf)
        subprocess.run(['why3', 'config', 'detect'], env=env, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def unpack(fresh):
    """Lay out the committed cache as the files Frama-C reads."""
    shutil.rmtree(STORE, ignore_errors=True)
    os.makedirs(STORE)
    if fresh or not os.path.exists(CACHE):
        return
    with open(CACHE) as lines:
        for line in lines:
            name, _, answer = line.rstrip('\n').partition(' ')
            with open(os.path.join(STORE, name + '.json'), 'w') as out:
                out.write(answer)


def pack():
    """Write the answers, old and new, back into the committed cache."""
    with open(CACHE, 'w') as out:
        for path in sorted(glob.glob(STORE + '/*.json')):
            with open(path) as source:
                answer = ' '.join(source.read().split())
            name = os.path.splitext(os.path.basename(path))[0]
            out.write(f'{name} {answer}\n')


def defined(unit):
    """Names of the functions Frama-C finds defined in `unit`."""
    out = frama_c(['-metrics'], unit)
    part = re.search(r'Defined functions \(\d+\)\s*=+(.*?)\n\s*\n', out, re.S)
    if part is None:
        sys.exit(f'prove: Frama-C cannot read {unit}\n{out}')
    return re.findall(r'(\w+) \(', part.group(1))


def contract_holes(unit, names):
    """What is missing from the contracts of `names`."""
    with tempfile.NamedTemporaryFile(suffix='.csv', dir=WORK) as table:
        frama_c(['-then', '-report-untried', '-report-csv',
                 os.path.abspath(table.name)], unit)
        with open(table.name) as rows:
            seen = [(r['function'], r['property kind'], r['property'])
                    for r in csv.DictReader(rows, delimiter='\t')]
    holes = []
    for name in names:
        mine = [(kind, text) for f, kind, text in seen if f == name]
        ensures = [t for k, t in mine if k == 'postcondition'
                   and t not in ('\\true', '\\false')]
        kinds = {k for k, _ in mine}
        if not any('assigns' in k for k in kinds):
            holes.append(f'{name}: no assigns clause')
        if not any('terminat' in k for k in kinds):
            holes.append(f'{name}: no terminates clause')
        if not ensures:
            holes.append(f'{name}: nothing is ensured')
    return holes


def weak_words():
    """Places in the annotations that would weaken a proof."""
    bad = []
    for path in (glob.glob('specs/**/*', recursive=True)
                 + glob.glob('model/*.c') + glob.glob('impl/core/*')):
        if not path.endswith(('.c', '.h', '.acsl')):
            continue
        with open(path) as source:
            text = source.read()
        for note in re.finditer(r'/\*@.*?\*/|//@[^\n]*', text, re.S):
            for hole in HOLES.finditer(note.group()):
                line = text[:note.start() + hole.start()].count('\n') + 1
                bad.append(f'{path}:{line}: {hole.group()}')
    return bad


def closure(path, seen):
    """The project's files that `path` includes, itself among them."""
    if path in seen or not os.path.exists(path):
        return seen
    seen.add(path)
    with open(path) as source:
        for name in re.findall(r'#include "(\S+)"', source.read()):
            for folder in (os.path.dirname(path), 'specs', 'impl'):
                closure(os.path.join(folder, name), seen)
    return seen


def lemmas(every):
    """(unit, lemma) for each lemma, with the first unit that includes it."""
    found = {}
    for unit in every:
        for path in sorted(closure(unit, set())):
            with open(path) as source:
                notes = re.findall(r'/\*@.*?\*/', source.read(), re.S)
            for name in LEMMA.findall('\n'.join(notes)):
                found.setdefault(name, unit)
    return [(unit, name) for name, unit in sorted(found.items())]


def attempt(unit, name, which, cache):
    args = WP + [which, name, '-wp-cache', cache,
                 '-wp-cache-dir', os.path.join(ROOT, STORE)]
    out = frama_c(args, unit)
    count = re.search(r'Proved goals:\s+(\d+) / (\d+)', out)
    proved, goals = map(int, count.groups()) if count else (0, 0)
    # A goal that no prover settles is listed "[Timeout]", "[Unknown]" and so
    # on, or in the offline mode simply left out of the count.
    failed = re.findall(r'\[(?:Timeout|Unknown|Failed|Stepout)\] (.*)', out)
    return goals, proved, failed, out


def prove(unit, name, which, fresh):
    """Goals, goals proved, and what failed; from the cache where it has
    everything, else with the provers."""
    start = time.time()
    how = 'fresh'
    if fresh:
        result = attempt(unit, name, which, 'update')
    else:
        how = 'cache'
        result = attempt(unit, name, which, 'offline')
        if result[0] == 0 or result[1] < result[0]:
            how = 'provers'
            result = attempt(unit, name, which, 'update')
    return result + (time.time() - start, how)


def functions_of(requirement):
    """Functions whose contract has a behavior or clause of that name."""
    found = set()
    word = re.compile(r'\b(?:behavior\s+|ensures\s+)?' + re.escape(requirement)
                      + r'\s*:')
    for path in (glob.glob('specs/*.h') + glob.glob('model/*.c')
                 + glob.glob('impl/core/*.h')):
        with open(path) as source:
            text = source.read()
        for note in re.finditer(r'/\*@(.*?)\*/\s*[^;{(]*?(\w+)\(', text, re.S):
            if word.search(note.group(1)):
                found.add(note.group(2))
    return found


def read_table():
    if not os.path.exists(TABLE):
        return {}
    with open(TABLE) as rows:
        return {(r['file'], r['function']): (int(r['goals']), int(r['proved']))
                for r in csv.DictReader(rows)}


def write_table(path, results):
    with open(path, 'w', newline='') as out:
        rows = csv.writer(out, lineterminator='\n')
        rows.writerow(['file', 'function', 'goals', 'proved'])
        for key in sorted(results):
            rows.writerow([*key, *results[key]])


def run_all(jobs, theorems, fresh, workers):
    results, broken = {}, []
    done = 0
    lock = threading.Lock()

    def one(job):
        nonlocal done
        unit, name = job
        which = '-wp-prop' if job in theorems else '-wp-fct'
        goals, proved, failed, out, seconds, how = prove(unit, name, which,
                                                         fresh)
        with lock:
            done += 1
            results[job] = (goals, proved)
            ok = goals > 0 and proved == goals
            print(f'[{done:3}/{len(jobs)}] {"proved" if ok else "OPEN  "} '
                  f'{proved:4}/{goals:<4} {name:<24} {unit:<20} '
                  f'{seconds:6.1f} s  {how}', flush=True)
            if not ok:
                broken.append(f'{name}: {proved} of {goals} goals')
                if goals == 0:
                    print(out[-2000:])
                for line in failed:
                    print(f'          {line}')

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, jobs))
    return results, broken


def differences(results, every):
    before = {key: value for key, value in read_table().items()
              if key[0] in every or not os.path.exists(key[0])}
    wrong = []
    for key in sorted(set(before) | set(results)):
        was, now = before.get(key), results.get(key)
        if was != now:
            wrong.append(f'{key[1]} ({key[0]}): committed '
                         f'{was and was[0]}, now {now and now[0]} goals')
    return wrong


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('--fn')
    ask.add_argument('--req')
    ask.add_argument('--unit', default='')
    ask.add_argument('--fresh', action='store_true')
    ask.add_argument('--update', action='store_true')
    ask.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
    args = ask.parse_args()
    os.chdir(ROOT)
    os.environ['PWD'] = ROOT
    configure()
    unpack(args.fresh)
    start = time.time()

    jobs, holes = [], weak_words()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        every = [unit for unit in units() if args.unit in unit]
        for unit, names in zip(every, pool.map(defined, every)):
            jobs += [(unit, name) for name in names]
        named = {u: [n for v, n in jobs if v == u] for u in every}
        for found in pool.map(lambda u: contract_holes(u, named[u]), every):
            holes += found
    for hole in holes:
        print(f'prove: {hole}')

    theorems = lemmas(every)
    jobs += theorems
    if args.fn:
        jobs = [j for j in jobs if j[1] == args.fn]
    if args.req:
        wanted = functions_of(args.req)
        jobs = [j for j in jobs if j[1] in wanted]
    if not jobs:
        sys.exit('prove: no such function or requirement')

    # The longest first, so that the workers end together.
    cost = {key: value[0] for key, value in read_table().items()}
    jobs.sort(key=lambda job: -cost.get(job, 0))
    results, broken = run_all(jobs, theorems, args.fresh, args.jobs)

    goals = sum(g for g, _ in results.values())
    proved = sum(p for _, p in results.values())
    print(f'prove: {proved} of {goals} goals proved in {len(results)} '
          f'functions, {time.time() - start:.0f} s')
    if not (args.fn or args.req):
        write_table(os.path.join(WORK, 'proved.csv'), results)
        if args.update and not broken and not holes:
            others = {key: value for key, value in read_table().items()
                      if key[0] not in every and os.path.exists(key[0])}
            write_table(TABLE, {**others, **results})
            pack()
        changed = differences(results, every)
        for line in changed:
            print(f'prove: {TABLE} differs: {line}')
        if changed:
            print('prove: if this is meant, `make prove UPDATE=1`')
        broken += changed
    for line in broken:
        print(f'prove: {line}')
    sys.exit(1 if broken or holes else 0)


if __name__ == '__main__':
    main()
