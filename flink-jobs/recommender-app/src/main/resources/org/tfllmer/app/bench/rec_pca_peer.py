# Copyright the TF-LLMER on Flink authors
# SPDX-License-Identifier: Apache-2.0
"""The other side of `recommender bench rec-pca`: scikit-learn's PCA and SciPy's eigsh on the same arrays.

Reads one JSON object a line, answers one. The folder given as argument holds embeddings.npy (X as it is, float32) and
edges.npy (each edge once: item, item, weight, as float32). Rows are scaled to length 1 and centred.
"""
import json
import sys
import time

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import LinearOperator, eigsh
from sklearn.decomposition import PCA

folder = sys.argv[1]


def prepared(dtype):
    x = np.load(f"{folder}/embeddings.npy").astype(dtype)
    lengths = np.linalg.norm(x, axis=1, keepdims=True)
    x /= np.where(lengths == 0, 1, lengths)
    return x - x.mean(axis=0)


def smoothing_matrix():
    """I − L = K^(−½) A K^(−½), and 1 where an item has a neighbour."""
    n = len(np.load(f"{folder}/embeddings.npy", mmap_mode="r"))
    one, other, weight = np.load(f"{folder}/edges.npy").astype(np.float64).T
    a = sp.coo_matrix((weight, (one.astype(int), other.astype(int))), shape=(n, n))
    a = (a + a.T).tocsr()
    degree = np.asarray(a.sum(axis=1)).ravel()
    scale = np.where(degree > 0, 1 / np.sqrt(np.where(degree > 0, degree, 1)), 0)
    return sp.diags(scale) @ a @ sp.diags(scale), (degree > 0).astype(float)


def conjugate_gradients(multiply, b, tolerance):
    y, residual = np.zeros_like(b), b.copy()
    direction, squares = b.copy(), residual @ residual
    goal = tolerance ** 2 * squares
    while squares > goal:
        product = multiply(direction)
        length = squares / (direction @ product)
        y += length * direction
        residual -= length * product
        before, squares = squares, residual @ residual
        direction = residual + squares / before * direction
    return y


def smoothed(strength, tolerance):
    x = prepared(np.float64)
    m, connected = smoothing_matrix()

    def laplacian(v):
        return connected * v - m @ v

    def multiply(v):
        return x.T @ conjugate_gradients(lambda u: u + strength * laplacian(u), x @ v.ravel(), tolerance)

    return LinearOperator((x.shape[1], x.shape[1]), matvec=multiply, dtype=np.float64)


def spectral(strength, tolerance):
    x = prepared(np.float64)
    m, _ = smoothing_matrix()
    top = np.linalg.eigvalsh(x.T @ x)[-1]

    def multiply(v):
        v = v.ravel()
        return (1 - strength) / top * (x @ (x.T @ v)) + strength * (m @ v)

    return LinearOperator((len(x), len(x)), matvec=multiply, dtype=np.float64)


def residual(operator, values, vectors):
    products = np.column_stack([operator.matvec(v) for v in vectors.T])
    return float(np.linalg.norm(products - vectors * values, axis=0).max() / values.max())


def run(question):
    kind, d = question["kind"], question["dimension"]
    if kind.startswith("pca-"):
        x = np.load(f"{folder}/embeddings.npy").astype(np.dtype(question["type"]))
        lengths = np.linalg.norm(x, axis=1, keepdims=True)
        x /= np.where(lengths == 0, 1, lengths)
        start = time.perf_counter()
        PCA(d, svd_solver=kind[4:], random_state=0).fit_transform(x)
        return {"seconds": time.perf_counter() - start, "residual": 0.0}
    operator = {"smoothed": smoothed, "spectral": spectral}[kind](question["strength"], question["inner_tolerance"])
    start = time.perf_counter()
    values, vectors = eigsh(operator, d, which="LA", tol=question["tolerance"])
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "residual": residual(operator, values, vectors)}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
