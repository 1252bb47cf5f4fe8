/* Runs the kernels on the golden vectors of make-goldens.py and counts the outputs that differ.
 *
 * The same program runs natively and, through semihosting, in QEMU. GOLDENS is the path of the vectors, which are
 * linked in. Scratch memory and outputs lie between guard bytes, so that a write past a buffer size is a failure. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arm_nnfunctions.h"

__asm__(".section .rodata\n"
        ".global goldens\n"
        ".balign 4\n"
        "goldens: .incbin \"" GOLDENS "\"\n"
        ".text\n");
extern const int32_t goldens[];

enum { CONV = 1, DEPTHWISE, FULLY_CONNECTED, MAX_POOL, AVERAGE_POOL, ADD, MUL, SOFTMAX };

enum { MEMORY_BYTES = 16384, GUARD_BYTES = 64, GUARD = 0x5A };

static int32_t scratch_words[MEMORY_BYTES / 4];
static int32_t output_words[MEMORY_BYTES / 4];

typedef struct {
  int32_t operator;
  const int32_t *params;
  const void *array[6];
  int32_t array_bytes[6];
  int32_t array_count;
} case_t;

/* Reads the case at `at`; returns where the next one starts. */
static const int32_t *read_case(const int32_t *at, case_t *out) {
  out->operator = *at++;
  const int32_t params = *at++;
  out->params = at;
  at += params;
  out->array_count = *at++;
  for (int32_t i = 0; i < out->array_count; i++) {
    out->array_bytes[i] = *at++;
    out->array[i] = at;
    at += (out->array_bytes[i] + 3) / 4;
  }
  return at;
}

static cmsis_nn_dims dims_at(const int32_t *p) {
  const cmsis_nn_dims dims = {p[0], p[1], p[2], p[3]};
  return dims;
}

/* Scratch memory of `bytes`; NULL for 0. */
static cmsis_nn_context scratch_of(int32_t bytes) {
  const cmsis_nn_context ctx = {bytes > 0 ? scratch_words : NULL, bytes};
  return ctx;
}

static int is_guarded(const int32_t *memory, int32_t used_bytes) {
  const uint8_t *bytes = (const uint8_t *)memory;
  for (int32_t i = used_bytes; i < used_bytes + GUARD_BYTES; i++) {
    if (bytes[i] != GUARD) {
      return 0;
    }
  }
  return 1;
}

/* params: input NHWC, filter NHWC, output NHWC, input offset, output offset, stride w h, padding w h, dilation w h,
 * activation low high, channel multiplier. arrays: input, filter, bias, multipliers, shifts, output. */
static arm_cmsis_nn_status run_conv(const case_t *c, int8_t *output, int32_t *scratch_bytes) {
  const int32_t *p = c->params;
  const cmsis_nn_dims input = dims_at(p), filter = dims_at(p + 4), out = dims_at(p + 8), bias_dims = {1, 1, 1, p[11]};
  const int32_t *bias = c->array_bytes[2] > 0 ? c->array[2] : NULL;
  const cmsis_nn_per_channel_quant_params quant = {(int32_t *)c->array[3], (int32_t *)c->array[4]};
  const cmsis_nn_conv_params params = {p[12], p[13], {p[14], p[15]}, {p[16], p[17]}, {p[18], p[19]}, {p[20], p[21]}};
  *scratch_bytes = arm_convolve_wrapper_s8_get_buffer_size(&params, &input, &filter, &out);
  const cmsis_nn_context ctx = scratch_of(*scratch_bytes);
  return arm_convolve_wrapper_s8(&ctx, &params, &quant, &input, c->array[0], &filter, c->array[1], &bias_dims, bias,
                                 &out, output);
}

static arm_cmsis_nn_status run_depthwise(const case_t *c, int8_t *output, int32_t *scratch_bytes) {
  const int32_t *p = c->params;
  const cmsis_nn_dims input = dims_at(p), filter = dims_at(p + 4), out = dims_at(p + 8), bias_dims = {1, 1, 1, p[11]};
  const int32_t *bias = c->array_bytes[2] > 0 ? c->array[2] : NULL;
  const cmsis_nn_per_channel_quant_params quant = {(int32_t *)c->array[3], (int32_t *)c->array[4]};
  const cmsis_nn_dw_conv_params params = {p[12],          p[13],          p[22],         {p[14], p[15]},
                                          {p[16], p[17]}, {p[18], p[19]}, {p[20], p[21]}};
  *scratch_bytes = arm_depthwise_conv_wrapper_s8_get_buffer_size(&params, &input, &filter, &out);
  const cmsis_nn_context ctx = scratch_of(*scratch_bytes);
  return arm_depthwise_conv_wrapper_s8(&ctx, &params, &quant, &input, c->array[0], &filter, c->array[1], &bias_dims,
                                       bias, &out, output);
}

/* params: batches, depth, outputs, input offset, output offset, activation low high, per channel. arrays as above. */
static arm_cmsis_nn_status run_fully_connected(const case_t *c, int8_t *output, int32_t *scratch_bytes) {
  const int32_t *p = c->params;
  const cmsis_nn_dims input = {p[0], 1, 1, p[1]}, filter = {p[1], 1, 1, p[2]}, out = {p[0], 1, 1, p[2]};
  const int32_t *bias = c->array_bytes[2] > 0 ? c->array[2] : NULL;
  const cmsis_nn_quant_params quant = {(int32_t *)c->array[3], (int32_t *)c->array[4], p[7]};
  const cmsis_nn_fc_params params = {p[3], 0, p[4], {p[5], p[6]}};
  *scratch_bytes = arm_fully_connected_s8_get_buffer_size(&filter);
  const cmsis_nn_context ctx = scratch_of(*scratch_bytes);
  return arm_fully_connected_wrapper_s8(&ctx, &params, &quant, &input, c->array[0], &filter, c->array[1], &out, bias,
                                        &out, output);
}

/* params: input NHWC, filter h w, output h w, stride w h, padding w h, activation low high. arrays: input, output. */
static arm_cmsis_nn_status run_pool(const case_t *c, int8_t *output, int32_t *scratch_bytes) {
  const int32_t *p = c->params;
  const cmsis_nn_dims input = dims_at(p), filter = {1, p[4], p[5], 1}, out = {p[0], p[6], p[7], p[3]};
  const cmsis_nn_pool_params params = {{p[8], p[9]}, {p[10], p[11]}, {p[12], p[13]}};
  *scratch_bytes = c->operator == AVERAGE_POOL ? arm_avgpool_s8_get_buffer_size(out.w, out.c) : 0;
  const cmsis_nn_context ctx = scratch_of(*scratch_bytes);
  return (c->operator == AVERAGE_POOL ? arm_avgpool_s8 : arm_max_pool_s8)(&ctx, &params, &input, c->array[0], &filter,
                                                                          &out, output);
}

/* params: those of the function, in order. arrays: two inputs, output. */
static arm_cmsis_nn_status run_elementwise(const case_t *c, int8_t *output, int32_t *scratch_bytes) {
  const int32_t *p = c->params;
  *scratch_bytes = 0;
  if (c->operator == ADD) {
    return arm_elementwise_add_s8(c->array[0], c->array[1], p[1], p[2], p[3], p[4], p[5], p[6], p[7], output, p[8],
                                  p[9], p[10], p[11], p[12], p[0]);
  }
  return arm_elementwise_mul_s8(c->array[0], c->array[1], p[1], p[2], output, p[3], p[4], p[5], p[6], p[7], p[0]);
}

static arm_cmsis_nn_status run_case(const case_t *c, int8_t *output, int32_t *scratch_bytes) {
  switch (c->operator) {
    case CONV:
      return run_conv(c, output, scratch_bytes);
    case DEPTHWISE:
      return run_depthwise(c, output, scratch_bytes);
    case FULLY_CONNECTED:
      return run_fully_connected(c, output, scratch_bytes);
    case MAX_POOL:
    case AVERAGE_POOL:
      return run_pool(c, output, scratch_bytes);
    case ADD:
    case MUL:
      return run_elementwise(c, output, scratch_bytes);
    case SOFTMAX: /* params: rows, length, multiplier, shift, smallest difference. arrays: input, output. */
      *scratch_bytes = 0;
      arm_softmax_s8(c->array[0], c->params[0], c->params[1], c->params[2], c->params[3], c->params[4], output);
      return ARM_CMSIS_NN_SUCCESS;
    default:
      return ARM_CMSIS_NN_NO_IMPL_ERROR;
  }
}

/* NULL, or what is wrong. */
static const char *check_case(const case_t *c) {
  const int32_t last = c->array_count - 1;
  int32_t scratch_bytes = 0;
  memset(scratch_words, GUARD, sizeof scratch_words);
  memset(output_words, GUARD, sizeof output_words);
  if (run_case(c, (int8_t *)output_words, &scratch_bytes) != ARM_CMSIS_NN_SUCCESS) {
    return "status";
  }
  if (memcmp(output_words, c->array[last], (size_t)c->array_bytes[last]) != 0) {
    return "output";
  }
  if (!is_guarded(output_words, c->array_bytes[last])) {
    return "output size";
  }
  return is_guarded(scratch_words, scratch_bytes) ? NULL : "scratch size";
}

int main(void) {
  int32_t cases = 0;
  int32_t failures = 0;
  case_t c;
  for (const int32_t *at = goldens; *at != 0; cases++) {
    at = read_case(at, &c);
    const char *wrong = check_case(&c);
    if (wrong) {
      failures++;
      printf("case %d, operator %d: %s\n", (int)cases, (int)c.operator, wrong);
    }
  }
  printf("%d cases, %d failures\n", (int)cases, (int)failures);
  return failures > 0;
}
