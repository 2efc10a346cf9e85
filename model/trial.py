"""Whether changed functions still prove. Used by mutate.py.

Clauses are tried one after the other, the likeliest first, and a mutant with an
open goal is not tried again.

The verdict must not depend on how busy the machine is. So the prover's limit is
counted in its own steps, not in seconds: a goal of a mutant is open when CVC4
gives up, or has taken FACTOR times the steps that it needs for the same goal of
the unchanged function. What remains, the goals that need Z3, is tried with both
provers, for as many seconds as `make prove` gives them.
"""
import collections
import shutil
import sys

from copies import Copies, Tree

FACTOR = 5
# Steps that a goal is given at first.
STEPS = 100000
# Mutants beside one another; so few that all their clauses are tried at once.
BATCH = 60
FEW = 6
# Clauses that few wrong functions break, or that take long: tried late.
LATE = ('codes', 'flag', 'inv', 'ok', 'others', 'range')
# Seconds, where steps do not count; and where they do, if CVC4 hangs.
TIME = 15
HANGS = 120

# Frama-C reads the text, and proves nothing.
NONE = ['-wp-prover', 'cvc4', '-wp-cache', 'offline', '-wp-prop', 'no_such_clause']


class Judge:
    """Finds the verdicts about mutants of functions, in a tree of its own."""

    def __init__(self):
        self.tree = Tree()
        self.objects = {}
        # How often a clause of that label was tried, and found open.
        self.tried = collections.Counter({label: 20 for label in LATE})
        self.open = collections.Counter()

    def end(self):
        shutil.rmtree(self.tree.root)

    def next_label(self, labels):
        """The label most likely to be found open."""
        return max(labels, key=lambda label: (self.open[label] + 1)
                   / (self.tried[label] + 2))

    def compiling(self, function, mutants):
        """The mutants that the compiler takes, and Frama-C."""
        if function.goals({}, NONE) is None:
            sys.exit(f'mutate-proof: {function.name} itself: '
                     + self.tree.read('refusal')[-500:])
        good = {}
        for number, mutant in mutants.items():
            function.lay({number: mutant})
            if self.tree.gcc(['-fsyntax-only'], function.unit)[0] == 0:
                good[number] = mutant
        return self.readable(function, good)

    def readable(self, function, mutants):
        """Those that Frama-C takes, by halves."""
        if not mutants or function.goals(mutants, NONE) is not None:
            return mutants
        numbers = list(mutants)
        if len(numbers) == 1:
            return {}
        middle = len(numbers) // 2
        return {number: mutant for half in (numbers[:middle], numbers[middle:])
                for number, mutant in self.readable(
                    function, {n: mutants[n] for n in half}).items()}

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
        function = Copies(self.tree, path, name)
        verdicts = {}
        try:
            numbered = list(enumerate(mutants, 1))
            for at in range(0, len(numbered), BATCH):
                verdicts.update(self.batch(function,
                                           dict(numbered[at:at + BATCH])))
        finally:
            self.tree.write(path, function.text)
        return [verdicts[number] for number, _ in numbered]
