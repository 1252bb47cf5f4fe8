import type { Encoding } from '../../isa/random-encoding.ts';
import { block } from './layout.ts';
import { accessBytes, addressOffset, baseRegister, descends, listWords, needsAlignment } from './operands.ts';
import { coreRegisters, pokeScratch, type State, setRegister } from './state.ts';
import { fusedTie, nanSingle, sparseSingle } from './values.ts';

/** Where the tested instruction is and, if it branches, where it should land. */
export interface Site {
  readonly testAddress: number;
  readonly target: number | undefined;
  /** Unaligned accesses fault on this core. */
  readonly alignedOnly?: boolean;
}

const pcOf = ({ testAddress }: Site): number => testAddress + 4;
const scratchStart = (state: State): number => state.address + block.scratch * 4;
const scratchBytes = block.scratchWords * 4;

/** Sets up the registers and memory an encoding needs: addresses inside the scratch memory, targets, legal values. */
export function prepareOperands(encoding: Encoding, site: Site, state: State): void {
  const { row, fields } = encoding;
  if (row.mnemonic === 'TBB' || row.mnemonic === 'TBH') prepareTableBranch(encoding, site, state);
  else if (listWords(row, fields) !== undefined) prepareList(encoding, site, state);
  else if (baseRegister(row, fields) !== undefined) prepareAddress(encoding, site, state);
  else if (site.target !== undefined) prepareTarget(encoding, site, state);
  prepareLegalValue(encoding, state);
  prepareSingles(encoding, state);
}

/** Base register such that the access falls into the scratch memory; a load of the PC finds its target there. */
function prepareAddress({ row, fields }: Encoding, { target, alignedOnly = false }: Site, state: State): void {
  const { words, random } = state;
  const base = baseRegister(row, fields)!;
  // A large index with a shift is as good as a small one: addresses wrap around.
  const offset = addressOffset(row, fields, coreRegisters(words));
  const bytes = accessBytes(row);
  const unaligned = !alignedOnly && !needsAlignment(row) && base !== 13 && random.chance(0.25);
  const places = scratchBytes / 8 - 1;
  const natural = scratchStart(state) + 8 * random.below(places) + (bytes < 8 ? bytes * random.below(8 / bytes) : 0);
  const address = unaligned ? natural + random.below(4) : natural;
  setRegister(words, base, address - offset);
  const effective = base === 13 ? (((address - offset) & ~3) + offset) >>> 0 : address;
  if (target !== undefined) pokeScratch(state, effective, target | 1, 4);
}

/** Base register such that the list falls into the scratch memory; the PC is the highest word of a list. */
function prepareList({ row, fields }: Encoding, { target }: Site, state: State): void {
  const count = listWords(row, fields)!;
  const lowest = scratchStart(state) + 4 * state.random.below(block.scratchWords - count);
  setRegister(state.words, baseRegister(row, fields)!, descends(row) ? lowest + 4 * count : lowest);
  if (target !== undefined) pokeScratch(state, lowest + 4 * (count - 1), target | 1, 4);
}

/** An entry of the branch table in scratch memory: half the distance to the target. */
function prepareTableBranch({ row, fields }: Encoding, site: Site, state: State): void {
  const halfDistance = (site.target! - pcOf(site)) / 2;
  const bytes = row.mnemonic === 'TBB' ? 1 : 2;
  const entry = scratchStart(state) + 2 * state.random.below(scratchBytes / 2);
  pokeScratch(state, entry, halfDistance, bytes);
  const n = fields.n!;
  const m = fields.m!;
  if (n === 15) {
    setRegister(state.words, m, (entry - pcOf(site)) / bytes);
    return;
  }
  const index = state.random.below(0x1000);
  setRegister(state.words, m, index);
  setRegister(state.words, n, entry - index * bytes);
}

/** The target in the register that names it. Bit 0 is ignored where the write does not interwork, A2.3.1. */
function prepareTarget({ row, fields }: Encoding, site: Site, { words, random }: State): void {
  const target = site.target!;
  if (row.operation === 'bx' || row.operation === 'blx') setRegister(words, fields.m!, target | 1);
  if (row.operation === 'movToPc') setRegister(words, fields.m!, target | random.below(2));
  if (row.operation === 'addToPc') setRegister(words, fields.m!, target - pcOf(site) + random.below(2));
}

/** Bits of CONTROL the image can live with: not nPRIV. */
const controlBits = 0b110;
const implementedFpscr = 0xf7c0_009f;
/** Four bits of priority, as on STM32; how many there are is IMPLEMENTATION DEFINED. */
const priorityBits = 0xf0;
const legalBits: Readonly<Record<number, number>> = { 17: priorityBits, 18: priorityBits, 20: controlBits };

function prepareLegalValue({ row, fields }: Encoding, { words }: State): void {
  const source = row.operation === 'vmsr' ? fields.t : row.operation === 'msr' ? fields.n : undefined;
  if (source === undefined) return;
  const mask = row.operation === 'vmsr' ? implementedFpscr : (legalBits[fields.i!] ?? 0xffff_ffff);
  setRegister(words, source, coreRegisters(words)[source]! & mask);
}

const cornerProbability = 0.2;

/** Now and then the operands of floating-point arithmetic are all NaNs, all sparse, or a product on a tie. */
function prepareSingles({ row, fields }: Encoding, { words, random }: State): void {
  if (!/^float(Alu|MultiplyAccumulate|Divide)$/.test(row.class) || !random.chance(cornerProbability)) return;
  const set = (field: string, low: string, value: number): void => {
    words[block.singles + (((fields[field] ?? 0) << 1) | (fields[low] ?? 0))] = value;
  };
  const tie = fusedTie(random);
  const corner = random.pick<(index: number) => number>([
    () => nanSingle(random),
    () => sparseSingle(random),
    (index) => [tie.addend, ...tie.factors][index]!,
  ]);
  set('d', 'D', corner(0));
  set('n', 'N', corner(1));
  set('m', 'M', corner(2));
}
