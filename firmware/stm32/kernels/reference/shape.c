#include "kernels/reference/shape.h"

#include "preflash_io.h"
#include "preflash_status.h"

void pf_index_out_of_range(void) { pf_fail(PF_STATUS_KERNEL, PF_LAYER_NONE); }
