"""Mutants of C functions: small changes, each of which a proof, or a test, must
notice. Used by mutate.py; knows C's tokens, nothing of proofs.
"""
import re

# What replaces what. Each operator is tried against its neighbours.
RELATIONS = {'<': ('<=', '>'), '<=': ('<', '>'), '>': ('>=', '<'),
             '>=': ('>', '<'), '==': ('!=',), '!=': ('==',)}
LOGIC = {'&&': ('||',), '||': ('&&',)}
ARITHMETIC = {'+': ('-',), '-': ('+',), '*': ('+',), '/': ('*',), '%': ('/',)}

TOKEN = re.compile(r'[A-Za-z_]\w*|0[xX][0-9A-Fa-f]+[uUlL]*|\d+[uUlL]*|'
                   r'<<|>>|<=|>=|==|!=|&&|\|\||->|\+\+|--|[-+*/%&|^]=|\S')
KEYWORDS = {'if', 'for', 'while', 'switch', 'return', 'sizeof', 'case', 'else'}
ONE_EQUALITY = re.compile(r'[^&|=!<>]*(?:==|!=)[^&|=!<>]*$')
# A constant: all capitals, and no macro with arguments.
NAME = re.compile(r'\b[A-Z][A-Z0-9_]{2,}\b(?!\s*\()')
STATEMENT = re.compile(r'(?<=[;{}])\s*(?:\}\s*)?([A-Za-z_][\w.\[\]>()+\- ]*?'
                       r'(?:\s*[-+*/%|&]?=[^=;{}][^;{}]*|\([^;{}]*\));)')
HEADER = re.compile(r'^(?!static inline handle_word|typedef|#|else|return)'
                    r'((?:static |inline |__attribute__\(\(\w+\)\) |const |'
                    r'struct |unsigned )*\w+[ *\n]+)'
                    r'(\w+)\(([^;{}()]*)\)\s*\{', re.M)


class Mutant:
    """One change of one function: text[start:end] becomes `new`."""

    def __init__(self, function, kind, start, end, new, text, said=None):
        self.function, self.kind = function, kind
        self.start, self.end, self.new = start, end, new
        self.line = text.count('\n', 0, start) + 1
        self.column = start - text.rfind('\n', 0, start)
        # How a person, and survivors.csv, call it: not by line number.
        where = text.split('\n')[self.line - 1].strip()
        self.said = said or (f'{" ".join(text[start:end].split())} -> '
                             f'{" ".join(new.split())} at column {self.column} '
                             f'of {where}')

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]

    def name(self):
        return f'{self.kind}: {self.said}'


def blank(text):
    """The text with comments, annotations, strings and preprocessor lines as
    blanks, so that places stay what they are."""
    def spaces(match):
        return re.sub(r'[^\n]', ' ', match.group())

    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|^[ \t]*#[^\n]*', spaces,
                  text, flags=re.S | re.M)


def functions(text):
    """(name, return type, parameters, start of the head, start and end of the
    body, braces excluded) of each function defined in the text."""
    bare = blank(text)
    for head in HEADER.finditer(bare):
        depth, at = 1, head.end()
        while depth:
            depth += {'{': 1, '}': -1}.get(bare[at], 0)
            at += 1
        returns = re.sub(r'\b(?:static|inline)\b|__attribute__\(\(\w+\)\)', '',
                         head.group(1)).strip()
        yield (head.group(2), returns, head.group(3), head.start(), head.end(),
               at - 1)


def constant(token):
    """Neighbours of a number."""
    digits = re.match(r'0[xX][0-9A-Fa-f]+|\d+', token).group()
    suffix, value = token[len(digits):], int(digits, 0)
    found = [f'{value + 1}{suffix}']
    if value > 0:
        found.append(f'{value - 1}{suffix}')
    return found


def arguments(bare, start):
    """Places of the arguments of a call whose parenthesis opens at `start`."""
    depth, at, begin, found = 0, start, start + 1, []
    while True:
        mark = bare[at]
        if mark in '([':
            depth += 1
        elif mark in ')]':
            depth -= 1
        if (mark == ',' and depth == 1) or depth == 0:
            found.append((begin, at))
            begin = at + 1
        if depth == 0:
            return found
        at += 1


def mutants_of(text, name, returns, begin, end, cells, refusals):
    """All mutants of one function. `cells` are assignable expressions with the
    value that spoils them; `refusals` what an early return may answer."""
    bare = blank(text)
    body = bare[begin:end]

    def make(kind, start, stop, new, said=None):
        return Mutant(name, kind, start, stop, new, text, said)

    # Named constants, each of which stands in for the one before it.
    names = list(dict.fromkeys(NAME.findall(body)))
    before = ''
    for token in TOKEN.finditer(body):
        start, word = begin + token.start(), token.group()
        stop = start + len(word)
        for table, kind in ((RELATIONS, 'relation'), (LOGIC, 'logic')):
            for new in table.get(word, ()):
                yield make(kind, start, stop, new)
        # A sign, a dereference or a declaration is no operator of two.
        if word in ARITHMETIC and re.match(r'[\w)\]]', before[-1:] or ' ') \
                and before not in KEYWORDS \
                and not re.match(r'\s*\*?\w+\s*(?:[;=,)]|\[)', body[token.end():]
                                 if re.search(r'(?:struct \w+|u?int\w*_t|void|char)\s*$',
                                              body[:token.start()]) else '!'):
            for new in ARITHMETIC[word]:
                yield make('arithmetic', start, stop, new)
        if re.match(r'\d', word) and before not in ('case',):
            for new in constant(word):
                yield make('constant', start, stop, new)
        if word == '(' and before in ('if', 'while'):
            for a, b in arguments(bare, start)[:1]:
                # The negation of one == or != is its relation mutant.
                if not ONE_EQUALITY.match(bare[a:b]):
                    yield make('negation', start, b + 1, f'(!({text[a:b]}))')
        if word in names and len(names) > 1:
            yield make('name', start, stop,
                       names[(names.index(word) + 1) % len(names)])
        if word == '(' and re.match(r'[A-Za-z_]', before or ' ') \
                and before not in KEYWORDS:
            places = arguments(bare, start)
            for (a, b), (c, d) in zip(places, places[1:]):
                if text[a:b].strip() != text[c:d].strip():
                    yield make('swap', a, d,
                               text[c:d].strip() + ', ' + text[a:b].strip())
        before = word
    for found in STATEMENT.finditer(bare, begin - 1, end):
        head = found.group(1)
        if not re.match(r'(?:const |static |struct )|\w+\s+\*?\w+\s*[=;]', head) \
                and not re.match(r'(?:if|for|while|switch|return|case)\b', head):
            yield make('drop', found.start(1), found.end(1), ';')
    for refusal in refusals:
        yield make('refuse', begin, begin, f' return {refusal};',
                   f'return {refusal}; at once')
    for cell, value in cells:
        write = f' {cell} = {value};'
        if returns == 'void':
            yield make('write', end, end, write, write.strip())
            continue
        # After the real work: the answer is taken first.
        last = [m for m in re.finditer(r'\breturn\b([^;]*);', body)]
        if last:
            start, stop = begin + last[-1].start(), begin + last[-1].end()
            answer = text[begin + last[-1].start(1):begin + last[-1].end(1)]
            yield make('write', start, stop, f'{{ {returns} answer_ ={answer};'
                       f'{write} return answer_; }}', write.strip())
