# Copyright the TF-LLMER on Flink authors
# SPDX-License-Identifier: Apache-2.0
"""The other side of `recommender bench score`: FAISS IndexFlatIP over items.npy, asked queries.npy in batches."""
import json
import os
import sys
import time

import faiss
import numpy as np

faiss.omp_set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
items, queries = (np.load(f"{sys.argv[1]}/{name}.npy") for name in ("items", "queries"))
index = faiss.IndexFlatIP(items.shape[1])
index.add(items)
for line in sys.stdin:
    question = json.loads(line)
    found = []
    start = time.perf_counter()
    for first in range(0, len(queries), question["batch"]):
        found.append(index.search(queries[first:first + question["batch"]], question["best"]))
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "items": np.concatenate([f[1] for f in found]).tolist(),
                      "scores": np.concatenate([f[0] for f in found]).tolist()}), flush=True)
