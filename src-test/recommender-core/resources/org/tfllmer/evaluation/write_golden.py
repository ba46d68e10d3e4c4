"""Writes rankings.csv: python3 write_golden.py (needs NumPy, SciPy and scikit-learn).

A line is one case: which item is relevant, cutoff, rank, hit, NDCG, reciprocal rank, then the scores. The first half has
no ties: NDCG is scikit-learn's. The second half has many: rank is SciPy's, which puts tied items at the last place.
"""
import os

import numpy as np
from scipy.stats import rankdata
from sklearn.metrics import label_ranking_average_precision_score, ndcg_score

os.chdir(os.path.dirname(os.path.abspath(__file__)))
random = np.random.default_rng(11)


def case(scores, relevant, cutoff):
    rank = int(rankdata(-scores, method="max")[relevant])
    hit = rank <= cutoff
    # Breaking the ties by hand, against the relevant item, lets scikit-learn judge them too.
    untied = np.argsort(np.argsort(scores, kind="stable"), kind="stable").astype(float)
    untied[relevant] = np.min(untied[scores == scores[relevant]]) - 0.5
    truth = np.zeros((1, len(scores)))
    truth[0, relevant] = 1
    ndcg = ndcg_score(truth, untied[None], k=cutoff, ignore_ties=True)
    reciprocal = label_ranking_average_precision_score(truth, untied[None]) if hit else 0.0
    return [relevant, cutoff, rank, int(hit), repr(float(ndcg)), repr(float(reciprocal)), *scores]


with open("rankings.csv", "w") as out:
    for number in range(200):
        size = int(random.integers(2, 40))
        tied = number >= 100
        scores = random.integers(-3, 4, size) / 4 if tied else random.permutation(size) / 8 - 2
        line = case(scores, int(random.integers(size)), int(random.choice([1, 5, 10, 20])))
        print(*line, sep=",", file=out)
