import { blockWords, type TestImage } from './image.ts';
import { block } from './layout.ts';

/** Something QEMU 7.2 does otherwise than the manual says, and what the manual has instead. */
export interface Divergence {
  readonly title: string;
  readonly manual: string;
  /** Changes QEMU's result of a case where it applies; `before` is the state before the snippet. */
  readonly correct: (qemu: Uint32Array, before: Uint32Array) => void;
}

const contextActive = 1 << 2;
const newContextBits = 0x1f << 22;

/** The whole list. Everything else that differs is a bug of ours. */
export const divergences: readonly Divergence[] = [
  {
    title: 'a new floating-point context clears all of FPSCR',
    manual:
      'ARMv7-M ARM (DDI 0403E) B1.5.7, ExecuteFPCheck(): with CONTROL.FPCA 0 only FPSCR<26:22> is taken from FPDSCR; ' +
      'the flags stay. (MSR CONTROL left FPCA 0, and the VMRS that reads FPSCR afterwards makes the context.)',
    correct: (qemu, before) => {
      if ((qemu[block.control]! & contextActive) === 0) qemu[block.fpscr] = before[block.fpscr]! & ~newContextBits;
    },
  },
];

/** QEMU's blocks with every known divergence corrected, in place. */
export function correctDivergences(image: TestImage, qemu: Uint8Array): Uint8Array {
  for (let index = 0; index < image.cases.length; index++) {
    const words = blockWords(qemu, index);
    for (const { correct } of divergences) correct(words, blockWords(image.blocks, index));
  }
  return qemu;
}
