"""What the proof of one function depends on. Used by mutate.py.

WP sees a function's own text and contract, the contracts of what it calls, and
all declarations, macros and logic words of its unit. It does not see other
bodies, and other contracts and comments say nothing to it.
"""
import re

import mutation
import prove

# A contract with the head of its function, up to the body or the semicolon.
CONTRACT = re.compile(r'/\*@(?:(?!\*/).)*\*/\s*[^;{}()]*?\b(\w+)\([^;{}()]*\)\s*'
                      r'(?=[;{])', re.S)


def without_comments(text):
    """The text without comments, strings and attributes; annotations stay."""
    text = re.sub(r'/\*(?!@).*?\*/|//(?!@)[^\n]*', ' ', text, flags=re.S)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)
    return re.sub(r'__attribute__\s*\(\(.*?\)\)', ' ', text, flags=re.S)


def split(text):
    """{function: contract, head and, if it is here, body}, and the rest."""
    parts, rest = {}, []
    bodies = {begin - 1: end + 1
              for *_, begin, end in mutation.functions(text)}
    at = 0
    for head in CONTRACT.finditer(text):
        if head.start() < at:
            continue
        stop = bodies.get(head.end(), head.end())
        rest.append(text[at:head.start()])
        name = head.group(1)
        parts[name] = parts.get(name, '') + text[head.start():stop]
        at = stop
    rest.append(text[at:])
    rest = ''.join(rest)
    # A definition whose contract stands in a header.
    for name, *_, begin, end in reversed(list(mutation.functions(rest))):
        parts[name] = parts.get(name, '') + rest[begin - 1:end + 1]
        rest = rest[:begin - 1] + ';' + rest[end + 1:]
    return parts, rest


def text_of(unit, name):
    """All that the proof of function `name` of the unit depends on, in one
    text without spaces."""
    parts, rest = {}, []
    for file in sorted(prove.closure(unit, set())):
        with open(file) as source:
            some, other = split(without_comments(source.read()))
        rest.append(other)
        for function, text in some.items():
            parts[function] = parts.get(function, '') + text
    mine = parts.get(name, '')
    called = sorted(set(re.findall(r'\b(\w+)\s*\(', mine)) & set(parts) - {name})
    heads = [re.sub(r'\{[^{}]*\Z', '', contract(parts[other]))
             for other in called]
    return ''.join(''.join([mine, *heads, *rest]).split())


def contract(text):
    """A part of split() without its body."""
    head = CONTRACT.search(text)
    return text[:head.end()] if head else ''
