/* What compiling a model prints: a table of its layers. */
#ifndef PF_LOG_H
#define PF_LOG_H

#include "nnom.h"

void log_header(void);
void log_layer(uint8_t number, const nnom_layer_t *layer, const nnom_mem_block_t *pool);
void log_run_error(uint8_t number, const nnom_layer_t *layer, nnom_status_t status);

#endif
