"""Writes known.keras and known.h5 with Keras 3.15.1: a model that takes a region, an age and two more numbers beside the images, and what it makes of two
images and rows of numbers into known.json.

Run as KERAS_BACKEND=torch python3 make-known.py (numpy will do as well). The weights are drawn from a seed.
"""

import json

import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(11)
images = keras.Input((28, 28, 1), name="images")
region = keras.Input((1,), dtype="int32", name="region")
age = keras.Input((1,), name="age")
pen = keras.Input((2,), name="pen")
known = layers.Concatenate()([layers.Flatten()(layers.Embedding(3, 4)(region)), age])
hidden = layers.Dense(6, activation="tanh", bias_initializer="uniform")(known)
scale = layers.Reshape((1, 1, 4))(layers.Dense(4, activation="sigmoid")(hidden))
shift = layers.Dense(4, bias_initializer="uniform")(hidden)
x = layers.MaxPooling2D(4)(layers.Conv2D(4, 5, activation="relu")(images))
x = layers.Add()([layers.Multiply()([x, scale]), layers.Reshape((1, 1, 4))(shift)])
x = layers.Concatenate()([layers.Dense(3)(pen), layers.Flatten()(x), age])
x = layers.Dense(8, activation="relu", bias_initializer="uniform")(x)
model = keras.Model([images, region, age, pen], layers.Dense(10, activation="softmax")(x), name="known")
model.save("known.keras")
model.save("known.h5")

pixels = np.array([(at * at * 31 + (at >> 5) * 17) % 256 for at in range(2 * 784)], np.float32).reshape(2, 28, 28, 1) / 255
rows = [np.array([[2], [0]]), np.array([[0.5], [-1.25]], np.float32), np.array([[1, -0.5], [0.25, 2]], np.float32)]
with open("known.json", "w") as file:
    json.dump(keras.ops.convert_to_numpy(model([pixels, *rows])).tolist(), file)
