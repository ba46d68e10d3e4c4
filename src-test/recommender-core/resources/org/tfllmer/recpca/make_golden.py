#!/usr/bin/env python3
# Copyright the TF-LLMER on Flink authors
# SPDX-License-Identifier: Apache-2.0
"""Writes golden.json: Rec-PCA in dense NumPy/SciPy over a grid of options. Debian: python3-numpy python3-scipy."""
import itertools
import json

import numpy as np
from scipy import linalg, stats

N, D, DIMENSION = 120, 36, 3


def inputs():
    random = np.random.default_rng(4)
    spectrum = np.arange(1, D + 1) ** -1.2
    x = (random.standard_normal((N, D)) * spectrum) @ stats.ortho_group.rvs(D, random_state=1) + 0.1
    x[17] = 0  # an item without a vector
    edges = {}
    for _ in range(400):
        i, j = random.integers(0, N - 5, 2)  # the last five have no neighbour
        if i != j:
            edges[min(i, j), max(i, j)] = float(round(random.uniform(0.2, 3), 3))
    return np.round(x, 4).astype(np.float32), edges


def laplacian(edges, form):
    a = np.zeros((N, N))
    for (i, j), weight in edges.items():
        a[i, j] = a[j, i] = weight
    degree = a.sum(1)
    linked = degree > 0
    if form == "combinatorial":
        return (np.diag(degree) - a) / degree[linked].mean(), linked
    scale = np.where(linked, 1 / np.sqrt(np.where(linked, degree, 1)), 0)
    return np.diag(linked.astype(float)) - scale[:, None] * a * scale, linked


def prepared(x, row_scaling, centring):
    x = x.astype(np.float64)
    present = np.linalg.norm(x, axis=1) > 0
    if row_scaling:
        x[present] /= np.linalg.norm(x[present], axis=1, keepdims=True)
    if centring:
        x[present] -= x[present].mean(0)
    return x


def leading(matrix):
    values, vectors = linalg.eigh(matrix)
    return values[::-1][:DIMENSION], vectors[:, ::-1][:, :DIMENSION]


def solve(x, edges, formulation, smoothness, row_scaling, centring, form):
    x = prepared(x, row_scaling, centring)
    l, linked = laplacian(edges, form)
    if formulation == "projection":
        values, w = leading(x.T @ x - smoothness * x.T @ l @ x)
        return values, w, x @ w, values.sum()
    if formulation == "smoothed":
        inverse = linalg.inv(np.eye(N) + smoothness * l)
        values, w = leading(x.T @ inverse @ x)
        z = inverse @ x @ w
        return values, w, z, np.sum((x - z @ w.T) ** 2) + smoothness * np.trace(z.T @ l @ z)
    top = linalg.norm(x, 2) ** 2
    wish = (np.eye(N) - l) * linked[:, None]
    values, q = leading((1 - smoothness) * x @ x.T / top + smoothness * wish)
    w = linalg.lstsq(x, q)[0]
    z = np.where(linked[:, None], q, x @ w)
    return values, w, z, values.sum()


def main():
    x, edges = inputs()
    grid = [("projection", s) for s in (0.0, 0.5, 3.0)] + [("smoothed", s) for s in (0.0, 2.0, 30.0)]
    grid += [("spectral", s) for s in (0.0, 0.1, 0.7)]
    cases = []
    for (formulation, smoothness), row_scaling, centring, form in itertools.product(
            grid, (True, False), (True, False), ("normalised", "combinatorial")):
        values, w, z, objective = solve(x, edges, formulation, smoothness, row_scaling, centring, form)
        cases.append({
            "formulation": formulation, "smoothness": smoothness, "rowScaling": row_scaling, "centring": centring,
            "laplacian": form, "eigenvalues": values.tolist(), "objective": float(objective),
            "basis": [float(f"{v:.9g}") for v in w.ravel()], "items": [float(f"{v:.9g}") for v in z.ravel()]})
    golden = {
        "rows": N, "columns": D, "dimension": DIMENSION, "embeddings": [float(f"{v:.6g}") for v in x.ravel()],
        "from": [int(i) for i, _ in edges], "to": [int(j) for _, j in edges], "weight": list(edges.values()),
        "cases": cases}
    with open("golden.json", "w") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
