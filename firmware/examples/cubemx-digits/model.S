/* The bundled model of handwritten digits, in flash as it is. The runtime reads it in place. */
    .section .rodata.digits_model, "a"
    .balign 16
    .global digits_model
    .type digits_model, %object
digits_model:
    .incbin "ptq-int8.tflite"
    .size digits_model, . - digits_model

    .global digits_model_bytes
    .type digits_model_bytes, %object
    .balign 4
digits_model_bytes:
    .word . - digits_model
    .size digits_model_bytes, 4
