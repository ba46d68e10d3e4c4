"""Writes item_embeddings.npy of this folder (needs NumPy)."""
import os

import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))
np.save("item_embeddings.npy", np.array([[1, 0], [0.5, 0.5], [0, -2], [0, -4]], dtype="<f2"))
