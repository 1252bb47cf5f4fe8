"""Writes branches-float32.tflite: every way in which NNoM merges layers. `python make_models.py`, TensorFlow 2.21, seed 1."""

from pathlib import Path

import keras
import tensorflow as tf
from keras import layers

keras.utils.set_random_seed(1)

image = keras.Input(batch_shape=(1, 8, 8, 2))
one = layers.Conv2D(4, 3, padding="same", activation="relu")(image)
two = layers.Conv2D(4, 1, activation="tanh")(image)
three = layers.DepthwiseConv2D(3, padding="same", depth_multiplier=2)(image)
total = layers.Add()([one, three])
product = layers.Multiply()([total, two])
joined = layers.Concatenate()([total, product, one])
padded = layers.ZeroPadding2D(((1, 0), (2, 1)))(joined)
pooled = layers.AveragePooling2D(2)(layers.Conv2D(6, 3, strides=2)(padded))
gate = layers.Activation("sigmoid")(layers.Dense(8)(layers.Flatten()(pooled)))
answer = layers.Dense(5)(gate)

converter = tf.lite.TFLiteConverter.from_keras_model(keras.Model(image, answer))
(Path(__file__).parent / "branches-float32.tflite").write_bytes(converter.convert())
