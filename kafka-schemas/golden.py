#!/usr/bin/env python3
# Copyright the TF-LLMER on Flink authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the golden bytes of a released schema version, without any code of this project or of Avro.

    ./golden.py interactions 1

reads interactions/released/v1.avsc and every interactions/examples/valid/NAME.json, and writes
interactions/golden/v1-NAME.json and v1-NAME.avro. Run it once, when the version is released: it refuses to
write golden bytes again. It prints the version's fingerprint for the changelog.

Source: Avro 1.12 specification (binary encoding, parsing canonical form, CRC-64-AVRO, single-object encoding).
"""
import json
import struct
import sys
from pathlib import Path

EMPTY = 0xC15D213AA4D7A795
MASK = 0xFFFFFFFFFFFFFFFF


def fingerprint(data):
    table = []
    for i in range(256):
        value = i
        for _ in range(8):
            value = (value >> 1) ^ (EMPTY if value & 1 else 0)
        table.append(value)
    result = EMPTY
    for byte in data:
        result = (result >> 8) ^ table[(result ^ byte) & 0xFF]
    return result & MASK


def canonical(schema, namespace=""):
    """The schema's parsing canonical form: full names, no docs, defaults or logical types, keys in fixed order."""
    if isinstance(schema, str):
        return json.dumps(schema)
    if isinstance(schema, list):
        return "[" + ",".join(canonical(branch, namespace) for branch in schema) + "]"
    kind = schema["type"]
    if kind == "array":
        return '{"type":"array","items":' + canonical(schema["items"], namespace) + "}"
    if kind == "map":
        return '{"type":"map","values":' + canonical(schema["values"], namespace) + "}"
    if kind not in ("record", "enum"):
        return json.dumps(kind)
    namespace = schema.get("namespace", namespace)
    head = '{"name":' + json.dumps(namespace + "." + schema["name"]) + ',"type":' + json.dumps(kind)
    if kind == "enum":
        return head + ',"symbols":' + json.dumps(schema["symbols"], separators=(",", ":")) + "}"
    fields = ",".join(
        '{"name":' + json.dumps(field["name"]) + ',"type":' + canonical(field["type"], namespace) + "}"
        for field in schema["fields"])
    return head + ',"fields":[' + fields + "]}"


def kind_of(schema):
    return schema if isinstance(schema, str) else "union" if isinstance(schema, list) else schema["type"]


def complete(schema, value):
    """The value with every field, defaults filled in, in the order and of the types of the schema."""
    kind = kind_of(schema)
    if kind == "record":
        return {
            field["name"]: complete(field["type"], value.get(field["name"], field.get("default")))
            for field in schema["fields"]
        }
    if kind == "array":
        return [complete(schema["items"], element) for element in value]
    if kind == "map":
        return {key: complete(schema["values"], element) for key, element in value.items()}
    if kind == "union":
        return None if value is None else complete(schema[1], value)
    return float(value) if kind in ("float", "double") else value


def whole(number):
    """Zig-zag, then 7 bits a byte, lowest first."""
    number = (number << 1) ^ (number >> 63)
    result = bytearray()
    while number > 0x7F:
        result.append((number & 0x7F) | 0x80)
        number >>= 7
    result.append(number)
    return bytes(result)


def text(value):
    data = value.encode()
    return whole(len(data)) + data


def blocks(elements):
    return (whole(len(elements)) + b"".join(elements) if elements else b"") + whole(0)


def binary(schema, value):
    kind = kind_of(schema)
    if kind == "record":
        return b"".join(binary(field["type"], value[field["name"]]) for field in schema["fields"])
    if kind == "array":
        return blocks([binary(schema["items"], element) for element in value])
    if kind == "map":
        return blocks([text(key) + binary(schema["values"], element) for key, element in value.items()])
    if kind == "union":
        return whole(0) if value is None else whole(1) + binary(schema[1], value)
    if kind == "enum":
        return whole(schema["symbols"].index(value))
    if kind == "string":
        return text(value)
    if kind in ("int", "long"):
        return whole(value)
    if kind == "boolean":
        return b"\x01" if value else b"\x00"
    return struct.pack({"float": "<f", "double": "<d"}[kind], value)


def write_once(path, data):
    with path.open("xb") as file:
        file.write(data)


def main(topic, version):
    folder = Path(__file__).parent / topic
    schema = json.loads((folder / "released" / f"v{version}.avsc").read_text())
    mark = fingerprint(canonical(schema).encode())
    golden = folder / "golden"
    golden.mkdir(exist_ok=True)
    for example in sorted((folder / "examples" / "valid").glob("*.json")):
        value = complete(schema, json.loads(example.read_text()))
        plain = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
        name = f"v{version}-{example.stem}"
        write_once(golden / f"{name}.json", plain)
        write_once(golden / f"{name}.avro", b"\xc3\x01" + struct.pack("<Q", mark) + binary(schema, value))
    print(f"{topic} v{version}: fingerprint {mark:016x}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: golden.py TOPIC VERSION")
    main(sys.argv[1], int(sys.argv[2]))
