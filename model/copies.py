"""Copies of one function beside it, each changed, for Frama-C to prove. Used by
trial.py.

Each copy has the function's contract and a number in its name; number 0 is the
unchanged function. So Frama-C starts once for many.
"""
import collections
import glob
import os
import re
import shutil
import subprocess
import tempfile

import depends
import mutation
import prove

FOLDER = 'build/mutate'
STORE = FOLDER + '/cache'

READ = ['-no-autoload-plugins', '-load-module', 'rtegen,wp', *prove.READ]
WP = ['-wp', '-wp-rte', '-warn-unsigned-overflow', '-warn-unsigned-downcast',
      '-wp-no-pruning', '-wp-par', '4']
GOAL = re.compile(r'\[wp\] \[[^\]]+\] Goal typed_\w+?_copy(\d+)_(\w+) : (\w+)(.*)')


def unit_of(path):
    return path if path.startswith('model/') else 'impl/core/core.c'


def prepare():
    """What trials need: the provers, and their answers about the unchanged
    functions."""
    prove.configure()
    os.makedirs(FOLDER, exist_ok=True)
    for left in os.listdir(FOLDER):  # by a run that was killed
        if left.startswith('tree'):
            shutil.rmtree(os.path.join(FOLDER, left), ignore_errors=True)
    where, prove.STORE = prove.STORE, STORE
    prove.unpack(False)
    prove.STORE = where


class Tree:
    """A copy of what a proof reads, in which one file can be changed."""

    def __init__(self):
        self.root = os.path.abspath(tempfile.mkdtemp(prefix='tree', dir=FOLDER))
        for part in ('specs', 'model/local', 'model/vk', 'impl/core'):
            shutil.copytree(part, os.path.join(self.root, part))
        for header in glob.glob('impl/*.h'):
            shutil.copy(header, os.path.join(self.root, 'impl'))
        os.makedirs(os.path.join(self.root, 'tmp'))

    def read(self, path):
        with open(os.path.join(self.root, path)) as source:
            return source.read()

    def write(self, path, text):
        with open(os.path.join(self.root, path), 'w') as out:
            out.write(text)

    def frama_c(self, args, unit):
        """Frama-C's exit status and what it says."""
        # Provers that are killed leave their files; they go with the tree.
        env = dict(os.environ, PWD=self.root,
                   TMPDIR=os.path.join(self.root, 'tmp'),
                   WHY3CONFIG=os.path.join(prove.ROOT, prove.WORK, 'why3.conf'))
        run = subprocess.run(
            ['frama-c', *READ, *WP, '-wp-cache-dir',
             os.path.join(prove.ROOT, STORE), *args, unit], cwd=self.root,
            env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, text=True, check=False)
        return run.returncode, run.stdout

    def gcc(self, args, unit):
        run = subprocess.run(['gcc', '-std=gnu11', '-w', '-Ispecs', '-Iimpl',
                              *args, unit], cwd=self.root, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             check=False)
        return run.returncode, run.stdout

    def object(self, unit):
        """The unit as the compiler sees it, without names of files."""
        _, out = self.gcc(['-O2', '-S', '-o', '-', '-fkeep-inline-functions'],
                          unit)
        return '\n'.join(line for line in out.split('\n')
                         if not line.lstrip().startswith(('.file', '.ident')))


class Copies:
    """One function, and its mutants beside it."""

    def __init__(self, tree, path, name):
        self.tree, self.path, self.name = tree, path, name
        self.unit = unit_of(path)
        self.text = tree.read(path)
        self.place = next(found for found in mutation.functions(self.text)
                          if found[0] == name)
        notes = [note for file in sorted(prove.closure(self.unit, set()))
                 for note in re.findall(
                     r'(/\*@(?:(?!\*/).)*\*/)\s*[^;{}()]*?\b' + name + r'\(',
                     depends.without_comments(tree.read(file)), re.S)]
        self.contract = '\n'.join(notes)

    def labels(self):
        """The labels of its clauses, as they stand."""
        return list(dict.fromkeys(re.findall(r'\bensures\s+(\w+)\s*:',
                                             self.contract)))

    def copy(self, number, mutant):
        """The function under another name, with its contract, changed."""
        name, _, _, start, begin, end = self.place
        head, body = self.text[start:begin], self.text[begin:end]
        if mutant:
            body = body[:mutant.start - begin] + mutant.new + \
                body[mutant.end - begin:]
        head = re.sub(r'\b' + name + r'\(', f'{name}_copy{number}(', head)
        return f'\n{self.contract}\n{head}{body}}}\n'

    def lay(self, mutants):
        """Put the unchanged function, as number 0, and mutants beside it."""
        end = self.place[-1] + 1
        copies = [self.copy(number, mutants[number] if number else None)
                  for number in (0, *mutants)]
        self.tree.write(self.path, self.text[:end] + ''.join(copies)
                        + self.text[end:])

    def goals(self, mutants, args):
        """{number: {goal: (verdict, steps)}}; None when the text is refused."""
        self.lay(mutants)
        names = ','.join(f'{self.name}_copy{number}' for number in (0, *mutants))
        status, out = self.tree.frama_c([*args, '-wp-fct', names], self.unit)
        shutil.rmtree(os.path.join(self.tree.root, 'tmp'))
        os.makedirs(os.path.join(self.tree.root, 'tmp'))
        if status != 0:
            self.tree.write('refusal', out)
            return None
        found = collections.defaultdict(dict)
        for number, goal, verdict, more in GOAL.findall(out):
            steps = re.search(r'\((\d+)\)', more)
            if found[int(number)].get(goal, ('',))[0] != 'Valid':
                found[int(number)][goal] = (verdict,
                                            int(steps.group(1)) if steps else 0)
        return found
