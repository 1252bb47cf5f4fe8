"""Trains a small net to answer as a larger one does: Hinton, Vinyals, Dean, "Distilling the Knowledge in a Neural Network"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np
from keras import ops

if TYPE_CHECKING:
    from idx import Digits
    from networks import Recipe

TEMPERATURE = 4.0
TEACHER_SHARE = 0.7


def distil(recipe: Recipe, student: keras.Model, teacher: keras.Model, digits: Digits) -> keras.Model:
    """Trains `student` on the labels and on what `teacher` makes of the same images; both end in logits."""
    images = digits.train_images / np.float32(255)
    softened = keras.ops.softmax(teacher.predict(images, batch_size=256, verbose=0) / TEMPERATURE)
    classes = softened.shape[-1]
    targets = np.concatenate([np.asarray(softened), np.eye(classes, dtype=np.float32)[digits.train_labels]], axis=-1)

    def loss(target: keras.KerasTensor, logits: keras.KerasTensor) -> keras.KerasTensor:
        soft, hard = target[:, :classes], target[:, classes:]
        from_teacher = keras.losses.categorical_crossentropy(soft, logits / TEMPERATURE, from_logits=True)
        from_labels = keras.losses.categorical_crossentropy(hard, logits, from_logits=True)
        # The gradients of the softened part shrink by the square of the temperature (section 2 of the paper).
        return TEACHER_SHARE * TEMPERATURE**2 * ops.mean(from_teacher) + (1 - TEACHER_SHARE) * ops.mean(from_labels)

    student.compile(optimizer="adam", loss=loss)
    student.fit(images, targets, batch_size=64, epochs=recipe.epochs, verbose=2)
    return student
