"""Turns a trained Keras net into .tflite files as a firmware project would: batch of one, float32 or full int8."""

import keras
import numpy as np
import tensorflow as tf


def fixed_batch_converter(net: keras.Model) -> tf.lite.TFLiteConverter:
    """Returns a converter for one image a call: a batch left open would put shape arithmetic into the graph."""
    single = keras.models.clone_model(net, input_tensors=keras.Input(batch_shape=(1, *net.input_shape[1:])))
    single.set_weights(net.get_weights())
    return tf.lite.TFLiteConverter.from_keras_model(single)


def to_float32(net: keras.Model) -> bytes:
    """Returns the net as a float .tflite file."""
    return fixed_batch_converter(net).convert()


def to_int8(net: keras.Model, calibration_images: np.ndarray) -> bytes:
    """Returns the net after full-integer post-training quantisation: int8 input and output, weights per channel.

    `calibration_images` are float32 in the net's own input range; activation ranges are measured on them.
    """
    converter = fixed_batch_converter(net)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([image[np.newaxis]] for image in calibration_images)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.int8
    converter.inference_output_type = tf.int8
    return converter.convert()
