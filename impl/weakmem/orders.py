#!/usr/bin/env python3
"""The memory orders of impl/: impl/orders.csv says of each what it is for.

orders.py --check           the table has every order of the source, and no other;
                            what specs/local/threads.md names is there
orders.py --update          bring the table up to date; what is new has no reason yet
orders.py --mutate PROGRAM  weaken each order by one step and run the clients

A row: file, function, nth (of the function's accesses), access, object, order,
mutant (what became of the order weakened), why.
"""
import csv
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

TABLE = "impl/orders.csv"
STATEMENT = "specs/local/threads.md"
ROOMS = ["impl", "impl/core", "impl/heap", "impl/handle", "impl/api",
         "impl/kernel"]
NOT_READ = {"impl/sync.h", "impl/sync_weakmem.h"}
# Invariants are read while nothing else runs: no order of theirs matters.
NOT_READ_NAME = re.compile(r"/valid_\w+\.c$")
CALL = re.compile(r"\b(?:__)?atomic_(\w+?)(?:_explicit|_n)?\(")
ORDER = re.compile(r"\b(?:memory_order_|__ATOMIC_)(\w+)")
NUMBER = {"relaxed": 0, "acquire": 2, "release": 3, "acq_rel": 4, "seq_cst": 5}
WEAKER = {"acquire": ["relaxed"], "release": ["relaxed"],
          "acq_rel": ["acquire", "release"], "seq_cst": ["acq_rel"]}
# Enough to see whether a client makes an access at all.
BRIEF = ["--random", "60", "--bound", "0"]
KEY = ["file", "function", "nth", "access", "object", "order"]
FIELDS = KEY + ["mutant", "why"]


def without_comments(text):
    """The source with comments blank, so that lines stay where they are."""
    return re.sub(r"/\*.*?\*/|//[^\n]*",
                  lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def end_of_call(text, at):
    depth = 0
    for i in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    raise ValueError("unbalanced parentheses")


def first_argument(call):
    depth = 0
    for i, letter in enumerate(call):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            return call[:i]
    return call


def function_at(text, at):
    """The function whose body `at` is in: named before the last line that is
    only an opening brace."""
    head = text[:text.rfind("\n{", 0, at)]
    names = re.findall(r"(\w+)\((?:[^()]|\([^()]*\))*\)\s*(?:__attribute__"
                       r"\(\([^\n]*\)\))?\s*$", head)
    return names[-1] if names else "?"


def sites_of(path):
    text = without_comments(open(path).read())
    counts = {}
    for match in CALL.finditer(text):
        end = end_of_call(text, match.end() - 1)
        call = text[match.end():end]
        orders = [o.lower() for o in ORDER.findall(call)]
        if not orders or text[:match.start()].endswith("define "):
            continue
        name = function_at(text, match.start())
        counts[name] = counts.get(name, 0) + 1
        yield {
            "file": path, "function": name, "nth": str(counts[name]),
            "access": match.group(1),
            "object": " ".join(first_argument(call).split()),
            "order": "/".join(orders),
            "from": text.count("\n", 0, match.start()) + 1,
            "to": text.count("\n", 0, end) + 1,
        }


def sites():
    for room in ROOMS:
        for name in sorted(os.listdir(room)):
            path = room + "/" + name
            if name.endswith((".c", ".h")) and path not in NOT_READ \
                    and not NOT_READ_NAME.search(path):
                yield from sites_of(path)


def key(row):
    return tuple(row[field] for field in KEY)


def read_table():
    if not os.path.exists(TABLE):
        return {}
    with open(TABLE, newline="") as file:
        return {key(row): row for row in csv.DictReader(file)}


def write_table(rows):
    with open(TABLE, "w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, extrasaction="ignore",
                                lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def names_gone():
    """What the tables of specs/local/threads.md name and nobody defines."""
    with open(STATEMENT) as file:
        tables = "".join(line for line in file if line.startswith("|"))
    defined = set()
    for folder, _, files in os.walk("impl"):
        for name in files:
            if name.endswith((".c", ".h")):
                with open(os.path.join(folder, name)) as file:
                    defined.update(re.findall(r"\w+", file.read()))
    return sorted(set(re.findall(r"`([a-z]\w*)`", tables)) - defined)


def check():
    table, wrong, count = read_table(), 0, 0
    for name in names_gone():
        wrong += 1
        print("orders: %s names %s, which is not in impl/" % (STATEMENT, name))
    for site in sites():
        count += len(site["order"].split("/"))
        row = table.pop(key(site), None)
        if row is None or not row["why"]:
            wrong += 1
            print("orders: %(file)s, %(function)s, access %(nth)s: %(access)s "
                  "of %(object)s, %(order)s: " % site +
                  ("not in " + TABLE if row is None else "no reason given"))
    for row in table.values():
        wrong += 1
        print("orders: in the table, not in the source: %s" % (key(row),))
    print("orders: %d orders, each with its reason" % count if wrong == 0 else
          "orders: %d wrong; orders.py --update, then say why" % wrong)
    return wrong != 0


def update():
    table = read_table()
    rows = []
    for site in sites():
        old = table.get(key(site), {})
        rows.append({**site, "mutant": old.get("mutant", ""),
                     "why": old.get("why", "")})
    write_table(rows)


def mutants():
    for site in sites():
        orders = site["order"].split("/")
        for which, order in enumerate(orders):
            for weaker in WEAKER.get(order, []):
                # The order of a failed compare-and-swap may not be stronger.
                yield site, which, order, weaker


def is_simulated(path):
    return not path.startswith("impl/kernel") and path != "impl/heap/os.c"


def run(program, site, which, weaker, clients, options):
    """The client that does not hold, and whether the access was met."""
    place = "%s:%d:%d:%d" % (site["file"][5:], site["from"], site["to"],
                             NUMBER[weaker])
    option = "--weaken-failure" if which == 1 else "--weaken"
    met = False
    for client in clients:
        text = subprocess.run([program, option, place, *options, client],
                              capture_output=True, text=True).stdout
        met = met or "accesses weakened" in text
        if text.startswith("FAIL"):
            return client, True
    return None, met


def verdict(program, site, which, weaker, clients, options, last):
    """Those clients first that had killed a mutant of this access."""
    known = [c for c in re.findall(r"\w+", last) if c in clients]
    concerned = [c for c in known + [c for c in clients if c not in known]
                 if run(program, site, which, weaker, [c], BRIEF)[1]]
    if not concerned:
        return "not reached"
    killer, _ = run(program, site, which, weaker, concerned, options)
    return "survives" if killer is None else "killed by " + killer


def mutate(program, options):
    clients = subprocess.run([program, "--list"], capture_output=True,
                             text=True).stdout.split()
    table = read_table()
    verdicts = {}

    def one(mutant):
        site, which, order, weaker = mutant
        last = table.get(key(site), {}).get("mutant", "")
        if not is_simulated(site["file"]):
            answer = "not simulated"
        else:
            answer = verdict(program, site, which, weaker, clients, options,
                             last)
        name = weaker + (" on failure" if which == 1 else "")
        print("%-13s %s, %s, access %s: %s to %s" %
              (answer.split(" by ")[0], site["file"], site["function"],
               site["nth"], order, name) +
              (answer[6:] if answer.startswith("killed") else ""), flush=True)
        verdicts.setdefault(key(site), []).append(name + ": " + answer)
        return answer

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(one, mutants()))
    rows = []
    unexplained = 0
    for site in sites():
        old = table.get(key(site), {})
        now = "; ".join(verdicts.get(key(site), []))
        if "survives" in now and "survives" not in old.get("mutant", ""):
            unexplained += 1
        rows.append({**site, "mutant": now, "why": old.get("why", "")})
    if "--write" in sys.argv:
        write_table(rows)
    print("orders: %d mutants: %d killed, %d survive, %d not reached or not "
          "simulated; %d survive that the table does not have" %
          (len(answers), sum(a.startswith("killed") for a in answers),
           answers.count("survives"),
           answers.count("not reached") + answers.count("not simulated"),
           unexplained))
    return unexplained != 0


def main():
    if "--check" in sys.argv:
        return check()
    if "--update" in sys.argv:
        return update()
    if len(sys.argv) > 2 and sys.argv[1] == "--mutate":
        return mutate(sys.argv[2],
                      [word for word in sys.argv[3:] if word != "--write"])
    print(__doc__)
    return 64


sys.exit(main())
