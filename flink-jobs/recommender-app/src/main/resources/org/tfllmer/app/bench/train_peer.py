# Copyright the TF-LLMER on Flink authors
# SPDX-License-Identifier: Apache-2.0
"""The other side of `recommender bench train`: the same model in PyTorch's own modules, one epoch a question.

The folder given as argument holds weights.safetensors and batches.jsonl (a batch of item sequences a line). Adam at 0.001
with 100 steps of warm-up, gradients clipped at 5, cross-entropy over the whole catalogue at each position that counts.
"""
import json
import math
import os
import struct
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

folder = sys.argv[1]
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))


def read_weights():
    with open(f"{folder}/weights.safetensors", "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], np.float32)
                                   .reshape(entry["shape"]).copy()) for name, entry in header.items()}


class Gru4Rec(nn.Module):
    def __init__(self, weights, question):
        super().__init__()
        d, layers = weights["items.base"].shape[1], question["layers"]
        self.drop = nn.Dropout(question["dropout"])
        self.gru = nn.GRU(d, d, layers, batch_first=True, dropout=question["dropout"] if layers > 1 else 0)
        self.output = nn.Linear(d, d)
        for i in range(layers):
            for ours, theirs in (("input", "ih"), ("state", "hh")):
                getattr(self.gru, f"weight_{theirs}_l{i}").data = weights[f"layers.{i}.{ours}.weight"]
                getattr(self.gru, f"bias_{theirs}_l{i}").data = weights[f"layers.{i}.{ours}.bias"]
        self.output.weight.data, self.output.bias.data = weights["output.weight"], weights["output.bias"]

    def forward(self, e):
        return self.output(self.gru(self.drop(e))[0])


class SasRec(nn.Module):
    def __init__(self, weights, question):
        super().__init__()
        d, self.layers, p = weights["items.base"].shape[1], question["layers"], question["dropout"]
        self.d, self.drop = d, nn.Dropout(p)
        self.position = nn.Parameter(weights["position"])
        self.norms = nn.ModuleList(nn.LayerNorm(d, eps=1e-8) for _ in range(2 * self.layers + 1))
        self.attentions = nn.ModuleList(
            nn.MultiheadAttention(d, question["heads"], dropout=p, batch_first=True) for _ in range(self.layers))
        self.inner = nn.ModuleList(nn.Linear(d, d) for _ in range(self.layers))
        self.outer = nn.ModuleList(nn.Linear(d, d) for _ in range(self.layers))
        for i in range(self.layers):
            name = f"layers.{i}."
            for module, part in ((self.norms[2 * i], "attention-norm"), (self.norms[2 * i + 1], "network-norm"),
                                 (self.attentions[i].out_proj, "attention-output"), (self.inner[i], "network-input"),
                                 (self.outer[i], "network-output")):
                module.weight.data, module.bias.data = weights[f"{name}{part}.weight"], weights[f"{name}{part}.bias"]
            self.attentions[i].in_proj_weight.data = weights[f"{name}query-key-value.weight"]
            self.attentions[i].in_proj_bias.data = weights[f"{name}query-key-value.bias"]
        self.norms[-1].weight.data, self.norms[-1].bias.data = weights["output-norm.weight"], weights["output-norm.bias"]

    def forward(self, e):
        length = e.shape[1]
        future = torch.triu(torch.ones(length, length, dtype=torch.bool), 1)
        x = self.drop(e * math.sqrt(self.d) + self.position[:length])
        for i in range(self.layers):
            q = self.norms[2 * i](x)
            x = x + self.drop(self.attentions[i](q, q, q, attn_mask=future, need_weights=False)[0])
            inner = self.drop(F.relu(self.inner[i](self.norms[2 * i + 1](x))))
            x = x + self.drop(self.outer[i](inner))
        return self.norms[-1](x)


def epoch(question):
    weights = read_weights()
    model = {"gru4rec": Gru4Rec, "sasrec": SasRec}[question["kind"]](weights, question)
    base, delta = weights["items.base"], nn.Parameter(weights["items.delta"])
    learned = [delta, *model.parameters()]
    adam = torch.optim.Adam(learned, lr=1e-3)
    batches = [json.loads(line) for line in open(f"{folder}/batches.jsonl")]
    start, total, positions = time.perf_counter(), 0.0, 0
    for step, batch in enumerate(batches, 1):
        batch = [sequence[-question["max_length"] - 1:] for sequence in batch]
        length = max(map(len, batch)) - 1
        items = torch.zeros(len(batch), length, dtype=torch.long)
        targets = torch.full((len(batch), length), -1)
        for row, sequence in enumerate(batch):
            items[row, :len(sequence) - 1] = torch.tensor(sequence[:-1])
            targets[row, :len(sequence) - 1] = torch.tensor(sequence[1:])
        e = F.normalize(base + delta, dim=-1)
        counted = targets.flatten() >= 0
        h = model(F.embedding(items, e)).flatten(0, 1)[counted]
        loss = F.cross_entropy(h @ e.T / question["temperature"], targets.flatten()[counted])
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 5)
        for group in adam.param_groups:
            group["lr"] = 1e-3 * min(1, step / 100)
        adam.step()
        total += loss.item() * len(h)
        positions += len(h)
    return {"seconds": time.perf_counter() - start, "loss": total / positions}


for line in sys.stdin:
    print(json.dumps(epoch(json.loads(line))), flush=True)
