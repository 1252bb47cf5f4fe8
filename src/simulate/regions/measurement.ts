import type { SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage, ImageSymbol } from '../../image/types.ts';
import type { Machine } from '../machine.ts';
import { nnomInference, nnomLayer } from '../nnom/inference-function.ts';
import type { CallTrace } from '../types.ts';
import { CallRecorder } from './call-recorder.ts';
import { settingsOf } from './call-settings.ts';
import { avrCallSites, type CallSite, thumbCallSites } from './call-sites.ts';
import { type Callee, CalleeRecorder, type TailJumps } from './callee-recorder.ts';
import { NamedCallRecorder } from './named-call-recorder.ts';
import { type Demangle, findRegion, RegionError, withoutParameters } from './region-name.ts';
import { avrTailJumps, thumbTailJumps } from './tail-calls.ts';

/** What to measure: names as the user writes them. */
export interface MeasurementRequest {
  readonly region?: string | undefined;
  readonly layersOf?: string | undefined;
  readonly demangle: Demangle;
}

/** Hears of each call of the region that is not within another: a call that is left by longjmp does not end. */
export interface RegionListener {
  begin(): void;
  end(): void;
}

/** Functions that the tools know in firmware that preflash built: firmware/README.md. */
const ownRegion = 'pf_invoke';
const ownLayer = 'pf_run_layer';
/** TensorFlow Lite Micro: what runs an inference, and what calls its operators, under the names of several versions. */
const inferenceFunctions = ['tflite::MicroInterpreter::Invoke'];
const operatorCallers = ['tflite::MicroInterpreterGraph::InvokeSubgraph', 'tflite::MicroGraph::InvokeSubgraph'];

/** Virtual methods of the interpreter's own that it calls between operators. */
const housekeeping = /::Micro(Allocator|Profiler|Context|Graph)\w*::/;

type LayerRecorder = CallRecorder | CalleeRecorder | NamedCallRecorder;

/** The region of interest and the layers in it, as they are recorded while a machine runs. */
export class Measurement {
  readonly #machine: Machine;
  readonly #image: FirmwareImage;
  readonly #symbols: SymbolIndex;
  readonly #demangle: Demangle;
  readonly #region: CallRecorder | undefined;
  readonly #layers: LayerRecorder | undefined;
  readonly #listener: RegionListener | undefined;
  /** While a call of the region is open, the layers of the one before: the run may be over in the middle of a call. */
  #before: readonly CallTrace[] | undefined;
  /** The call of the region that counts, from 1; the last one where it is undefined. */
  readonly wantedCall: number | undefined;

  /**
   * @param listener told when a call of the region begins and ends
   * @throws RegionError when a name is not that of a function
   */
  constructor(
    machine: Machine,
    image: FirmwareImage,
    symbols: SymbolIndex,
    request: MeasurementRequest,
    listener?: RegionListener,
  ) {
    this.#listener = listener;
    this.#machine = machine;
    this.#image = image;
    this.#symbols = symbols;
    this.#demangle = request.demangle;
    const isOurs = symbols.byName(ownLayer) !== undefined && symbols.byName(ownRegion) !== undefined;
    const name = request.region ?? request.layersOf ?? (isOurs ? ownRegion : this.#knownInference());
    const region = name === undefined ? undefined : findRegion(image, name, request.demangle, optionOf(request));
    this.wantedCall = region?.call;
    this.#region = region && new CallRecorder(machine, region.name, addressOf(region.symbol), settingsOf);
    this.#layers = request.layersOf === undefined ? this.#knownLayers(isOurs) : this.#layersOf(request.layersOf);
  }

  /** Whether there is a function to measure. */
  get hasRegion(): boolean {
    return this.#region !== undefined;
  }

  /** Whether what was asked for is there: a call of the region, or the one with the wanted number. */
  get isMeasured(): boolean {
    return this.calls.length >= (this.wantedCall ?? 1);
  }

  /** Whether a call of the region is under way. */
  get isUnderWay(): boolean {
    return this.#region?.isOpen ?? false;
  }

  /** What is wrong when the run is out of time: undefined when what was asked for has been measured. */
  get missing(): string | undefined {
    if (this.#region === undefined || this.isMeasured) return undefined;
    const { symbol } = this.#region;
    const called = this.calls.length + (this.isUnderWay ? 1 : 0);
    if (called === 0) return `${symbol} was never called`;
    const times = called === 1 ? 'once' : `${called} times`;
    return `${symbol} was called ${times}${this.isUnderWay ? ' and has not returned' : ''}`;
  }

  get calls(): readonly CallTrace[] {
    return this.#region?.calls ?? [];
  }

  /** Layers of the last call of the region that has ended, in time order; where none has, those that there are. */
  get layers(): readonly CallTrace[] {
    return this.#before ?? this.#layers?.calls ?? [];
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    const { length } = this.calls;
    if (this.#region?.begins(pc)) {
      if (length > 0) this.#before ??= this.#layers && [...this.#layers.calls];
      this.#layers?.clear();
      this.#listener?.begin();
    }
    this.#region?.visit(pc);
    if (this.calls.length > length) {
      this.#before = undefined;
      this.#listener?.end();
    }
    this.#layers?.visit(pc);
  }

  #known(names: readonly string[]): string | undefined {
    const bare = new Set(this.#image.symbols.filter(isCxx).map(({ name }) => withoutParameters(this.#demangle(name))));
    return names.find((name) => bare.has(name));
  }

  #knownInference(): string | undefined {
    return nnomInference(this.#symbols) ?? this.#known(inferenceFunctions);
  }

  #knownLayers(isOurs: boolean): LayerRecorder | undefined {
    if (isOurs) return new CallRecorder(this.#machine, ownLayer, addressOf(this.#symbols.byName(ownLayer)!));
    if (nnomInference(this.#symbols) !== undefined) return this.#nnomLayers(this.#symbols.byName(nnomLayer)!);
    const name = this.#known(operatorCallers);
    if (name === undefined) return undefined;
    const { symbol } = findRegion(this.#image, name, this.#demangle, '--layers-of');
    const callees = (address: number): Callee | undefined => {
      const callee = this.#functionAt(address);
      return housekeeping.test(callee.symbol) ? undefined : callee;
    };
    return new CalleeRecorder(this.#machine, this.#indirectCalls(symbol), callees);
  }

  #nnomLayers(symbol: ImageSymbol): NamedCallRecorder {
    const kernels = new CalleeRecorder(this.#machine, this.#indirectCalls(symbol), (at) => this.#functionAt(at));
    return new NamedCallRecorder(this.#machine, nnomLayer, addressOf(symbol), kernels);
  }

  /** An interpreter calls its operators through pointers; its other calls are its own work. */
  #indirectCalls(symbol: ImageSymbol): CallSite[] {
    return this.#callSites(symbol).filter(({ isIndirect }) => isIndirect);
  }

  #layersOf(name: string): CalleeRecorder {
    const { symbol } = findRegion(this.#image, name, this.#demangle, '--layers-of');
    const sites = this.#callSites(symbol);
    const tail = this.#tailJumps(symbol);
    if (sites.length + tail.addresses.length === 0) throw noCalls(name);
    return new CalleeRecorder(this.#machine, sites, (address) => this.#functionAt(address), tail);
  }

  #tailJumps(symbol: ImageSymbol): TailJumps {
    const entry = addressOf(symbol);
    return {
      entry,
      addresses: (this.#image.machine === 'avr' ? avrTailJumps : thumbTailJumps)(this.#codeOf(symbol), entry),
      enteredAt: (address) => {
        const callee = this.#symbols.functionAt(address);
        return callee !== undefined && addressOf(callee) === address ? this.#functionAt(address) : undefined;
      },
    };
  }

  #callSites(symbol: ImageSymbol): CallSite[] {
    return (this.#image.machine === 'avr' ? avrCallSites : thumbCallSites)(this.#codeOf(symbol), addressOf(symbol));
  }

  #codeOf(symbol: ImageSymbol): Uint8Array {
    return this.#machine.readBytes(addressOf(symbol), symbol.sizeBytes);
  }

  #functionAt(address: number): Callee {
    const symbol = this.#symbols.functionAt(address);
    if (symbol === undefined) return { symbol: `0x${address.toString(16)}` };
    const { name, sizeBytes, sourceFile } = symbol;
    return { symbol: withoutParameters(this.#demangle(name)), codeBytes: sizeBytes, ...(sourceFile && { sourceFile }) };
  }
}

const isCxx = ({ name }: ImageSymbol): boolean => name.startsWith('_Z');
/** Bit 0 of a Thumb function's symbol is not part of its address. */
const addressOf = ({ address }: ImageSymbol): number => address;
const optionOf = ({ region }: MeasurementRequest): string => (region === undefined ? '--layers-of' : '--region');

function noCalls(name: string): RegionError {
  return new RegionError({
    where: `--layers-of ${name}`,
    what: 'this function makes no calls that return to it',
    advice: 'Give the function that calls one function a layer; what it calls may have been inlined into it.',
  });
}
