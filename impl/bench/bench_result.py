"""Measurements: rounds, medians, the CSV."""

import csv
import json
import statistics


def quantile(values, part):
    """Linear between neighbours; the median at 0.5."""
    values = sorted(values)
    at = part * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


class Results:
    """Values by case key and system. A footprint or compact case has several
    keys, "KEY measure", each with its unit."""

    def __init__(self):
        self.values = {}    # (key, system): one value per round
        self.unit = {}      # key: "ns", "B", ...
        self.live = {}      # (key, system): live objects really there
        self.curves = {}    # (key, system): [(step, resident bytes)]
        self.trouble = []   # what crashed or did nothing, in words
        self.about = []     # the machine and the run, in words

    def add(self, key, system, value, unit="ns"):
        self.values.setdefault((key, system), []).append(value)
        self.unit[key] = unit

    def keys(self):
        return list(self.unit)

    def has(self, key, system):
        return bool(self.values.get((key, system)))

    def median(self, key, system):
        """None where the system did not run the case."""
        values = self.values.get((key, system))
        return statistics.median(values) if values else None

    def spread(self, key, system):
        values = self.values[(key, system)]
        return quantile(values, 0.25), quantile(values, 0.75)

    def write_csv(self, path):
        with open(path, "w", newline="") as file:
            out = csv.writer(file)
            out.writerow("case system unit live rounds min p25 median p75 max"
                         .split())
            for (key, system), values in self.values.items():
                low, high = self.spread(key, system)
                out.writerow([key, system, self.unit[key],
                              self.live.get((key, system), ""), len(values)] +
                             [f"{v:.4g}" for v in (
                                 min(values), low, statistics.median(values),
                                 high, max(values))])

    def save(self, path):
        """Everything, so that tables and plots can be made again."""
        tables = {name: [[*at, value] for at, value in
                         getattr(self, name).items()]
                  for name in ("values", "live", "curves")}
        with open(path, "w") as file:
            json.dump({"unit": self.unit, "trouble": self.trouble,
                       "about": self.about, **tables}, file)

    @staticmethod
    def load(path):
        with open(path) as file:
            saved = json.load(file)
        results = Results()
        for name in ("values", "live", "curves"):
            setattr(results, name, {(k, s): v for k, s, v in saved[name]})
        for name in ("unit", "trouble", "about"):
            setattr(results, name, saved[name])
        return results
