#include "runtime/log.h"

#include "runtime/flash.h"
#include "runtime/tensor.h"

#define NAME_BYTES 12

static const PF_FLASH char layer_names[NNOM_TYPE_MAX][NAME_BYTES] = {
    [NNOM_INVALID] = "Unknown",      [NNOM_INPUT] = "Input",           [NNOM_OUTPUT] = "Output",
    [NNOM_CONV_2D] = "Conv2D",       [NNOM_DW_CONV_2D] = "DW_Conv2D",  [NNOM_DENSE] = "Dense",
    [NNOM_ZERO_PADDING] = "ZeroPad", [NNOM_CROPPING] = "Cropping",     [NNOM_ACTIVATION] = "Activation",
    [NNOM_RELU] = "ReLU",            [NNOM_LEAKY_RELU] = "Leaky_ReLU", [NNOM_SIGMOID] = "Sigmoid",
    [NNOM_TANH] = "Tanh",            [NNOM_SOFTMAX] = "Softmax",       [NNOM_MAXPOOL] = "MaxPool",
    [NNOM_GLOBAL_MAXPOOL] = "GL_MaxPool", [NNOM_AVGPOOL] = "AvgPool",  [NNOM_GLOBAL_AVGPOOL] = "GL_AvgPool",
    [NNOM_SUMPOOL] = "SumPool",      [NNOM_GLOBAL_SUMPOOL] = "GL_SumPool", [NNOM_UPSAMPLE] = "UpSample",
    [NNOM_FLATTEN] = "Flatten",      [NNOM_CONCAT] = "Concat",         [NNOM_ADD] = "Add",
    [NNOM_SUB] = "Sub",              [NNOM_MULT] = "Mult",
};

static const PF_FLASH char activation_names[][NAME_BYTES] = {
    [ACT_UNKNOWN] = "",       [ACT_RELU] = "ReLU",         [ACT_LEAKY_RELU] = "LkyReLU",     [ACT_TANH] = "TanH",
    [ACT_SIGMOID] = "Sigmoid", [ACT_HARD_TANH] = "HrdTanH", [ACT_HARD_SIGMOID] = "HrdSigd",
};

void log_header(void) {
  NNOM_LOG("Data format: Channel last (HWC)\n");
  NNOM_LOG("Start compiling model...\n");
  NNOM_LOG("Layer(#)         Activation    output shape    ops(MAC)   mem(in, out, buf)      mem blk lifetime\n");
  NNOM_LOG("-------------------------------------------------------------------------------------------------\n");
}

static size_t input_bytes(const nnom_layer_t *layer) {
  size_t bytes = 0;
  for (const nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
    bytes += tensor_size(in->tensor);
  }
  return bytes;
}

static void log_names(uint8_t number, const nnom_layer_t *layer) {
  char name[NAME_BYTES];
  char activation[NAME_BYTES];
  pf_flash_copy(name, layer_names[layer->type], NAME_BYTES);
  pf_flash_copy(activation, activation_names[layer->actail == NULL ? ACT_UNKNOWN : layer->actail->type], NAME_BYTES);
  NNOM_LOG("#%-3u %-10s - %-8s - ", number, name, activation);
}

/* Thousands and millions of multiply-accumulates. */
static void log_macs(size_t macc) {
  const uint32_t macs = macc;
  if (macs == 0) {
    NNOM_LOG("        ");
  } else if (macs < 10000u) {
    NNOM_LOG("%7lu ", (unsigned long)macs);
  } else if (macs < 1000000u) {
    NNOM_LOG("%6luk ", (unsigned long)(macs / 1000u));
  } else {
    NNOM_LOG("%3lu.%02luM ", (unsigned long)(macs / 1000000u), (unsigned long)(macs % 1000000u / 10000u));
  }
}

/* Readers to come of each block. */
static void log_blocks(const nnom_mem_block_t *pool) {
  for (int i = 0; i < NNOM_BLOCK_NUM; i++) {
    if (i % 4 == 0) {
      NNOM_LOG(" ");
    }
    if (pool[i].owners) {
      NNOM_LOG("%d ", pool[i].owners);
    } else {
      NNOM_LOG("- ");
    }
  }
}

void log_layer(uint8_t number, const nnom_layer_t *layer, const nnom_mem_block_t *pool) {
  const nnom_tensor_t *out = layer->out->tensor;
  log_names(number, layer);
  NNOM_LOG("(");
  for (int i = 0; i < 3; i++) {
    if (out->num_dim > i) {
      NNOM_LOG("%4u,", out->dim[i]);
    } else {
      NNOM_LOG("     ");
    }
  }
  NNOM_LOG(")  ");
  log_macs(layer->stat.macc);
  NNOM_LOG("(%6lu,%6lu,%6lu)    ", (unsigned long)input_bytes(layer), (unsigned long)tensor_size(out),
           (unsigned long)(layer->comp == NULL ? 0u : layer->comp->size));
  log_blocks(pool);
  NNOM_LOG("\n");
}

void log_run_error(uint8_t number, const nnom_layer_t *layer, nnom_status_t status) {
  char name[NAME_BYTES];
  pf_flash_copy(name, layer_names[layer->type], NAME_BYTES);
  NNOM_LOG("Error: #%u %s layer return error code:%d\n", number, name, status);
}
