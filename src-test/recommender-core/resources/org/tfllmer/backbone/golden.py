"""Writes sasrec.json and gru4rec.json: both backbones in PyTorch's own modules, with weights, inputs and outputs.

Run beside this file: /usr/bin/python3 golden.py   (Debian python3-torch 1.13)
"""
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

ITEMS, TAU = 13, 0.1
HISTORIES = [[3, 7, 7, 1, 12, 0], [5, 2], [9, 4, 11, 6], [8, 10, 0, 3, 2]]


def item_vectors(base, delta):
    return F.normalize(base + delta, dim=-1)


class SasRec(nn.Module):
    def __init__(self, d, layers, heads, hidden, length):
        super().__init__()
        self.d, self.layers = d, layers
        self.position = nn.Parameter(torch.randn(length, d))
        self.norms = nn.ModuleList(nn.LayerNorm(d, eps=1e-8) for _ in range(2 * layers + 1))
        self.attentions = nn.ModuleList(nn.MultiheadAttention(d, heads, batch_first=True) for _ in range(layers))
        self.inner = nn.ModuleList(nn.Linear(d, hidden) for _ in range(layers))
        self.outer = nn.ModuleList(nn.Linear(hidden, d) for _ in range(layers))

    def forward(self, e):
        length = e.shape[1]
        future = torch.triu(torch.ones(length, length, dtype=torch.bool), 1)
        x = e * math.sqrt(self.d) + self.position[:length]
        for i in range(self.layers):
            q = self.norms[2 * i](x)
            x = x + self.attentions[i](q, q, q, attn_mask=future, need_weights=False)[0]
            x = x + self.outer[i](F.relu(self.inner[i](self.norms[2 * i + 1](x))))
        return self.norms[-1](x)

    def named(self):
        weights = {"position": self.position}
        for i in range(self.layers):
            parts = {
                "attention-norm": (self.norms[2 * i].weight, self.norms[2 * i].bias),
                "query-key-value": (self.attentions[i].in_proj_weight, self.attentions[i].in_proj_bias),
                "attention-output": (self.attentions[i].out_proj.weight, self.attentions[i].out_proj.bias),
                "network-norm": (self.norms[2 * i + 1].weight, self.norms[2 * i + 1].bias),
                "network-input": (self.inner[i].weight, self.inner[i].bias),
                "network-output": (self.outer[i].weight, self.outer[i].bias),
            }
            for name, (weight, bias) in parts.items():
                weights[f"layers.{i}.{name}.weight"] = weight
                weights[f"layers.{i}.{name}.bias"] = bias
        weights["output-norm.weight"] = self.norms[-1].weight
        weights["output-norm.bias"] = self.norms[-1].bias
        return weights


class Gru4Rec(nn.Module):
    def __init__(self, d, layers, hidden):
        super().__init__()
        self.layers = layers
        self.gru = nn.GRU(d, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, d)

    def forward(self, e):
        return self.output(self.gru(e)[0])

    def named(self):
        weights = {}
        for i in range(self.layers):
            for ours, theirs in [("input", "ih"), ("state", "hh")]:
                weights[f"layers.{i}.{ours}.weight"] = getattr(self.gru, f"weight_{theirs}_l{i}")
                weights[f"layers.{i}.{ours}.bias"] = getattr(self.gru, f"bias_{theirs}_l{i}")
        weights["output.weight"] = self.output.weight
        weights["output.bias"] = self.output.bias
        return weights


def write(path, model, d, normalise_sequence, options):
    base, delta = torch.randn(ITEMS, d), 0.3 * torch.randn(ITEMS, d)
    for parameter in model.parameters():  # first values such as 0 and 1 would hide a mistake
        parameter.data += 0.2 * torch.randn_like(parameter)
    e = item_vectors(base, delta)
    length = max(map(len, HISTORIES))
    padded = torch.tensor([h + [0] * (length - len(h)) for h in HISTORIES])
    vectors = model(e[padded])
    if normalise_sequence:
        vectors = F.normalize(vectors, dim=-1)
    targets = torch.tensor([h[1:] + [-100] * (length - len(h) + 1) for h in HISTORIES])
    loss = F.cross_entropy((vectors @ e.T / TAU).reshape(-1, ITEMS), targets.reshape(-1))
    weights = {"items.base": base, "items.delta": delta, **model.named()}
    with open(path, "w") as out:
        json.dump({
            "options": {**options, "dimension": d, "temperature": TAU},
            "weights": {name: {"shape": list(w.shape), "values": w.flatten().tolist()} for name, w in weights.items()},
            "histories": HISTORIES,
            "itemVectors": e.tolist(),
            "sequenceVectors": [vectors[i, :len(h)].tolist() for i, h in enumerate(HISTORIES)],
            "loss": loss.item(),
        }, out)
        out.write("\n")


torch.manual_seed(20)
write("sasrec.json", SasRec(8, 2, 2, 12, 9), 8, True,
      {"kind": "SASREC", "layers": 2, "heads": 2, "hidden": 12, "maxLength": 9, "normalisation": "ITEMS_AND_SEQUENCE"})
write("gru4rec.json", Gru4Rec(8, 2, 10), 8, False,
      {"kind": "GRU4REC", "layers": 2, "heads": 1, "hidden": 10, "maxLength": 9, "normalisation": "ITEMS"})
