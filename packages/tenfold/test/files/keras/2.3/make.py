"""Writes the files of this folder with Keras itself, and what it makes of two images into expected.json.

Run with Keras 2.3.1 on Theano (python3-keras of Debian 11): KERAS_BACKEND=theano python3 make.py
The weights are drawn from a seed; nothing in the files comes from elsewhere. Theano pads evenly where TensorFlow does not, so that no network
here has strides and padding "same" at once; such a file is read as TensorFlow would run it.
"""

import json

import numpy as np
from keras import Input, Model, Sequential, layers


def sequence():
    """The kinds of layers that networks for digits are made of, one after the other."""
    return [
        layers.GaussianNoise(0.1, input_shape=(28, 28, 1)),
        layers.Conv2D(6, 5, strides=2, use_bias=False),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Conv2D(6, 3, padding="same"),
        layers.ReLU(),
        layers.SpatialDropout2D(0.1),
        layers.MaxPooling2D(),
        layers.SeparableConv2D(8, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(12, activation="relu"),
        layers.BatchNormalization(scale=False),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


def rows():
    """Gray images without a channel, and scores without a softmax."""
    return [layers.Flatten(input_shape=(28, 28)), layers.Dense(12, activation="relu"), layers.Dropout(0.2), layers.Dense(10)]


def nested():
    """Models in a model, of which two have layers of the same classes."""
    pixels = Input((28, 28, 1))
    ending = Model(pixels, layers.Conv2D(4, 3, activation="relu", name="inner")(pixels), name="stem")

    def block(filters, side, channels):
        first = layers.Conv2D(filters, 3, use_bias=False, input_shape=(side, side, channels))
        return Sequential([first, layers.BatchNormalization(), layers.ReLU()])

    return [ending, layers.MaxPooling2D(2), block(4, 13, 4), block(5, 11, 4), layers.Flatten(), layers.Dense(10, activation="softmax")]


def residual():
    """A Functional model: residual blocks."""
    pixels = Input((28, 28))
    x = layers.Reshape((28, 28, 1))(pixels)
    x = layers.Conv2D(6, 3, strides=2)(x)
    x = layers.Add()([x, layers.Conv2D(6, 3, padding="same", activation="relu")(x)])
    y = layers.BatchNormalization()(layers.Conv2D(8, 3, padding="same", use_bias=False)(x))
    y = layers.Conv2D(8, 3, padding="same")(layers.ReLU()(y))
    x = layers.ReLU()(layers.add([layers.Conv2D(8, 1)(x), y]))
    x = layers.GlobalAveragePooling2D()(x)
    return Model(pixels, layers.Dense(10)(layers.Dropout(0.2)(x)))


def images(count):
    """Bytes that are the same in every language."""
    at = np.arange(count * 784)
    return ((at * at * 31 + (at >> 5) * 17) % 256).astype("float32")


def write(name, model):
    draw = np.random.RandomState(42)
    weights = [draw.normal(0, 1.5 / np.prod(one.shape[:-1]) ** 0.5, one.shape) if one.ndim > 1 else np.abs(one + draw.normal(0, 0.2, one.shape)) + 0.01 for one in model.get_weights()]
    model.set_weights(weights)
    model.save(f"{name}.h5")
    told = model.predict(images(2).reshape((2, *model.input_shape[1:])) / 255)
    return [[round(float(value), 7) for value in row] for row in told]


expected = {
    "sequence": write("sequence", Sequential(sequence())),
    "rows": write("rows", Sequential(rows())),
    "nested": write("nested", Sequential(nested())),
    "residual": write("residual", residual()),
}
with open("expected.json", "w") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")
