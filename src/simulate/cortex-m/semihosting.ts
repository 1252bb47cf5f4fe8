/** What semihosting needs of the machine. */
export interface SemihostingTarget {
  word(address: number): number;
  bytes(address: number, length: number): Uint8Array;
  setWord(address: number, value: number): void;
  /** Cycles since reset. */
  readonly cycles: number;
  readonly clockHz: number;
  exit(code: number): void;
}

const applicationExit = 0x20026;
const minusOne = 0xffffffff;
/** Handles 1 and 2 are the console, as `:tt` opens it. */
const firstFileHandle = 3;

/**
 * Semihosting of the Arm specification (IHI 0065): console output, output files kept in memory, exit and clock. There
 * is no input: reads meet the end of the file.
 */
export class Semihosting {
  /** Everything printed so far, as bytes. */
  readonly console: number[] = [];
  /** Files the firmware wrote, by name. */
  readonly files = new Map<string, number[]>();
  readonly #handles = new Map<number, number[]>();

  /**
   * Performs an operation.
   * @returns what r0 becomes, or undefined for an operation that is not supported
   */
  perform(operation: number, argument: number, target: SemihostingTarget): number | undefined {
    const word = (index: number): number => target.word(argument + 4 * index);
    switch (operation) {
      case 0x01: // SYS_OPEN
        return this.#open(text(target.bytes(word(0), word(2))), word(1));
      case 0x02: // SYS_CLOSE
        return 0;
      case 0x03: // SYS_WRITEC
        this.console.push(target.bytes(argument, 1)[0]!);
        return 0;
      case 0x04: // SYS_WRITE0
        for (let at = argument; target.bytes(at, 1)[0] !== 0; at++) this.console.push(target.bytes(at, 1)[0]!);
        return 0;
      case 0x05: // SYS_WRITE: returns the bytes not written
        append(this.#handles.get(word(0)) ?? this.console, target.bytes(word(1), word(2)));
        return 0;
      case 0x06: // SYS_READ: returns the bytes not read
        return word(2);
      case 0x09: // SYS_ISTTY
        return word(0) < firstFileHandle ? 1 : 0;
      case 0x0a: // SYS_SEEK
        return minusOne;
      case 0x0c: // SYS_FLEN
        return this.#handles.get(word(0))?.length ?? 0;
      case 0x10: // SYS_CLOCK: centiseconds
        return Math.floor((target.cycles * 100) / target.clockHz);
      case 0x11: // SYS_TIME
      case 0x13: // SYS_ERRNO
        return 0;
      case 0x15: // SYS_GET_CMDLINE
        return minusOne;
      case 0x16: // SYS_HEAPINFO: nothing to say; the linker script's symbols count
        for (let index = 0; index < 4; index++) target.setWord(word(0) + 4 * index, 0);
        return 0;
      case 0x18: // SYS_EXIT
        target.exit(argument === applicationExit ? 0 : 1);
        return 0;
      case 0x20: // SYS_EXIT_EXTENDED
        target.exit(word(0) === applicationExit ? word(1) : 1);
        return 0;
      case 0x30: // SYS_ELAPSED: 64 bits
        target.setWord(argument, target.cycles >>> 0);
        target.setWord(argument + 4, Math.floor(target.cycles / 2 ** 32));
        return 0;
      case 0x31: // SYS_TICKFREQ
        return target.clockHz;
      default:
        return undefined;
    }
  }

  #open(name: string, mode: number): number {
    if (name === ':tt') return mode >= 8 ? 2 : 1;
    if (mode < 4) return minusOne; // reading: there are no files
    const file: number[] = [];
    this.files.set(name, file);
    const handle = firstFileHandle + this.#handles.size;
    this.#handles.set(handle, file);
    return handle;
  }
}

/** Byte by byte: as arguments of `push`, a large buffer would overflow the stack. */
function append(file: number[], bytes: Uint8Array): void {
  for (const byte of bytes) file.push(byte);
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
