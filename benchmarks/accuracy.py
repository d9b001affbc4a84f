"""How good the forecasts are, against six peers on published years. Used by benchmarks/run; standard library only.

Forecasts and peers' forecasts have the columns la_code, age_group, year, quantile, value. The weighted quantile loss
is 2 * sum of pinball losses / sum of actuals, averaged over seven quantiles; every ratio is over the series that all
forecasters have.
"""
import collections, csv, glob, gzip, os

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
GROUPS = ("Under 5", "5-10", "11-15", "16-19", "20-25", "Total")


def forecasts(path):
    series = collections.defaultdict(dict)
    with (gzip.open(path, "rt", newline="") if path.endswith(".gz") else open(path, newline="")) as handle:
        for row in csv.DictReader(handle):
            series[row["la_code"], row["age_group"], int(row["year"])][round(float(row["quantile"]), 3)] = float(row["value"])
    return {key: [values[q] for q in QUANTILES] for key, values in series.items() if len(values) == len(QUANTILES)}


def actuals(path):
    with open(path, newline="", encoding="utf-8-sig") as handle:
        return {(row["la_code"], row["age_group"], int(row["year"])): float(row["value"])
                for row in csv.DictReader(handle) if row["geography"] == "la" and row["value"] not in ("", "x", "z", "c")}


def score(made, truth, keys):
    """Weighted quantile loss, share of outcomes in the middle 80 %, error of the middle, bias."""
    total = sum(truth[key] for key in keys)
    loss = sum(2 * max(q * (truth[key] - value), (q - 1) * (truth[key] - value)) / len(QUANTILES)
               for key in keys for q, value in zip(QUANTILES, made[key]))
    inside = sum(made[key][1] <= truth[key] <= made[key][5] for key in keys)
    error = sum(abs(made[key][3] - truth[key]) for key in keys)
    bias = sum(made[key][3] - truth[key] for key in keys)
    return loss / total, inside / len(keys), error / total, bias / total


def table(origin, ours_path, panel_path, peers_folder):
    """Rows: group, forecasts, error, loss, coverage, bias, best peer, its loss, ratio."""
    ours, truth = forecasts(ours_path), actuals(panel_path)
    peers = {os.path.basename(path).split(".csv")[0]: forecasts(path)
             for path in sorted(glob.glob(os.path.join(peers_folder, f"origin-{origin}", "*.csv.gz")))}
    common = set(ours) & set(truth)
    for peer in peers.values():
        common &= set(peer)
    rows = []
    for group in GROUPS:
        keys = sorted(key for key in common if key[1] == group)
        if not keys or not peers:
            continue
        loss, inside, error, bias = score(ours, truth, keys)
        best, name = min((score(peer, truth, keys)[0], name) for name, peer in peers.items())
        rows.append((group, len(keys), error, loss, inside, bias, name, best, loss / best))
    return rows


def report(origin, rows):
    lines = [f"From January {origin}: weighted quantile loss against the best of six peers",
             f"    {'group':8} {'n':>4} {'error':>7} {'loss':>7} {'80 %':>5} {'bias':>7}  best peer                  ratio"]
    for group, count, error, loss, inside, bias, name, best, ratio in rows:
        lines.append(f"    {group:8} {count:4d} {error:7.4f} {loss:7.4f} {inside:5.2f} {bias:+7.3f}  {name:18} {best:.4f}  {ratio:5.2f}")
    five = [row for row in rows if row[0] != "20-25"]
    mean = sum(row[-1] for row in five) / len(five)
    limit = {2019: 0.95, 2020: 0.90}.get(origin)
    fine = (limit is None or mean <= limit) and all(row[-1] <= 1.05 and 0.70 <= row[4] <= 0.92 for row in five)
    lines.append(f"    mean ratio of five groups {mean:.3f}" + (f", limit {limit:.2f}" if limit else "") + f": {'met' if fine else 'MISSED'}")
    return "\n".join(lines), fine
