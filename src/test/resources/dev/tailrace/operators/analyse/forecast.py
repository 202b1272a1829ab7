#!/usr/bin/env python3
"""Writes forecast.csv: Holt-Winters over the airline passengers of Box and Jenkins (1949 to 1951), computed from the
recursions as they are printed, each from the whole history and in exact fractions. Standard library only.

Level, trend and season by Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 8.3;
the beginning by Hyndman, "Initializing the Holt-Winters method" (2010)."""
import csv
import os
from fractions import Fraction as F

Y = [F(v) for v in (112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
                    115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
                    145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166)]
M, H = 12, 5
ALPHA, BETA, GAMMA = F(3, 10), F(1, 10), F(2, 10)


def y(t):
    return Y[t - 1]


def run(additive):
    level, trend, season = {}, {}, {}
    level[M] = sum(y(t) for t in range(1, M + 1)) / M
    trend[M] = sum((y(M + i) - y(i)) / M for i in range(1, M + 1)) / M
    for i in range(1, M + 1):
        season[i] = y(i) - level[M] if additive else y(i) / level[M]

    def forecast(t, h):
        k = (h - 1) // M
        line = level[t] + h * trend[t]
        part = season[t + h - M * (k + 1)]
        return line + part if additive else line * part

    rows = []
    for t in range(M + 1, len(Y) + 1):
        fitted = forecast(t - 1, 1)
        before = level[t - 1] + trend[t - 1]
        old = season[t - M]
        level[t] = ALPHA * (y(t) - old if additive else y(t) / old) + (1 - ALPHA) * before
        trend[t] = BETA * (level[t] - level[t - 1]) + (1 - BETA) * trend[t - 1]
        season[t] = GAMMA * (y(t) - before if additive else y(t) / before) + (1 - GAMMA) * old
        if t >= 2 * M:
            rows.append([int(y(t)), '' if t == 2 * M else repr(float(fitted)), repr(float(forecast(t, H))),
                         repr(float(level[t])), repr(float(trend[t])), repr(float(season[t]))])
    return rows


here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, 'forecast.csv'), 'w', newline='') as f:
    out = csv.writer(f, lineterminator='\n')
    out.writerow(['method', 'value', 'fitted', 'forecast', 'level', 'trend', 'season'])
    for name, additive in (('additive', True), ('multiplicative', False)):
        for row in run(additive):
            out.writerow([name] + row)
