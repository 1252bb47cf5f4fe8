/* Why an inference cannot run. The numbers are a contract with the tools that read `pf_io.status`: never renumber. */
#ifndef PREFLASH_STATUS_H
#define PREFLASH_STATUS_H

#include <stdint.h>

typedef enum {
  PF_STATUS_OK = 0,
  PF_STATUS_NOT_A_MODEL = 1,         /* no `TFL3` file identifier where the model should be */
  PF_STATUS_MODEL_VERSION = 2,       /* schema version other than 3 */
  PF_STATUS_MODEL_MALFORMED = 3,     /* an offset or count points outside the file, or required data is missing */
  PF_STATUS_SUBGRAPH_COUNT = 4,      /* not exactly one subgraph: control flow is not supported */
  PF_STATUS_OP_NOT_LINKED = 5,       /* no registration for this operator and input type in the image */
  PF_STATUS_TENSOR_TYPE = 6,         /* a tensor type this operator does not take */
  PF_STATUS_HYBRID = 7,              /* float activations with int8 weights (dynamic-range quantisation) */
  PF_STATUS_SHAPE = 8,               /* shapes that do not belong together, or a rank this operator does not take */
  PF_STATUS_QUANTIZATION = 9,        /* scale or zero point missing or outside what the TFLite spec allows */
  PF_STATUS_PARAMETER = 10,          /* an operator option that is not supported */
  PF_STATUS_NOT_CONSTANT = 11,       /* an operand that has to be constant in the file is computed */
  PF_STATUS_ARENA_TOO_SMALL = 12,    /* the plan does not fit `arena_bytes` */
  PF_STATUS_TOO_MANY_IO_TENSORS = 13, /* more graph inputs or outputs than PF_IO_MAX_TENSORS */
  PF_STATUS_SPARSE_OR_VARIABLE = 14, /* sparse or stateful tensors, or weights outside the flatbuffer */
  PF_STATUS_KERNEL = 15,             /* the kernel refused its arguments */
} pf_status_t;

/* `pf_io.status_layer` of a failure that belongs to no operator. */
#define PF_LAYER_NONE UINT32_MAX

#endif
