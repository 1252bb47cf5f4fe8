/*
 * The one block of memory an inference works in. Data that lives as long as the runtime grows down from the end;
 * the start holds first the planner's notes, then the planned tensors, which may overwrite the notes.
 */
#ifndef PREFLASH_ARENA_H
#define PREFLASH_ARENA_H

#include <stdint.h>

/* Alignment of planned buffers, as in TensorFlow Lite Micro. */
#define PF_BUFFER_ALIGNMENT 16u

typedef struct {
  uint8_t *start;
  uint8_t *end;
  uint8_t *persistent; /* lowest byte in use at the end */
  uint32_t head_bytes; /* most that was ever asked for at the start, also when it was refused */
} pf_arena_t;

/* Arena over `bytes` at `memory`, shrunk to buffer alignment at both ends. */
pf_arena_t pf_arena(void *memory, uint32_t bytes);

/* Memory that stays reserved, aligned for any scalar; NULL if the arena is full. */
void *pf_arena_persistent(pf_arena_t *arena, uint32_t bytes);

/* The first `bytes` of the arena, whoever had them before; NULL if the arena is too small. */
void *pf_arena_head(pf_arena_t *arena, uint32_t bytes);

/*
 * High-water mark: what a released build would have to reserve. After a refusal at the start, what was lacking is in
 * it.
 */
uint32_t pf_arena_used_bytes(const pf_arena_t *arena);

#endif
