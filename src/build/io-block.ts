/** firmware/stm32/include/preflash_io.h: places of the fields of pf_io_t, in 32-bit words. */
export const ioBlock = {
  status: 2,
  statusLayer: 3,
  arena: 5,
  arenaBytes: 6,
  arenaUsedBytes: 7,
  inputCount: 8,
  /** Address and bytes of each. */
  inputs: 9,
  maxTensors: 4,
  outputCount: 17,
  outputs: 18,
} as const;
