/*
 * Runs an ELF on a simavr part and writes, for each instruction, where it is and the cycle it begins at.
 * Usage: simavr-trace PART ELF INSTRUCTIONS INTERRUPT_ENTRY_CYCLES TRACE; a record is two 32-bit words.
 *
 * Three things are put right here, as the datasheet has them. Entering an interrupt and reading EEPROM (the core is
 * halted for four cycles) take no time in simavr. And when the I flag has been set, simavr executes two instructions
 * before it takes a pending interrupt; the core executes one.
 */
#include <simavr/sim_avr.h>
#include <simavr/sim_core.h>
#include <simavr/sim_elf.h>
#include <simavr/sim_interrupts.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* SBI EECR, EERE: what avr-libc starts a read with. */
enum { START_EEPROM_READ = 0x9AF8, EEPROM_READ_CYCLES = 4 };

static uint16_t word_at(const avr_t *avr, uint32_t address) {
  return avr->flash[address] | (avr->flash[address + 1] << 8);
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  const long instructions = strtol(argv[3], NULL, 0);
  const long entry_cycles = strtol(argv[4], NULL, 0);
  elf_firmware_t firmware = {{0}};
  avr_t *avr = avr_make_mcu_by_name(argv[1]);
  FILE *trace = fopen(argv[5], "wb");
  if (!trace || !avr || elf_read_firmware(argv[2], &firmware)) return 2;
  avr_init(avr);
  avr->log = LOG_NONE;
  avr->frequency = 20000000;
  avr_load_firmware(avr, &firmware);
  for (long i = 0; i < instructions; i++) {
    const uint32_t record[2] = {avr->pc, (uint32_t)avr->cycle};
    fwrite(record, sizeof record, 1, trace);
    const uint32_t enabled = avr->sreg[S_I];
    const uint16_t instruction = word_at(avr, avr->pc);
    const int was_enabled_just_now = avr->interrupt_state == -1;
    const int state = avr_run(avr);
    if (was_enabled_just_now && avr->interrupt_state > 0) avr_service_interrupts(avr);
    if (state == cpu_Done || state == cpu_Crashed || state == cpu_Stopped) break;
    if (instruction == START_EEPROM_READ) avr->cycle += EEPROM_READ_CYCLES;
    const uint32_t in_vectors = avr->pc < 35 * 4 && avr->pc != 0 && avr->pc % 4 == 0;
    if (enabled && !avr->sreg[S_I] && in_vectors) avr->cycle += entry_cycles;
  }
  return fclose(trace);
}
