"""Writes pooling.keras with Keras, and what Keras makes of two images into pooling.json: pooling by windows of every kind
that Keras has, and the forms of ReLU.

Run with Keras 3.15 on TensorFlow: python3 make-pooling.py
The weights are drawn from a seed; nothing in the files comes from elsewhere.
"""

import json

import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(7)
random = np.random.default_rng(7)

network = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        *[layers.Conv2D(5, 3, activation=layers.LeakyReLU(0.1)), layers.MaxPooling2D(3, strides=2, padding="same")],  # 13
        *[layers.Conv2D(5, 1, activation="tanh"), layers.AveragePooling2D(3, strides=2, padding="same")],  # 7
        *[layers.Conv2D(5, 1, activation="relu6"), layers.MaxPooling2D(padding="same")],  # 4
        *[layers.Conv2D(5, 1), layers.ReLU(max_value=0.5, negative_slope=0.1), layers.AveragePooling2D((2, 2), strides=1)],  # 3
        *[layers.Conv2D(5, 1, activation="leaky_relu"), layers.MaxPooling2D(2, strides=1), layers.LeakyReLU()],  # 2
        *[layers.GlobalMaxPooling2D(), layers.Dense(10, activation="softmax")],
    ]
)
for weight in network.weights:
    weight.assign(random.normal(0, 0.6, weight.shape))

at = np.arange(2 * 784)
images = ((at * at * 31 + (at >> 5) * 17) % 256).astype("float32").reshape(2, 28, 28, 1) / 255
network.save("pooling.keras")
with open("pooling.json", "w") as file:
    json.dump(network.predict(images, verbose=0).tolist(), file)
