/*
 * Reader of the FlatBuffers binary format (https://flatbuffers.dev/internals/), every read checked against the end of
 * the buffer. A position is a byte offset from the start of the buffer; 0 means "absent", which no object can be at
 * because the buffer starts with the root offset.
 *
 * Errors stick: a read outside the buffer returns 0 and sets `malformed`, so callers check once after a group of reads.
 */
#ifndef PREFLASH_FLATBUFFER_H
#define PREFLASH_FLATBUFFER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  const uint8_t *bytes;
  uint32_t size_bytes;
  bool malformed;
} pf_flatbuffer_t;

/* A vector of scalars or offsets; `position` is that of its first element. */
typedef struct {
  uint32_t position;
  uint32_t count;
} pf_fb_vector_t;

/* True if the four bytes after the root offset are `identifier`. */
bool pf_fb_has_identifier(pf_flatbuffer_t *fb, const char identifier[4]);

/* Position of the root table. */
uint32_t pf_fb_root(pf_flatbuffer_t *fb);

/* Scalar field `slot` of `table`, or `fallback` where the file leaves it out. */
uint8_t pf_fb_u8(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, uint8_t fallback);
int32_t pf_fb_i32(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, int32_t fallback);
float pf_fb_f32(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, float fallback);

/* True if `table` has field `slot`. */
bool pf_fb_has(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot);

/* Table that field `slot` refers to; 0 if absent. */
uint32_t pf_fb_table(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot);

/* Vector that field `slot` refers to, all of it inside the buffer; count 0 if absent. */
pf_fb_vector_t pf_fb_vector(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, uint32_t element_bytes);

/* Table that element `index` of a vector of tables refers to. */
uint32_t pf_fb_table_at(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t index);

/* Scalar element `index` of a vector. */
float pf_fb_f32_at(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t index);
int64_t pf_fb_i64_at(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t index);

/*
 * Address of a vector's elements for use as an array of `alignment`-byte scalars; NULL for an empty one.
 * An address that is not so aligned counts as malformed: the format demands it.
 */
const void *pf_fb_array(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t alignment);

#endif
