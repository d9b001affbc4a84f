#!/usr/bin/env python3
"""The rival of `kernels transitions`: the same projection in NumPy, all simulations at once.

    transitions.py MODEL REDRAWING SIMULATIONS YEARS

MODEL is the JSON that the kernel wrote. What is drawn is drawn by one call for all pairs of a simulation and a state that
need it, with Generator.binomial, beta and standard_gamma: parameters only where somebody is (as the kernel does, and as is
quickest), Dirichlet shares broken off one after the other, which takes fewer numbers than whole Dirichlet vectors because
few move. The answers are mean and standard deviation of all plans, by year. Needs NumPy.
"""
import json, sys

import numpy

from served import serve


class Model:
    """The estimates with the rules that nobody is lost: see transitions-demo/README.md."""

    def __init__(self, path):
        with open(path) as handle:
            data = json.load(handle)
        states = [tuple(state) for state in data["states"]]
        position = {state: index for index, state in enumerate(states)}
        self.count, self.first_ncy = len(states), data["ncys"][0]
        self.leaving, self.moving = numpy.array(data["leaving"]).T, numpy.array(data["moving"]).T
        self.staying = numpy.array([position.get((ncy + 1, need, setting), -1) for ncy, need, setting in states])
        self.opening = numpy.array(data["opening"], dtype=numpy.int32)
        self.residents = data["residents"]
        self.share_state, self.share_a, self.share_b = [], [], []
        self.start, self.end = numpy.zeros(self.count, int), numpy.zeros(self.count, int)
        for index, (ncy, _, _) in enumerate(states):
            items = [(position[ncy + 1, int(need), int(setting)], weight)
                     for need, setting, weight in data["destinations"][index] if (ncy + 1, int(need), int(setting)) in position]
            self.start[index], self.end[index] = self.add(items)
        self.joiners = []
        for ncy, weights in zip(data["ncys"], data["joining"]):
            if weights is None:
                continue
            own = [index for index, state in enumerate(states) if state[0] == ncy]
            needs = []
            for need in sorted({states[index][1] for index in own}):
                items = [(index, data["joinerWeights"][index]) for index in own if states[index][1] == need]
                needs.append((sum(weight for _, weight in items), *self.add(items)))
            self.joiners.append((ncy - self.first_ncy, weights, needs))
        self.share_state, self.share_a, self.share_b = map(numpy.array, (self.share_state, self.share_a, self.share_b))

    def add(self, items):
        """Lines up destinations, the likeliest first, each with the weight of those after it."""
        items = sorted(items, key=lambda item: -item[1])
        start, rest = len(self.share_state), sum(weight for _, weight in items)
        for place, (state, weight) in enumerate(items):
            rest -= weight
            self.share_state.append(state)
            self.share_a.append(weight)
            self.share_b.append(rest if place + 1 < len(items) else 0.0)
        return start, len(self.share_state)


class Simulation:
    def __init__(self, model, once, simulations, years):
        self.model, self.once, self.simulations, self.years = model, once, simulations, years
        self.random = numpy.random.Generator(numpy.random.PCG64(2026))

    def rates(self, kept, rows, columns, a, b):
        """Beta numbers at pairs of simulation and column: kept ones where a parameter is drawn once a simulation."""
        if kept is None:
            return self.random.beta(a[columns], b[columns])
        flat = rows * kept.shape[1] + columns
        values = kept.reshape(-1)[flat]
        new = numpy.isnan(values)
        if new.any():
            columns = columns[new]
            values[new] = self.random.beta(a[columns], b[columns])
            kept.reshape(-1)[flat[new]] = values[new]
        return values

    def share_out(self, rows, heads, start, end, closing):
        """Sends heads to the destinations start..<end, one after the other."""
        model = self.model
        index = start.copy()
        while len(rows):
            last = index + 1 >= end
            count = heads.copy()
            some = ~last
            if some.any():
                share = self.rates(self.shares, rows[some], index[some], model.share_a, model.share_b)
                count[some] = self.random.binomial(heads[some], share)
            numpy.add.at(closing, (rows, model.share_state[index]), count)
            heads = heads - count
            on = heads > 0
            rows, heads, index, end = rows[on], heads[on], index[on] + 1, end[on]

    def step(self, stock, year):
        model, random = self.model, self.random
        closing = numpy.zeros_like(stock)
        rows, states = numpy.nonzero(stock)
        heads = stock[rows, states]
        left = random.binomial(heads, self.rates(self.leaving, rows, states, *model.leaving))
        rest = heads - left
        on = rest > 0
        rows, states, rest = rows[on], states[on], rest[on]
        stays, moves = model.staying[states] >= 0, model.end[states] > model.start[states]
        movers = numpy.where(stays, 0, rest)
        both = stays & moves
        movers[both] = random.binomial(rest[both], self.rates(self.moving, rows[both], states[both], *model.moving))
        closing[rows[stays], model.staying[states[stays]]] += (rest - movers)[stays].astype(closing.dtype)
        on = (movers > 0) & moves
        self.share_out(rows[on], movers[on], model.start[states[on]], model.end[states[on]], closing)
        for index, (ncy, weights, needs) in enumerate(model.joiners):
            rate, shares = self.joiner_rates(index, weights, needs)
            left = random.binomial(model.residents[year][ncy], rate)
            for place, (_, start, end) in enumerate(needs):
                count = left if place + 1 == len(needs) else random.binomial(left, shares[place])
                left = left - count
                rows = numpy.nonzero(count)[0]
                self.share_out(rows, count[rows], numpy.full(len(rows), start), numpy.full(len(rows), end), closing)
        return closing

    def joiner_rates(self, index, weights, needs):
        """The rate of new plans and each need's share of those not yet shared out, for every simulation."""
        if self.once and self.joining[index] is not None:
            return self.joining[index]
        rate = self.random.beta(*weights, size=self.simulations)
        alphas = numpy.array([weight for weight, _, _ in needs])
        shares = self.random.standard_gamma(alphas[:, None], size=(len(needs), self.simulations))
        rest = numpy.cumsum(shares[::-1], axis=0)[::-1]
        self.joining[index] = rate, numpy.minimum(shares / rest, 1)
        return self.joining[index]

    def run(self):
        model = self.model
        self.leaving = self.moving = self.shares = None
        self.joining = [None] * len(model.joiners)
        if self.once:
            self.leaving = numpy.full((self.simulations, model.count), numpy.nan)
            self.moving = self.leaving.copy()
            self.shares = numpy.full((self.simulations, len(model.share_state)), numpy.nan)
        stock = numpy.tile(model.opening, (self.simulations, 1))
        answer = []
        for year in range(self.years):
            stock = self.step(stock, year)
            totals = stock.sum(axis=1)
            answer += [totals.mean(), totals.std(ddof=1)]
        return answer


if __name__ == "__main__":
    path, redrawing, simulations, years = sys.argv[1:]
    serve(Simulation(Model(path), redrawing == "once_per_draw", int(simulations), int(years)).run)
