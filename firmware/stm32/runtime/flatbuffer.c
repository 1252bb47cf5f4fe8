#include "runtime/flatbuffer.h"

#include <string.h>

/* True if `count` bytes at `position` are inside the buffer; otherwise the buffer is marked malformed. */
static bool inside(pf_flatbuffer_t *fb, uint32_t position, uint32_t count) {
  if (position > fb->size_bytes || count > fb->size_bytes - position) {
    fb->malformed = true;
  }
  return !fb->malformed;
}

/* Copies `count` bytes at `position`, zeros where they are outside. Scalars may be read at any alignment this way. */
static void read_bytes(pf_flatbuffer_t *fb, uint32_t position, void *to, uint32_t count) {
  if (inside(fb, position, count)) {
    memcpy(to, fb->bytes + position, count);
  } else {
    memset(to, 0, count);
  }
}

static uint32_t read_u32(pf_flatbuffer_t *fb, uint32_t position) {
  uint32_t value;
  read_bytes(fb, position, &value, sizeof value);
  return value;
}

static uint16_t read_u16(pf_flatbuffer_t *fb, uint32_t position) {
  uint16_t value;
  read_bytes(fb, position, &value, sizeof value);
  return value;
}

/* Follows the unsigned offset stored at `position`. */
static uint32_t follow(pf_flatbuffer_t *fb, uint32_t position) {
  const uint32_t offset = read_u32(fb, position);
  if (offset == 0 || offset > fb->size_bytes || position > fb->size_bytes - offset) {
    fb->malformed = true;
    return 0;
  }
  return position + offset;
}

/* Position of field `slot` of `table`; 0 if absent. A table starts with the signed distance back to its vtable. */
static uint32_t field(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot) {
  if (table == 0) {
    return 0;
  }
  const uint32_t vtable = table - read_u32(fb, table);
  const uint32_t vtable_bytes = read_u16(fb, vtable);
  const uint32_t entry = 4 + 2 * slot;
  if (fb->malformed || entry + 2 > vtable_bytes) {
    return 0;
  }
  const uint32_t offset = read_u16(fb, vtable + entry);
  return offset == 0 || fb->malformed ? 0 : table + offset;
}

bool pf_fb_has_identifier(pf_flatbuffer_t *fb, const char identifier[4]) {
  char found[4];
  read_bytes(fb, 4, found, sizeof found);
  return memcmp(found, identifier, sizeof found) == 0;
}

uint32_t pf_fb_root(pf_flatbuffer_t *fb) { return follow(fb, 0); }

uint8_t pf_fb_u8(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, uint8_t fallback) {
  const uint32_t position = field(fb, table, slot);
  uint8_t value = fallback;
  if (position != 0) {
    read_bytes(fb, position, &value, sizeof value);
  }
  return value;
}

int32_t pf_fb_i32(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, int32_t fallback) {
  const uint32_t position = field(fb, table, slot);
  return position == 0 ? fallback : (int32_t)read_u32(fb, position);
}

float pf_fb_f32(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, float fallback) {
  const uint32_t position = field(fb, table, slot);
  float value = fallback;
  if (position != 0) {
    read_bytes(fb, position, &value, sizeof value);
  }
  return value;
}

bool pf_fb_has(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot) { return field(fb, table, slot) != 0; }

uint32_t pf_fb_table(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot) {
  const uint32_t position = field(fb, table, slot);
  return position == 0 ? 0 : follow(fb, position);
}

pf_fb_vector_t pf_fb_vector(pf_flatbuffer_t *fb, uint32_t table, uint32_t slot, uint32_t element_bytes) {
  const pf_fb_vector_t empty = {0, 0};
  const uint32_t start = pf_fb_table(fb, table, slot);
  if (start == 0) {
    return empty;
  }
  const pf_fb_vector_t vector = {start + 4, read_u32(fb, start)};
  if (fb->malformed || vector.count > (fb->size_bytes - vector.position) / element_bytes) {
    fb->malformed = true;
    return empty;
  }
  return vector;
}

uint32_t pf_fb_table_at(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t index) {
  if (index >= vector.count) {
    fb->malformed = true;
    return 0;
  }
  return follow(fb, vector.position + 4 * index);
}

float pf_fb_f32_at(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t index) {
  float value;
  read_bytes(fb, vector.position + (uint32_t)sizeof value * index, &value, sizeof value);
  return value;
}

int64_t pf_fb_i64_at(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t index) {
  int64_t value;
  read_bytes(fb, vector.position + (uint32_t)sizeof value * index, &value, sizeof value);
  return value;
}

const void *pf_fb_array(pf_flatbuffer_t *fb, pf_fb_vector_t vector, uint32_t alignment) {
  const uint8_t *address = fb->bytes + vector.position;
  if (vector.count == 0) {
    return NULL;
  }
  if ((uintptr_t)address % alignment != 0) {
    fb->malformed = true;
    return NULL;
  }
  return address;
}
