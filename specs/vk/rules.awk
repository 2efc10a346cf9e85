# The requirement rows of rules.def, in the columns of requirements.md. `found`
# in a column means that trace.awk has to find where the ID is stated or tested.

function trim(text) { gsub(/^[ \t"]+|[ \t"]+$/, "", text); return text }

# VUID-VkX-y-00123 of a NAME with this end, "" for a name of ours.
function vuid(name, end,    stem, parts) {
    stem = name
    sub(/_[^_]*$/, "", stem)
    if (end == "") {
        end = name
        sub(/.*_/, "", end)
    }
    parts = split(end, unused, "-")
    if (parts == 2)
        sub(/_[^_]*$/, "", stem)
    gsub(/_/, "-", stem)
    return "VUID-" stem "-" end
}

function source(name, old, new,    first, later) {
    if (name ~ /^HLOCAL_/)
        return "own"
    first = vuid(name, old)
    later = vuid(name, new)
    return first == later ? first : first " (1.3.239), " later " (1.4.360)"
}

function word(answer) {
    return answer == "FAIL" ? "VALIDATION_FAILED" \
        : answer == "HANDLE" ? "INVALID_EXTERNAL_HANDLE" \
        : answer == "MANY" ? "TOO_MANY_OBJECTS" \
        : answer == "DEVMEM" ? "OUT_OF_DEVICE_MEMORY" \
        : answer == "LOG" ? "only reported" : answer
}

function answered(strict, cts, driver,    others) {
    if (strict == "SKIP")
        return "Reported, and nothing is done: "
    if (strict == "LOG")
        return "Reported, and the call goes on: "
    if (cts != strict && driver == cts)
        others = "; profiles cts, driver: " word(cts)
    else if (driver != strict)
        others = "; profile driver: " word(driver)
    return "Reported and refused (" word(strict) others "): "
}

function trim_left(text) { sub(/^[ \t]+/, "", text); return text }

/^[A-Z]+\([A-Z]/ { entry = $0; open = 1; if (entry !~ /"\)$/) next }
!open { next }
entry != $0 { entry = entry " " trim_left($0) }
entry !~ /"\)$/ { next }
{
    open = 0
    kind = entry
    sub(/\(.*/, "", kind)
    text = substr(entry, length(kind) + 2, length(entry) - length(kind) - 2)
    if (!match(text, /"[^"]*("[ ]+"[^"]*)*"$/))
        next
    sentence = substr(text, RSTART, RLENGTH)
    gsub(/"[ ]+"/, "", sentence)
    sentence = trim(sentence)
    count = split(substr(text, 1, RSTART - 1), part, /, */)
    for (i = 1; i <= count; i++)
        part[i] = trim(part[i])
    at = kind == "BATCH" ? 2 : 1
    id = part[1]
    from = source(part[at + 1], part[at + 2], part[at + 3])
    if (id in said) { # one more VUID of the requirement
        if (index(said[id], sentence) == 0)
            said[id] = said[id] "; or " sentence
        if (index(sources[id], from) == 0)
            sources[id] = sources[id] ", " from
        next
    }
    order[++ids] = id
    said[id] = answered(part[at + 4], part[at + 5], part[at + 6]) sentence
    sources[id] = from
    proven[id] = tested[id] = "found"
    if (kind == "SAME") {
        said[id] = "As VK_" part[2] ": " sentence
        sources[id] = "own"
        tested[id] = "VK_" part[2]
    } else if (kind == "U") {
        said[id] = "Cannot be broken: " sentence
        proven[id] = tested[id] = "no: " sentence
    } else if (kind == "BATCH")
        proven[id] = "VK_" part[2]
    else if (kind == "CHECKED")
        proven[id] = "no: the driver checks it; the model has no such " \
            "parameter, object or submission"
}

END {
    for (i = 1; i <= ids; i++)
        printf "| VK_%s | %s. | %s | %s | %s |\n", order[i], said[order[i]],
            sources[order[i]], proven[order[i]], tested[order[i]]
}
