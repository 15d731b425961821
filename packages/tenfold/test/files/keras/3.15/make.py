"""Writes the files of this folder with Keras itself, and what it makes of two images into expected.json.

Run with Keras 3.15.1 and TensorFlow 2.21: python3 make.py
The weights are drawn from a seed; nothing in the files comes from elsewhere.
"""

import json

import keras
import numpy as np
from keras import Input, Model, Sequential, layers

keras.utils.set_random_seed(42)


def sequence():
    """The kinds of layers that networks for digits are made of, and augmentation, one after the other."""
    return [
        Input((28, 28, 1)),
        layers.RandomRotation(0.03),
        layers.Rescaling(1 / 255),
        layers.Conv2D(6, 5, strides=2, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.DepthwiseConv2D(3, padding="same"),
        layers.ReLU(),
        layers.SpatialDropout2D(0.1),
        layers.MaxPooling2D(),
        layers.SeparableConv2D(8, 3, activation="swish"),
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
    """Models in a model: augmentation, and blocks whose layers have the same classes."""
    augment = Sequential([layers.RandomRotation(0.05), layers.RandomZoom(0.1)], name="augment")

    def block(filters):
        return Sequential([layers.Conv2D(filters, 3, use_bias=False), layers.BatchNormalization(), layers.ReLU()])

    pixels = Input((28, 28, 1))
    ending = Model(pixels, layers.Conv2D(4, 3, activation="relu", name="inner")(pixels), name="stem")
    pool = layers.MaxPooling2D(2)
    return [Input((28, 28, 1)), augment, ending, pool, block(4), block(5), layers.Flatten(), layers.Dense(10, activation="softmax")]


def residual():
    """A Functional model: residual blocks, one with + and one that halves the image, and squeeze and excitation."""
    pixels = Input((28, 28))
    x = layers.Reshape((28, 28, 1))(pixels)
    x = layers.Rescaling(1 / 127.5, offset=-1)(x)
    x = layers.Conv2D(6, 3, strides=2, padding="same")(x)
    x = x + layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    y = layers.BatchNormalization()(layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False)(x))
    y = layers.Conv2D(8, 3, padding="same")(layers.ReLU()(y))
    x = layers.ReLU()(layers.Add()([layers.Conv2D(8, 1, strides=2)(x), y]))
    s = layers.Dense(3, activation="swish")(layers.GlobalAveragePooling2D()(x))
    s = layers.Reshape((1, 1, 8))(layers.Dense(8, activation="sigmoid")(s))
    x = layers.GlobalAveragePooling2D()(layers.Multiply()([x, s]))
    return Model(pixels, layers.Dense(10)(layers.Dropout(0.2)(x)))


def images(count):
    """Bytes that are the same in every language."""
    at = np.arange(count * 784)
    return ((at * at * 31 + (at >> 5) * 17) % 256).astype("float32")


def write(name, model, scale=255):
    draw = np.random.default_rng(42)
    for weight in model.weights:
        if len(weight.shape) == 1 and "seed" not in weight.path:  # biases and statistics, as if trained
            weight.assign(np.abs(np.array(weight) + draw.normal(0, 0.2, weight.shape)) + 0.01)
    model.save(f"{name}.keras")
    model.save(f"{name}.h5")
    told = model.predict(images(2).reshape((2, *model.input_shape[1:])) / scale, verbose=0)
    return [[round(float(value), 7) for value in row] for row in told]


expected = {
    "sequence": write("sequence", Sequential(sequence()), scale=1),
    "rows": write("rows", Sequential(rows())),
    "nested": write("nested", Sequential(nested())),
    "residual": write("residual", residual(), scale=1),
}
with open("expected.json", "w") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")
