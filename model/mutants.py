#!/usr/bin/env python3
"""Show that wrong models do not prove.

  mutants.py                  every patch in model/mutants/
  mutants.py get-             those whose names contain the word

Each patch makes one function wrong. Its head says how:

  One sentence: what is wrong.
  Function: vkm_get           what no longer meets its contract
  Clause: memory              the clause that says so
                              (an empty line ends the head)

The patched function must be read, and the clause must stay open. Where a
wrong body does prove because the contract does not claim what it breaks, the
head has, in place of the clause,

  Survives: why nothing is claimed

and then the whole function must prove: when one day it does not, the line is
stale. Patches apply to a copy in build/mutants; the tree stays as it is.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COPY = os.path.join(ROOT, 'build', 'mutants')
PARTS = ['specs', 'model', 'impl/core']
FIELD = re.compile(r'^(Function|Clause|Survives): (.+)$')


def head(path):
    """The sentence and the fields of a patch."""
    fields = {'Says': ''}
    with open(path) as source:
        for line in source:
            line = line.rstrip('\n')
            if not line:
                break
            field = FIELD.match(line)
            if field:
                fields[field.group(1)] = field.group(2)
            elif 'Function' not in fields:
                fields['Says'] = (fields['Says'] + ' ' + line).strip()
            else:  # a reason may take several lines
                fields['Survives'] += ' ' + line.strip()
    if 'Function' not in fields or ('Clause' in fields) == ('Survives' in fields):
        sys.exit(f'mutants: {path} needs Function: and Clause: or Survives:')
    return fields


def copy_tree():
    for part in PARTS:
        target = os.path.join(COPY, part)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(os.path.join(ROOT, part), target)


def judge(path):
    """Whether the mutant fares as its head says, and a line about it."""
    fields = head(path)
    copy_tree()
    patch = subprocess.run(['patch', '-p1', '-s', '-F0', '-i', path], cwd=COPY,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True)
    if patch.returncode != 0:
        return False, 'does not apply: ' + patch.stdout.strip()
    ask = [sys.executable, os.path.join(COPY, 'model', 'prove.py'), '--root',
           COPY, '--fn', fields['Function']]
    if 'Clause' in fields:
        ask += ['--clause', fields['Clause']]
    out = subprocess.run(ask, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True).stdout
    open_, proved = (re.findall(rf'^\[.*\] +{word} +\d+/[1-9]\d* ', out, re.M)
                     for word in ('OPEN', 'proved'))
    if not open_ and not proved:
        return False, 'was not read:\n' + out[-1500:]
    if 'Clause' in fields:
        return bool(open_), ('rejected' if open_ else 'PROVES') + \
            f" ({fields['Function']}: {fields['Clause']})"
    return not open_, ('stands: ' + fields['Survives'] if not open_
                       else 'is rejected now: name the clause')


def main():
    word = sys.argv[1] if len(sys.argv) > 1 else ''
    paths = sorted(path for path in glob.glob(ROOT + '/model/mutants/*.patch')
                   if word in os.path.basename(path))
    if not paths:
        sys.exit(f'mutants: no patch in model/mutants/ has {word} in its name')
    bad = []
    for number, path in enumerate(paths, 1):
        start = time.time()
        name = os.path.basename(path)[:-len('.patch')]
        good, text = judge(path)
        if not good:
            bad.append(name)
        print(f'[{number:2}/{len(paths)}] {name:<32} {text}, '
              f'{time.time() - start:.0f} s', flush=True)
    print(f'mutants: {len(paths) - len(bad)} of {len(paths)} fare as they '
          'should')
    if bad:
        print('mutants: not so: ' + ', '.join(bad))
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
