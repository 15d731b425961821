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
from timing import tell, times_of

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
network = classic()
network.compile(keras.optimizers.Adam(1e-3, epsilon=1e-7), "categorical_crossentropy")

tell(what="version", version=f"{keras.__version__} on {keras.backend.backend()} {tf.__version__}")
tell(what="train", ms=times_of(lambda: network.train_on_batch(images, labels), steps))
tell(what="infer", ms=times_of(lambda: network.predict_on_batch(images), steps))
one = images[:1].copy()
tell(what="one", ms=times_of(lambda: network.predict_on_batch(one), steps * 10, 40))
