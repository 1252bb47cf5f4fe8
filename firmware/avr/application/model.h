#ifndef PF_MODEL_H
#define PF_MODEL_H

#include "nnom.h"
#include "preflash_io.h"

/* Creates and compiles the model of this firmware and enters its input and output in the block. */
nnom_model_t *pf_create_model(pf_io_t *io);

#endif
