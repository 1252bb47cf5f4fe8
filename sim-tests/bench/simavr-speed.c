/*
 * Runs an ELF in simavr for a number of cycles and prints the seconds of processor time that took.
 * Usage: simavr-speed PART ELF CYCLES
 */
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  const avr_cycle_count_t cycles = strtoull(argv[3], NULL, 0);
  elf_firmware_t firmware = {{0}};
  avr_t *avr = avr_make_mcu_by_name(argv[1]);
  if (!avr || elf_read_firmware(argv[2], &firmware)) return 2;
  avr_init(avr);
  avr->log = LOG_NONE;
  avr->frequency = 20000000;
  avr_load_firmware(avr, &firmware);
  const clock_t start = clock();
  while (avr->cycle < cycles && avr_run(avr) != cpu_Crashed) {
  }
  fprintf(stderr, "%f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
  return 0;
}
