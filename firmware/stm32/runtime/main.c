/* The firmware: prepare the model that was linked or appended at `pf_model`, then infer for ever. */
#include "runtime/compiler.h"
#include "runtime/runtime.h"

/* From the linker script: addresses, not objects. */
extern const uint8_t pf_model[];
extern const uint8_t __pf_flash_end[];
extern uint8_t __pf_arena_start[];
extern uint8_t __pf_arena_end[];

pf_io_t pf_io;

static pf_runtime_t runtime;

/* The empty asm keeps the calls: without it the compiler sees that nothing happens. */
PF_WEAK PF_NOINLINE void pf_receive_inputs(pf_io_t *io) { __asm__ volatile("" : : "r"(io) : "memory"); }

PF_WEAK PF_NOINLINE void pf_send_outputs(pf_io_t *io) { __asm__ volatile("" : : "r"(io) : "memory"); }

PF_NOINLINE void pf_fail(uint32_t status, uint32_t layer) {
  pf_io.status = status;
  pf_io.status_layer = layer;
  for (;;) {
    __asm__ volatile("" : : : "memory");
  }
}

int main(void) {
  const uint32_t model_limit_bytes = (uint32_t)((uintptr_t)__pf_flash_end - (uintptr_t)pf_model);
  const uint32_t arena_bytes = (uint32_t)((uintptr_t)__pf_arena_end - (uintptr_t)__pf_arena_start);
  const pf_status_t status = pf_init(&runtime, &pf_io, pf_model, model_limit_bytes, __pf_arena_start, arena_bytes);
  if (status != PF_STATUS_OK) {
    pf_fail((uint32_t)status, pf_io.status_layer);
  }
  for (;;) {
    pf_receive_inputs(&pf_io);
    pf_invoke(&runtime);
    pf_send_outputs(&pf_io);
  }
}
