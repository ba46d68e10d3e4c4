# Copyright the TF-LLMER on Flink authors
# SPDX-License-Identifier: Apache-2.0
"""Writes ease.csv: a random user-item matrix X, a ridge, and the scores X B of EASE after Steck 2019, by NumPy."""
import numpy as np

random = np.random.default_rng(20190519)
x = (random.random((9, 6)) < 0.4).astype(float)
ridge = 1.5
p = np.linalg.inv(x.T @ x + ridge * np.eye(6))
b = p / -np.diag(p)
np.fill_diagonal(b, 0)
with open("ease.csv", "w") as out:
    for row, scores in zip(x, x @ b):
        out.write(" ".join(str(i) for i in np.flatnonzero(row)) + "," + ",".join(repr(float(s)) for s in scores) + "\n")
