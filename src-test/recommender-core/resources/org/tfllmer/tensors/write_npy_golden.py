"""Writes the .npy files and the float16 checksums of this folder: python3 write_npy_golden.py (needs NumPy)."""
import os
import zlib

import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def npy():
    values = np.array([[0.1, -2.0, 3e-6], [65504.0, -0.0, 6e-8], [1.0, 2.0, 4.0], [np.inf, -np.inf, 5e-5]])
    np.save("float16.npy", values.astype("<f2"))
    np.save("float32.npy", values.astype("<f4"))
    np.save("float64.npy", values.astype("<f8"))
    with open("float32-version-2.npy", "wb") as out:
        np.lib.format.write_array(out, values.astype("<f4"), version=(2, 0))
    np.save("no-rows.npy", np.zeros((0, 5), "<f4"))
    np.save("fortran.npy", np.asfortranarray(values.astype("<f4")))
    np.save("big-endian.npy", values.astype(">f4"))
    np.save("int64.npy", np.arange(6).reshape(2, 3))
    np.save("vector.npy", np.arange(6, dtype="<f4"))
    np.save("structured.npy", np.zeros(2, dtype=[("a", "<f4")]))


def bits_of(floats):
    bits = floats.astype("<f4").view("<u4")
    bits[np.isnan(floats)] = 0x7FC00000  # one NaN for all, as processors differ in what they keep of it
    return bits


def float16():
    halves = np.arange(65536, dtype="<u2").view("<f2")
    floats = (np.arange(65536, dtype="<u4") * np.uint32(65537)).view("<f4")
    floats = floats[~np.isnan(floats)]
    with np.errstate(over="ignore"):
        rounded = floats.astype("<f2")
    with open("float16.properties", "w") as out:
        out.write("# CRC-32 of the little-endian results; write_npy_golden.py says of which numbers\n")
        out.write(f"to-float={zlib.crc32(bits_of(halves).tobytes())}\n")
        out.write(f"from-float={zlib.crc32(rounded.tobytes())}\n")


npy()
float16()
