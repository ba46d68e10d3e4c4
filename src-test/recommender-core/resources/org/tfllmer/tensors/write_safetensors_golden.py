"""Writes the safetensors files of this folder: python3 write_safetensors_golden.py.

They are put together byte by byte from the published format (github.com/huggingface/safetensors), and so depend on no
implementation of it.
"""
import json
import os
import struct

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def safetensors(path, header, data, pad):
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    if pad:
        text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def all_types():
    tensors = [
        ("doubles", "F64", [2], struct.pack("<2d", 0.1, -1e300)),
        ("counts", "I64", [3], struct.pack("<3q", -1, 0, 2**62 + 1)),
        ("items.offsets", "I64", [4], struct.pack("<4q", 0, 3, 3, 11)),
        ("basis", "F32", [2, 3], struct.pack("<6f", 1.5, -2.5, 0.0, 3.25, float("inf"), 1e-40)),
        ("scalar", "F32", [], struct.pack("<f", 7.0)),
        ("none", "F32", [0, 4], b""),
        ("ids", "I32", [2, 1], struct.pack("<2i", -5, 2**31 - 1)),
        ("halves", "F16", [1, 4], struct.pack("<4e", 1.0, -0.5, 65504.0, 2.0**-24)),
        ("mask", "U8", [3], bytes([0, 1, 255])),
        ("items.bytes", "U8", [11], "teaçaöü!".encode()),
    ]
    header = {"__metadata__": {"format": "tf-llmer", "made for": "“quotes” & ünïcode"}}
    data = b""
    for name, dtype, shape, values in tensors:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    safetensors("all-types.safetensors", header, data, pad=True)


def other_order():
    header = {
        "second": {"shape": [2], "data_offsets": [3, 11], "dtype": "F32"},
        "first": {"data_offsets": [0, 3], "dtype": "U8", "shape": [3]},
    }
    safetensors("other-order.safetensors", header, bytes([1, 2, 3]) + struct.pack("<2f", 4.5, -6.0), pad=False)


all_types()
other_order()
