#ifndef PF_RUN_H
#define PF_RUN_H

#include "nnom.h"

/* One layer and the activation behind it. The tools watch calls of this function: layer marks cost nothing. */
nnom_status_t pf_run_layer(nnom_layer_t *layer, uint16_t index);

#endif
