import { closest } from '../../devices/closest.ts';
import { PreflashError } from '../../errors/preflash-error.ts';
import type { FirmwareImage, ImageSymbol } from '../../image/types.ts';

/** Turns a linker name into what the programmer wrote; C names stay as they are. */
export type Demangle = (name: string) => string;

/** The option names something that is not in the image. */
export class RegionError extends PreflashError {}

/** A function to measure, and which of its calls; all of them where `call` is undefined. */
export interface Region {
  readonly symbol: ImageSymbol;
  readonly name: string;
  readonly call: number | undefined;
}

/** `ns::(anonymous namespace)::f(int) const` -> `ns::(anonymous namespace)::f`. */
export function withoutParameters(demangled: string): string {
  let depth = 0;
  for (let at = demangled.length - 1; at >= 0; at--) {
    if (demangled[at] === ')') depth++;
    if (demangled[at] === '(' && --depth === 0) {
      // "(anonymous namespace)" is part of the name.
      return demangled.startsWith('(anonymous', at) ? demangled : demangled.slice(0, at);
    }
  }
  return demangled;
}

/**
 * Finds the function that `text` names: by linker name, by C++ name, or by C++ name with parameters; `net.c:` before it
 * is the source file of a static one, `#2` behind it is its second call.
 *
 * @param option what the user wrote it behind, for messages
 * @throws RegionError when there is none, it is a variable, or several have that name
 */
export function findRegion(
  image: Pick<FirmwareImage, 'symbols'>,
  text: string,
  demangle: Demangle,
  option: string,
): Region {
  const { name, call } = splitCall(text, option);
  const found = candidates(image, name, demangle);
  const [symbol] = found;
  if (symbol === undefined) throw missing(image, name, demangle, option);
  if (found.length > 1) throw ambiguous(found, name, demangle, option);
  if (symbol.kind === 'object') {
    throw new RegionError({
      where: `${option} ${name}`,
      what: 'this symbol is a variable, not a function',
      advice: 'Give the name of a function.',
    });
  }
  return { symbol, name: demangle(symbol.name), call };
}

/**
 * The function and the number of its call in what a user writes: `f#2`.
 *
 * @throws RegionError when the number is 0
 */
export function splitCall(text: string, option: string): { name: string; call: number | undefined } {
  const [, name = text, number] = /^(.+)#(\d+)$/.exec(text) ?? [];
  if (number === undefined) return { name, call: undefined };
  if (Number(number) > 0) return { name, call: Number(number) };
  throw new RegionError({ where: `${option} ${text}`, what: 'calls are counted from 1', advice: `Write ${name}#1.` });
}

function candidates({ symbols }: Pick<FirmwareImage, 'symbols'>, text: string, demangle: Demangle): ImageSymbol[] {
  const [, file, inFile] = /^([^:]+\.\w+):([^:].*)$/.exec(text) ?? [];
  if (inFile === undefined) return named(symbols, text, demangle);
  return named(
    symbols.filter(({ sourceFile }) => sourceFile === file),
    inFile,
    demangle,
  );
}

/** One symbol an address: a global one alone, or else every static one, of which files may have their own. */
function named(symbols: readonly ImageSymbol[], name: string, demangle: Demangle): ImageSymbol[] {
  const exact = symbols.filter((symbol) => symbol.name === name);
  const shared = exact.find(({ binding }) => binding !== 'local');
  if (shared !== undefined) return [shared];
  if (exact.length > 0) return oneAnAddress(exact);
  const byName = symbols.filter((symbol) => {
    if (!symbol.name.startsWith('_Z')) return false;
    const demangled = demangle(symbol.name);
    return demangled === name || withoutParameters(demangled) === name;
  });
  // Constructors and the like have several linker names for one place.
  return oneAnAddress(byName);
}

const oneAnAddress = (symbols: readonly ImageSymbol[]): ImageSymbol[] =>
  symbols.filter(({ address }, index) => symbols.findIndex((other) => other.address === address) === index);

function missing(
  { symbols }: Pick<FirmwareImage, 'symbols'>,
  name: string,
  demangle: Demangle,
  option: string,
): RegionError {
  const functions = symbols.filter(({ kind }) => kind === 'function').map((symbol) => demangle(symbol.name));
  const bare = functions.map(withoutParameters);
  const ending = bare.find((candidate) => candidate.endsWith(`::${name}`));
  const near = ending ?? closest(name, bare);
  return new RegionError({
    where: `${option} ${name}`,
    what: functions.length === 0 ? 'the image has no symbols' : 'the image has no such function',
    advice:
      near === undefined
        ? 'Give a function that was not inlined; `nm -C` lists them. A stripped image has none.'
        : `Did you mean ${near}?`,
  });
}

function ambiguous(found: readonly ImageSymbol[], name: string, demangle: Demangle, option: string): RegionError {
  const names = found.map((symbol) => demangle(symbol.name));
  const forms = [
    { by: 'its parameters', names },
    { by: 'its linker name', names: found.map((symbol) => symbol.name) },
    { by: 'its source file', names: found.map((symbol) => `${symbol.sourceFile ?? '?'}:${symbol.name}`) },
  ];
  const distinct = forms.find((form) => new Set(form.names).size === found.length);
  return new RegionError({
    where: `${option} ${name}`,
    what: `${found.length} functions have that name`,
    advice:
      distinct === undefined
        ? 'Nothing in the file tells them apart: give them names of their own.'
        : `Give one of them with ${distinct.by}: ${distinct.names.slice(0, 4).join(', ')}.`,
  });
}
