"""The classic network in Keras: milliseconds of training steps and of inference, as JSON lines.

usage: python3 keras-on-tensorflow.py THREADS STEPS FOLDER
"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import numpy as np
import tensorflow as tf

threads, steps, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)

import keras
from keras import layers
from timing import median_of, tell, times_of

keras.utils.set_random_seed(42)


def block(filters):
    return [layers.Conv2D(filters, 3, padding="same"), layers.BatchNormalization(), layers.Activation("relu")]


def classic():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        *block(32), *block(32), layers.MaxPooling2D(2), layers.Dropout(0.25),
        *block(64), *block(64), layers.MaxPooling2D(2), layers.Dropout(0.25),
        *block(128), layers.MaxPooling2D(2), layers.Dropout(0.25),
        layers.Flatten(), layers.Dense(128), layers.BatchNormalization(), layers.Activation("relu"), layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])


images = np.fromfile(f"{folder}/pictures.f32", dtype=np.float32).reshape(-1, 28, 28, 1)
labels = np.eye(10, dtype=np.float32)[np.arange(len(images)) % 10]


def compiled(jit):
    network = classic()
    network.compile(keras.optimizers.Adam(1e-3, epsilon=1e-7), "categorical_crossentropy", jit_compile=jit)
    return network


def faster(make):
    """With XLA or without, whichever takes less here: Keras's "auto" takes it only where it holds that the model and the machine support it."""
    found = {}
    for jit in (False, True):
        try:
            run = make(jit)
            found[jit] = (median_of(times_of(run, 6, 3)), run)
        except Exception as error:  # as where this build has no XLA
            print(f"jit_compile={jit}: {type(error).__name__}", file=sys.stderr)
    jit = min(found, key=lambda one: found[one][0])
    return found[jit][1], "XLA" if jit else "without XLA"


def training(jit):
    network = compiled(jit)
    tensors = tf.constant(images), tf.constant(labels)
    return lambda: network.train_on_batch(*tensors)


def answering(x):
    def make(jit):
        network = compiled(jit)
        answer = tf.function(lambda x: network(x, training=False), jit_compile=jit)  # without what predict() does around it
        tensor = tf.constant(x)
        return lambda: answer(tensor).numpy()
    return make


tell(what="version", version=f"{keras.__version__} on {keras.backend.backend()} {tf.__version__}")
settings = {}
for what, make, count, warm_up in (
    ("train", training, steps, 4), ("infer", answering(images), steps, 4), ("one", answering(images[:1].copy()), steps * 10, 40)
):
    run, settings[what] = faster(make)
    tell(what=what, ms=times_of(run, count, warm_up))
tell(what="settings", **settings)
