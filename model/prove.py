#!/usr/bin/env python3
"""Prove the model and the implementation's core with Frama-C WP.

  prove.py                    everything; replays from the committed cache
  prove.py --fresh            everything, without any cache
  prove.py --fn hlm_lock       one function, or several: --fn hlm_lock,hlm_free
  prove.py --req LRA_K1       what a requirement says, in every function whose
                              contract names it
  prove.py --unit model/      the units whose path contains the word
  prove.py --update           accept the goal counts found as the new ones, and
                              write what was proved anew into the cache; with
                              --fn, those of these functions
  prove.py --clause done      with --fn: the goals of that clause alone, without
                              the cache
  prove.py --root DIR         in a copy of the tree (mutants.py)
  prove.py --timeout 5        seconds a prover may take for one goal

"Proved" must mean that everything was read. So the functions to prove are
what Frama-C itself reports as defined in the units below; each must have a
contract that says what it assigns, that it terminates (or why not) and what
it ensures; what has a contract and no body must be in TRUSTED, which is
printed; each must yield goals; and the counts must equal proved.csv, which is
committed. The cache, proved.cache, has one line a prover's answer, named by
the hash of the question; a goal whose answer it lacks goes to the provers.
"""
import argparse
import concurrent.futures
import csv
import difflib
import glob
import json
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
      '-wp-prover', PROVERS,
      '-wp-smoke-tests', '-wp-smoke-timeout', '1',
      # Qed's pruning takes nine tenths of its time and closes no goal here.
      '-wp-no-pruning']

# Words that would let something pass as proved that is not. Check lemmas may
# stand: each is a job of its own below, and no other proof knows it.
HOLES = re.compile(r'\b(axiom|axiomatic|admit)\b|(?<!check )\blemma \w+\s*[:{]|'
                   r'(assumes|requires)\s+\\false')
LEMMA = re.compile(r'\blemma (\w+)')

# What is taken at its contract's word: accesses to an atomic word.
TRUSTED = {'word_load', 'word_cas', 'word_store', 'word_load_owned'}


def units():
    """The C files that are proof units: they contain or include every
    function to be proved."""
    found = sorted(glob.glob('model/*/*.c'))
    core = 'impl/core/core.c'
    return found + ([core] if os.path.exists(core) else [])


def frama_c(args, unit, then=()):
    env = dict(os.environ, WHY3CONFIG=os.path.join(ROOT, WORK, 'why3.conf'))
    run = subprocess.run(['frama-c', *READ, *args, unit, *then], cwd=ROOT, env=env,
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


def read(unit):
    """The functions Frama-C finds defined in `unit`, those it finds without a
    body, and what is missing from the contracts of the former."""
    with tempfile.NamedTemporaryFile(suffix='.csv', dir=WORK) as table:
        out = frama_c(['-metrics'], unit,
                      ['-then', '-report-untried', '-report-csv',
                       os.path.abspath(table.name)])
        with open(table.name) as rows:
            seen = [(r['function'], r['property kind'], r['property'])
                    for r in csv.DictReader(rows, delimiter='\t')]
    lists = [re.search(title + r' functions \(\d+\)\s*=+(.*?)\n\s*\n', out, re.S)
             for title in ('Defined', 'Specified-only',
                           'Undefined and unspecified')]
    if None in lists:
        sys.exit(f'prove: Frama-C cannot read {unit}\n{out}')
    names, specified, bare = (re.findall(r'(\w+) \(', part.group(1))
                              for part in lists)
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
    return names, {*specified, *bare}, holes


def weak_words():
    """Places in the annotations that would weaken a proof."""
    bad = []
    for path in (glob.glob('specs/**/*', recursive=True)
                 + glob.glob('model/*/*.c') + glob.glob('impl/core/*')):
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


def open_places(rows):
    """file:line and clause of each property that WP did not prove, from
    Frama-C's report."""
    found = []
    for r in csv.DictReader(rows, delimiter='\t'):
        if r['status'] in ('Unknown', 'Partially proven', 'Invalid'):
            path = os.path.join(r['directory'], r['file'])
            found.append(f"{os.path.relpath(path, ROOT)}:{r['line']}: "
                         f"{r['function']}: {r['property kind']} "
                         f"{' '.join(r['property'].split())[:160]}")
    return found


def attempt(unit, which, cache):
    """Run WP on a unit: goals and goals proved of each function, the goals
    that stay open and where their clauses stand, and the output.

    WP looks at its running tasks every 50 ms. One task at a time would make a
    replay wait that long for each goal; provers are started one by one, since
    other units' provers run beside them."""
    many = '64' if cache == 'offline' else '1'
    with tempfile.NamedTemporaryFile(suffix='.json', dir=WORK) as report, \
            tempfile.NamedTemporaryFile(suffix='.csv', dir=WORK) as places:
        out = frama_c(WP + which + ['-wp-par', many, '-wp-cache', cache,
                                    '-wp-cache-dir',
                                    os.path.join(ROOT, STORE),
                                    '-wp-report-json',
                                    os.path.abspath(report.name)], unit,
                      ['-then', '-report-csv', os.path.abspath(places.name)]
                      if cache != 'offline' else ())
        with open(report.name) as source:
            text = source.read()
        with open(places.name) as rows:
            where = open_places(rows)
    counts, left = {}, []
    found = json.loads(text) if text else {}
    # Functions stand under "wp:functions", lemmas under "wp:axiomatics".
    for part in ('wp:functions', 'wp:axiomatics'):
        for name, goals in found.get(part, {}).items():
            for goal, provers in goals.items():
                if goal == 'wp:section' or 'wp:main' not in provers:
                    continue
                main = provers['wp:main']
                key = name
                if part == 'wp:axiomatics':
                    key = re.sub(r'^(check_)?lemma_', '', goal)
                total, valid = counts.get(key, (0, 0))
                proved = main.get('valid', 0)
                counts[key] = (total + main['total'], valid + proved)
                if proved < main['total']:
                    left.append(f'{name}: {goal}')
    return counts, left + (where if left else []), out


def prove(unit, which, fresh):
    """The same, from the cache where it has everything, else with the
    provers; and how it went."""
    start = time.time()
    how = 'provers'
    if fresh:
        how = 'fresh'
        result = attempt(unit, which, 'update')
    else:
        result = attempt(unit, which, 'offline')
        if result[0] and not result[1]:
            how = 'cache'
        else:
            result = attempt(unit, which, 'update')
    return result + (time.time() - start, how)


def lists_of(requirement):
    """The lists of rules (specs/vk/check.h) that have the requirement."""
    found, pairs = [], []
    rule = requirement.removeprefix('VK_')
    for path in glob.glob('specs/vk/*.h'):
        with open(path) as source:
            text = source.read()
        for name, body in re.findall(r'^#define (\w+_(?:RULES|PAIRS))\((?:P, )?R\)'
                                     r'((?:.*\\\n)*.*)', text, re.M):
            if re.search(rf'P\(R, {rule},', body):
                pairs.append(f'{name}(RULE_FIRST')
            if re.search(rf'P\(R, \w+, {rule},', body):
                pairs.append(f'{name}(RULE_SECOND')
            if (re.search(rf'R\({rule}[,)]', body)
                    or any(pair in body for pair in pairs)):
                found.append(name)
    return found


def functions_of(requirement):
    """Functions whose contract has a behavior or clause of that name, or makes
    one from a list of rules, with the WP option that selects it."""
    found = {}
    word = re.compile(r'\b(behavior\s+|ensures\s+)?' + re.escape(requirement)
                      + r'\s*:')
    made = re.compile('|'.join(rf'(?:REFUSES|REJECTS)\({name},|{name}\(RULE_'
                               for name in lists_of(requirement)) or '(?!)')
    for path in (glob.glob('specs/*/*.h') + glob.glob('model/*/*.c')
                 + glob.glob('impl/core/*.h')):
        with open(path) as source:
            text = source.read()
        for note in re.finditer(r'/\*@(.*?)\*/(?:(?!/\*@)[^;{(])*?(\w+)\(',
                                text, re.S):
            clause = word.search(note.group(1))
            if clause:
                kind = (clause.group(1) or '').strip()
                found[note.group(2)] = ('-wp-bhv' if kind == 'behavior'
                                        else '-wp-prop')
            elif made.search(note.group(1)):
                found[note.group(2)] = '-wp-bhv'
    return found


def defining(name, every):
    """The units in which a function or lemma of that name may be defined: those
    that have or include a file with its definition."""
    start = re.compile(r'^(?:[\w ]+?[ *])?' + re.escape(name)
                       + r'\((?:[^;{}]*)\)\s*\{|\blemma ' + re.escape(name) + r'\b',
                       re.M)
    found = []
    for unit in every:
        for path in sorted(closure(unit, set())):
            with open(path) as source:
                if start.search(source.read()):
                    found.append(unit)
                    break
    return found


def known_names():
    return {function for _, function in read_table()}


def known_requirements():
    found = set()
    for path in glob.glob('specs/*/requirements.md'):
        with open(path) as source:
            found |= set(re.findall(r'^\| (\w+) \|', source.read(), re.M))
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


def run_all(jobs, fresh, workers):
    """Prove each unit's functions; `jobs` maps a unit and the WP options that
    select them to their names."""
    results, broken = {}, []
    lock = threading.Lock()
    everything = sum(len(names) for _, _, names in jobs)

    def one(job):
        unit, which, names = job
        counts, left, out, seconds, how = prove(unit, which, fresh)
        with lock:
            for name in names:
                goals, proved = counts.get(name, (0, 0))
                results[unit, name] = (goals, proved)
                ok = goals > 0 and proved == goals
                print(f'[{len(results):3}/{everything}] '
                      f'{"proved" if ok else "OPEN  "} {proved:4}/{goals:<4} '
                      f'{name:<26} {unit}', flush=True)
                if not ok:
                    broken.append(f'{name}: {proved} of {goals} goals')
            print(f'          {unit}: {seconds:.1f} s, {how}', flush=True)
            for line in left:
                print(f'          open: {line}')
            if not counts:
                print(out[-2000:])

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, jobs))
    return results, broken


def parts(unit, names, cost):
    """`names` in runs of about a hundred goals, so that no run is long."""
    found, size = [], 0
    for name in names:
        goals = cost.get((unit, name), 20)
        if not found or size + goals > 100:
            found.append([])
            size = 0
        found[-1].append(name)
        size += goals
    return found


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
    global ROOT
    ask = argparse.ArgumentParser()
    ask.add_argument('--fn')
    ask.add_argument('--req')
    ask.add_argument('--unit', default='')
    ask.add_argument('--fresh', action='store_true')
    ask.add_argument('--update', action='store_true')
    ask.add_argument('--clause')
    ask.add_argument('--root', default=ROOT)
    ask.add_argument('--timeout', type=int, default=15)
    # More than there are processors: a replay waits as much as it works.
    ask.add_argument('--jobs', type=int, default=2 * (os.cpu_count() or 1))
    args = ask.parse_args()
    if args.clause and not args.fn:
        sys.exit('prove: --clause needs --fn')
    args.fresh = args.fresh or args.clause is not None
    ROOT = os.path.abspath(args.root)
    WP.extend(['-wp-timeout', str(args.timeout)])
    os.chdir(ROOT)
    os.environ['PWD'] = ROOT
    configure()
    unpack(args.fresh)
    start = time.time()

    holes = weak_words()
    every = [unit for unit in units() if args.unit in unit]
    wanted = None
    if args.fn:
        wanted = dict.fromkeys(args.fn.split(','))
    if args.req:
        wanted = functions_of(args.req)
    if wanted is not None:
        near = known_names() if args.fn else known_requirements()
        every = sorted({unit for name in wanted
                        for unit in defining(name, every)})
        if not every:
            asked = args.fn or args.req
            guesses = difflib.get_close_matches(asked, near, 3, 0.5)
            sys.exit(f'prove: nothing is called {asked}'
                     + (f'; near it: {", ".join(guesses)}' if guesses else ''))
    # A whole run reads every unit, whatever it proves: a function without a
    # body in one is defined in another.
    scanned = every if wanted is not None else units()
    named, called = {}, set()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for unit, (names, bodiless, missing) in zip(scanned,
                                                    pool.map(read, scanned)):
            named[unit] = names
            called |= bodiless
            holes += missing
    called -= {name for names in named.values() for name in names}
    if wanted is None:
        holes += [f'{name}: no body to prove, and not trusted'
                  for name in sorted(called - TRUSTED)]
    print('trusted:', ', '.join(sorted(called & TRUSTED)) or 'nothing')
    for hole in holes:
        print(f'prove: {hole}')

    cost = {key: value[0] for key, value in read_table().items()}
    work = []
    for unit in every:
        names = [n for n in named[unit] if wanted is None or n in wanted]
        if args.req:
            work += [(unit, ['-wp-fct', n, wanted[n], args.req], [n])
                     for n in names]
            continue
        if args.clause:
            work += [(unit, ['-wp-fct', n, '-wp-prop', args.clause], [n])
                     for n in names]
            continue
        for part in parts(unit, names, cost):
            work.append((unit, ['-wp-fct', ','.join(part)], part))
    work += [(unit, ['-wp-prop', name], [name]) for unit, name in lemmas(every)
             if wanted is None or name in wanted]
    if not work:
        sys.exit('prove: no such function or requirement')

    # The longest first, so that the workers end together.
    work.sort(key=lambda job: -sum(cost.get((job[0], name), 99)
                                   for name in job[2]))
    results, broken = run_all(work, args.fresh, args.jobs)

    goals = sum(g for g, _ in results.values())
    proved = sum(p for _, p in results.values())
    print(f'prove: {proved} of {goals} goals proved in {len(results)} '
          f'functions, {time.time() - start:.0f} s')
    if args.fn and args.update and not (args.clause or broken or holes):
        write_table(TABLE, {**read_table(), **results})
        pack()
    if not (args.fn or args.req):
        write_table(os.path.join(WORK, 'proved.csv'), results)
        if args.update and not broken and not holes:
            others = {key: value for key, value in read_table().items()
                      if key[0] not in every and os.path.exists(key[0])}
            write_table(TABLE, {**others, **results})
        if args.update:  # an answer is an answer, whatever else stays open
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
