/*
 * Executes single-instruction vectors on a simavr part and writes what they left behind.
 * Usage: simavr-vectors PART RAM_START RAM_END < vectors > results; the records are those of vectors.ts.
 */
#include <simavr/sim_avr.h>
#include <simavr/sim_core.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct __attribute__((packed)) {
  uint8_t registers[32];
  uint8_t sreg, rampz, eind, unused;
  uint16_t sp;
  uint16_t words[3];
  uint32_t pc;
} vector_t;

typedef struct __attribute__((packed)) {
  uint8_t registers[32];
  uint8_t sreg, rampz, eind, unused;
  uint16_t sp, unused2;
  uint32_t pc, cycles, ram_sum;
} result_t;

enum { IO = 0x20, RAMPZ = 0x3b, EIND = 0x3c, SPL = 0x3d, SPH = 0x3e };

static void load(avr_t *avr, const vector_t *v) {
  memcpy(avr->data, v->registers, 32);
  for (int bit = 0; bit < 8; bit++) avr->sreg[bit] = (v->sreg >> bit) & 1;
  avr->data[IO + RAMPZ] = v->rampz;
  avr->data[IO + EIND] = v->eind;
  avr->data[IO + SPL] = v->sp & 0xff;
  avr->data[IO + SPH] = v->sp >> 8;
  for (int word = 0; word < 3; word++) {
    avr->flash[v->pc + 2 * word] = v->words[word] & 0xff;
    avr->flash[v->pc + 2 * word + 1] = v->words[word] >> 8;
  }
  avr->pc = v->pc;
  avr->state = cpu_Running;
  avr->cycle = 0;
}

static uint32_t sum_ram(const avr_t *avr, uint32_t from, uint32_t to) {
  uint32_t sum = 0;
  for (uint32_t address = from; address < to; address += 4) {
    uint32_t word;
    memcpy(&word, avr->data + address, 4);
    sum = sum * 31u + word;
  }
  return sum;
}

static result_t save(const avr_t *avr, uint32_t pc, uint32_t ram_sum) {
  result_t r = {.pc = pc, .cycles = (uint32_t)avr->cycle, .ram_sum = ram_sum};
  memcpy(r.registers, avr->data, 32);
  for (int bit = 0; bit < 8; bit++) r.sreg |= avr->sreg[bit] << bit;
  r.rampz = avr->data[IO + RAMPZ];
  r.eind = avr->data[IO + EIND];
  r.sp = avr->data[IO + SPL] | (avr->data[IO + SPH] << 8);
  return r;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  const uint32_t ram_start = strtoul(argv[2], NULL, 0), ram_end = strtoul(argv[3], NULL, 0);
  avr_t *avr = avr_make_mcu_by_name(argv[1]);
  if (!avr) return 2;
  avr_init(avr);
  avr->log = LOG_NONE;
  avr->codeend = avr->flashend;
  for (uint32_t i = 0; i <= avr->flashend; i++) avr->flash[i] = (uint8_t)(i * 7 + (i >> 8));
  for (uint32_t i = ram_start; i < ram_end; i++) avr->data[i] = (uint8_t)(i * 13 + (i >> 8));
  vector_t vector;
  while (fread(&vector, sizeof vector, 1, stdin) == 1) {
    load(avr, &vector);
    const uint32_t pc = avr_run_one(avr);
    const result_t result = save(avr, pc, sum_ram(avr, ram_start, ram_end));
    fwrite(&result, sizeof result, 1, stdout);
  }
  return 0;
}
