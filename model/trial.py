"""Whether changed functions still prove. Used by mutate.py.

Mutants of one function are copies of it that stand beside it, each with its
contract, so that Frama-C starts once for many. Clauses are tried in turns, and a
mutant with an open goal is not tried again.

The verdict must not depend on how busy the machine is. So the prover's limit is
counted in its own steps, not in seconds: a goal of a mutant is open when CVC4
gives up, or has taken FACTOR times the steps that it needs for the same goal of
the unchanged function. What remains, the goals that need Z3, is tried with both
provers, for as many seconds as `make prove` gives them.
"""
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile

import depends
import mutation
import prove

FOLDER = 'build/mutate'
STORE = FOLDER + '/cache'
FACTOR = 5
# Steps that a goal is given at first.
STEPS = 100000
# Mutants beside one another; so few that all their clauses are tried at once.
BATCH = 60
FEW = 6
# Seconds, where steps do not count; and where they do, if CVC4 hangs.
TIME = 15
HANGS = 120

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


class Function:
    """One function, its mutants and what is known of them."""

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


class Judge:
    """Finds the verdicts about mutants of functions, in a tree of its own."""

    def __init__(self):
        self.tree = Tree()
        self.objects = {}
        # How often a clause of that label was tried, and found open.
        self.tried = collections.Counter()
        self.open = collections.Counter()

    def end(self):
        shutil.rmtree(self.tree.root)

    def next_label(self, labels):
        """The label most likely to be found open."""
        return max(labels, key=lambda label: (self.open[label] + 1)
                   / (self.tried[label] + 2))

    def compiling(self, function, mutants):
        """The mutants that the compiler takes, and Frama-C."""
        good = {}
        for number, mutant in mutants.items():
            function.lay({number: mutant})
            if self.tree.gcc(['-fsyntax-only'], function.unit)[0] == 0 and \
                    function.goals({number: mutant},
                                   ['-wp-prop', 'no_such_clause']) is not None:
                good[number] = mutant
        return good

    def pass_turn(self, function, mutants, args, steps):
        """{number: open goal} of the mutants that are killed, and numbers of
        those about which more steps might tell, with the steps needed."""
        killed, unclear = {}, {}
        found = function.goals(mutants, [
            '-wp-prover', 'cvc4', '-wp-cache', 'replay', '-wp-steps', str(steps),
            '-wp-timeout', str(HANGS), *args])
        if found is None:
            return None
        base = found[0]
        most = max((s for _, s in base.values()), default=0)
        for number in mutants:
            if not args and not found[number]:
                sys.exit(f'mutate-proof: {function.name}: a mutant has no goals')
            for goal, (verdict, _) in found[number].items():
                if verdict == 'Valid':
                    continue
                there, needed = base.get(goal, ('Valid', most))
                if there == 'Valid' and (
                        verdict == 'Unknown' or
                        (verdict == 'Stepout' and FACTOR * needed <= steps)):
                    killed[number] = goal
                    break
                # Else it is one that CVC4 does not prove of the unchanged
                # function either, or the prover did not end.
                unclear[number] = max(
                    unclear.get(number, 0),
                    FACTOR * needed if (there, verdict) == ('Valid', 'Stepout')
                    else 0)
        return killed, {n: s for n, s in unclear.items() if n not in killed}

    def with_both(self, function, mutants):
        """{number: open goal} with both provers and all goals."""
        found = function.goals(mutants, ['-wp-prover', 'cvc4,z3', '-wp-cache',
                                         'replay', '-wp-timeout', str(TIME)])
        bad = [goal for goal, (verdict, _) in found[0].items()
               if verdict != 'Valid']
        if bad or not found[0]:
            sys.exit(f'mutate-proof: {function.name} itself: open: '
                     + ', '.join(bad))
        return {number: f'{goal} (time)' for number in mutants
                for goal, (verdict, _) in found[number].items()
                if verdict != 'Valid'}

    def batch(self, function, mutants):
        """{number: (verdict, open goal)} of mutants {number: mutant}."""
        verdicts = {}

        def take(dead):
            for number, goal in dead.items():
                verdicts[number] = ('killed', goal)
                mutants.pop(number)

        def turn(args, known):
            """One pass; mutants that do not compile are left out."""
            result = self.pass_turn(function, mutants, args, STEPS)
            if result is None and not known:
                good = self.compiling(function, mutants)
                for number in set(mutants) - set(good):
                    verdicts[number] = ('broken', '')
                    mutants.pop(number)
                result = self.pass_turn(function, mutants, args, STEPS)
            if result is None:
                sys.exit(f'mutate-proof: {function.name}: '
                         + self.tree.read('refusal')[-500:])
            take(result[0])
            return result[1]

        labels, known = function.labels(), False
        while len(labels) > 1 and len(mutants) > FEW:
            label = self.next_label(labels)
            labels.remove(label)
            many = len(mutants)
            turn(['-wp-prop', label], known)
            known = True
            self.tried[label] += many
            self.open[label] += many - len(mutants)
        unclear = turn([], known) if mutants else {}
        if any(unclear.values()):
            some = {n: mutants[n] for n, steps in unclear.items() if steps}
            killed, more = self.pass_turn(function, some, [],
                                          max(unclear.values()))
            take(killed)
            unclear = {n: 0 for n in mutants
                       if n in more or (n in unclear and n not in some)}
        if unclear:
            take(self.with_both(function, {n: mutants[n] for n in unclear}))
        for number, mutant in mutants.items():
            verdicts[number] = (self.same_object(function, mutant), '')
        return verdicts

    def same_object(self, function, mutant):
        """equivalent or survived, of a mutant that proves."""
        path = function.path
        if path not in self.objects:
            self.tree.write(path, function.text)
            self.objects[path] = self.tree.object(function.unit)
        self.tree.write(path, mutant.apply(function.text))
        now = self.tree.object(function.unit)
        return 'equivalent' if now == self.objects[path] else 'survived'

    def judge(self, path, name, mutants):
        """(verdict, open goal) of each mutant of one function, in order."""
        function = Function(self.tree, path, name)
        verdicts = {}
        try:
            numbered = list(enumerate(mutants, 1))
            for at in range(0, len(numbered), BATCH):
                verdicts.update(self.batch(function,
                                           dict(numbered[at:at + BATCH])))
        finally:
            self.tree.write(path, function.text)
        return [verdicts[number] for number, _ in numbered]
