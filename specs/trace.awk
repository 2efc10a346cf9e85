# Check every link between requirements, contracts, tests and seeds; print the
# holes and one line of summary. Run by trace.sh, which names the files:
#
#   specs/*/requirements.md   the tables
#   heads                     the first comments of tests
#   specs/**/*.h *.acsl       contracts, conditions, the IDs that hlocal.h cites
#   impl/core/*.h             contracts
#   impl/.../promise.txt      the probe's lines
#   corpus/README.md          the seeds and the IDs they show

function hole(text) { print "trace: " text; holes++ }

function is_id(word) { return word ~ /^[A-Z]+(_[A-Z0-9]+)*_[A-Z0-9]+[a-z]?$/ }

# The requirement a behavior or clause belongs to: GRA_60r states the refused
# choices of GRA_60.
function requirement(label) { sub(/r$/, "", label); return label }

function trim(text) { gsub(/^[ \t`]+|[ \t`]+$/, "", text); return text }

FNR == 1 {
    kind = FILENAME ~ /requirements\.md$/ ? "table" \
        : FILENAME ~ /\/heads$/ ? "head" \
        : FILENAME ~ /\.(h|acsl)$/ ? "contract" \
        : FILENAME ~ /promise\.txt$/ ? "probe" : "corpus"
    in_contract = wants_name = 0
}

# ---- The tables -----------------------------------------------------------

kind == "table" && /^\|/ {
    count = split($0, cell, "|")
    id = trim(cell[2])
    if (!is_id(id))
        next
    if (count != 7)
        hole(FILENAME ":" FNR ": " id " has " count - 2 " columns, not 5")
    if (id in proven)
        hole(FILENAME ":" FNR ": " id " is there twice")
    order[++ids] = id
    proven[id] = trim(cell[5])
    tested[id] = trim(cell[6])
    if (trim(cell[3]) == "" || trim(cell[4]) == "")
        hole(id ": no sentence or no source")
}

# ---- Contracts ------------------------------------------------------------

# One ID stated at the head of a behavior, a clause or a predicate.
function state(id) {
    if (!is_id(id))
        return
    id = requirement(id)
    stated[id] = FILENAME ":" FNR
    pending[++pendings] = id
}

# A list of rules or of pairs of rules (specs/vk/check.h).
kind == "contract" && match($0, /^#define [A-Z_]+_(RULES\(R|PAIRS\(P, R)\)/) {
    list = $2
    sub(/\(.*/, "", list)
    in_list = 1
}

kind == "contract" && in_list {
    text = $0
    if (match(text, /[A-Z_]+_PAIRS\(RULE_[A-Z]+/)) {
        part = substr(text, RSTART, RLENGTH)
        sub(/\(/, "/", part)
        members[list] = members[list] members[part]
    }
    while (match(text, /(R|P\(R, [A-Z0-9_]+)(\(|, )[A-Z0-9_]+/)) {
        count = split(substr(text, RSTART, RLENGTH), word, /\(R, |\(|, /)
        if (word[1] == "P") {
            members[list "/RULE_FIRST"] = members[list "/RULE_FIRST"] " " word[2]
            members[list "/RULE_SECOND"] = members[list "/RULE_SECOND"] " " word[3]
        } else if (count == 2)
            members[list] = members[list] " " word[2]
        text = substr(text, RSTART + RLENGTH)
    }
    in_list = /\\$/
}

kind == "contract" && /\/\*@/ { in_contract = 1; wants_name = 0; pendings = 0 }

# A contract made from a list.
kind == "contract" && in_contract && match($0, /(REFUSES\(|REJECTS\()?[A-Z_]+_RULES(,|\(RULE_)/) {
    list = substr($0, RSTART, RLENGTH)
    sub(/^RE[A-Z]+\(/, "", list)
    sub(/[,(].*/, "", list)
    count = split(members[list], word, " ")
    for (i = 1; i <= count; i++)
        state("VK_" word[i])
}

kind == "contract" && in_contract {
    text = $0
    sub(/^[ \t]*(\/\*@)?[ \t]*(@[ \t]*)?/, "", text)
    if (text ~ /^(behavior|ensures|requires)[ \t]+[A-Z][A-Za-z0-9_]*[ \t]*:/) {
        sub(/^[a-z]+[ \t]+/, "", text)
        sub(/[ \t]*:.*/, "", text)
        state(text)
    } else if (text ~ /^predicate[ \t]+[A-Z]/) {
        sub(/^predicate[ \t]+/, "", text)
        sub(/[^A-Za-z0-9_].*/, "", text)
        if (is_id(text))
            by_predicate[text] = FILENAME ":" FNR
    }
}

kind == "contract" && in_contract && /\*\// {
    in_contract = 0
    wants_name = 1
    next
}

# The prototype or definition that the contract above belongs to.
kind == "contract" && wants_name && match($0, /[a-z_][a-z0-9_]*\(/) {
    name = substr($0, RSTART, RLENGTH - 1)
    has_contract[name] = 1
    for (i = 1; i <= pendings; i++)
        states[name, pending[i]] = 1
    wants_name = 0
}

# IDs that the public header cites in brackets.
FILENAME ~ /specs\/hlocal\.h$/ {
    text = $0
    while (match(text, /\[[^]]*\]/)) {
        count = split(substr(text, RSTART + 1, RLENGTH - 2), word, /[ ,]+/)
        for (i = 1; i <= count; i++)
            if (is_id(word[i]))
                cited[word[i]] = FILENAME ":" FNR
        text = substr(text, RSTART + RLENGTH)
    }
}

# ---- Tests and seeds ------------------------------------------------------

kind == "probe" && match($0, /^[^:]+: /) {
    probed[substr($0, 1, RLENGTH - 2)]++
}

# A test's first comment names what it tests.
kind == "head" {
    count = split($0, word, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= count; i++)
        if (is_id(word[i]))
            headed[word[i]] = $1
}

# A row of the corpus index: the file first, the IDs it shows last.
kind == "corpus" && /^\|/ {
    count = split($0, cell, "|")
    seed = trim(cell[2])
    sub(/.*\//, "", seed)
    count = split(cell[count - 1], word, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= count; i++)
        if (is_id(word[i])) {
            shown[word[i]] = FILENAME ":" FNR
            shows[seed, word[i]] = 1
        }
}

# ---- The verdict ----------------------------------------------------------

function readable(file,    line, found) {
    found = (getline line <file) >= 0
    close(file)
    return found
}

function mentions(file, id,    line, found) {
    while ((getline line <file) > 0)
        if (line ~ ("(^|[^A-Za-z0-9_])" id "([^A-Za-z0-9_]|$)"))
            found = 1
    close(file)
    return found
}

# Cells that both columns may hold: a reason, or another requirement. Returns
# 1 when the cell is done with.
function common(id, text, column, other) {
    if (text == "")
        hole(id ": `" column "` is empty")
    else if (text ~ /^no:/) {
        reasons++
        if (text !~ /^no: .*[a-z]/)
            hole(id ": `" column "` has no reason")
    } else if (is_id(text)) {
        counts[column]++
        if (!(text in proven))
            hole(id ": `" column "` names " text ", which is no requirement")
        else if (is_id(other[text]) || other[text] ~ /^no:/)
            hole(id ": `" column "` names " text ", which shows nothing itself")
    } else
        return 0
    return 1
}

function check_proven(id,    count, i, name) {
    # A rule's row: which contract states it is found, not written down.
    if (proven[id] == "found") {
        counts["proven"]++
        if (!(id in stated))
            hole(id ": no contract states it")
        return
    }
    if (common(id, proven[id], "proven", proven)) {
        if (id in stated)
            hole(id ": stated at " stated[id] ", but not given in `proven`")
        return
    }
    counts["proven"]++
    count = split(proven[id], name, /, */)
    for (i = 1; i <= count; i++)
        if (!(name[i] in has_contract))
            hole(id ": no contract of a function " name[i])
        else if (!((name[i], id) in states) && !(id in by_predicate))
            hole(id ": the contract of " name[i] " does not name it")
}

function check_tested(id,    count, i, item, file) {
    if (tested[id] == "found") {
        counts["tested"]++
        if (!(id in headed))
            hole(id ": no test's first comment names it")
        return
    }
    # What cannot be broken may still be shown not to be.
    if (tested[id] ~ /^no:/ && id in headed) {
        counts["tested"]++
        return
    }
    if (common(id, tested[id], "tested", tested))
        return
    counts["tested"]++
    count = split(tested[id], item, /, */)
    for (i = 1; i <= count; i++) {
        if (item[i] == "probe") {
            if (!(id in probed))
                hole(id ": the probe has no line of it")
        } else if (item[i] ~ /^seed /) {
            seed = substr(item[i], 6)
            file = "corpus/" (seed ~ /\// ? "" : "calls/") seed
            sub(/.*\//, "", seed)
            if (!readable(file))
                hole(id ": no seed " file)
            else if (!((seed, id) in shows))
                hole(id ": the corpus index does not say it of " file)
        } else if (!readable(item[i]))
            hole(id ": no file " item[i])
        else if (!mentions(item[i], id))
            hole(id ": " item[i] " does not name it")
    }
}

END {
    for (n = 1; n <= ids; n++) {
        check_proven(order[n])
        check_tested(order[n])
    }
    for (id in stated)
        if (!(id in proven))
            hole(id ": stated at " stated[id] ", but no requirement")
    for (id in by_predicate)
        if (!(id in proven))
            hole(id ": a predicate at " by_predicate[id] ", but no requirement")
    for (id in cited)
        if (!(id in proven))
            hole(id ": cited at " cited[id] ", but no requirement")
    for (id in probed)
        if (!(id in proven))
            hole(id ": probed, but no requirement")
    for (id in shown)
        if (!(id in proven))
            hole(id ": shown by a seed at " shown[id] ", but no requirement")
    if (ids == 0)
        hole("no requirements found")
    printf "trace: %d requirements, %d proven, %d tested, ", ids,
        counts["proven"], counts["tested"]
    printf "%d reasons, %d holes\n", reasons, holes
    exit holes > 0
}
