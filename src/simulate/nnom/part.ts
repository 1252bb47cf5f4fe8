import { valuesIn } from '../../bytes/shape.ts';
import type { Device } from '../../devices/schema.ts';
import type { FirmwareImage } from '../../image/types.ts';
import type { LayerInfo } from '../../model/types.ts';
import { InferenceIo } from '../inference-io.ts';
import type { Machine } from '../machine.ts';
import { simulators } from '../machines.ts';
import { dataSpace } from './data-space.ts';

/** Offsets in the structs of firmware/avr/include/nnom.h on AVR; firmware/avr/runtime/run.c asserts them. */
const layout = { layerOut: 15, ioTensor: 6, tensorData: 0 } as const;

const sliceCycles = 4_000_000;

/**
 * The output of each layer, as the part computes it in one inference.
 *
 * @param module compiled from the simulator of the device's core
 * @param layers of the model, in running order
 * @throws SimulationFault when the firmware faults or takes more than `maxCycles`
 */
export function nnomPartOutputs(
  module: WebAssembly.Module,
  image: FirmwareImage,
  device: Device,
  run: { readonly input: Uint8Array; readonly layers: readonly LayerInfo[]; readonly maxCycles: number },
): Uint8Array[] {
  const machine = simulators[device.core].create(module, device);
  machine.load(image);
  const address = (name: string): number => image.symbols.find((symbol) => symbol.name === name)?.address ?? -1;
  const io = new InferenceIo(machine, image.symbols.find(({ name }) => name === 'pf_io')!);
  const [receive, runLayer, send] = ['pf_receive_inputs', 'pf_run_layer', 'pf_send_outputs'].map(address);
  for (const watched of [receive!, runLayer!, send!]) machine.watch(watched);
  const outputs: Uint8Array[] = [];
  let layer = 0;
  let returnAddress: number | undefined;
  while (machine.cycles < run.maxCycles) {
    if (machine.runFor(sliceCycles) !== 'watch') continue;
    if (machine.pc === receive) io.writeInputs([run.input]);
    if (machine.pc === send) return outputs;
    if (returnAddress !== undefined && machine.pc === returnAddress) {
      outputs.push(readOutput(machine, layer, run.layers[outputs.length]));
      machine.unwatch(returnAddress);
      returnAddress = undefined;
    }
    if (machine.pc === runLayer) {
      layer = machine.argument(0);
      returnAddress = machine.returnAddress;
      if (returnAddress !== undefined) machine.watch(returnAddress);
    }
  }
  throw machine.timeOut();
}

/** layer->out->tensor->p_data, as many bytes as the layer has outputs. */
function readOutput(machine: Machine, layer: number, info: LayerInfo | undefined): Uint8Array {
  const pointer = (address: number): number => {
    const [low = 0, high = 0] = machine.readBytes(dataSpace + address, 2);
    return low | (high << 8);
  };
  const tensor = pointer(pointer(layer + layout.layerOut) + layout.ioTensor);
  const length = valuesIn(info?.outputShape ?? []);
  return machine.readBytes(dataSpace + pointer(tensor + layout.tensorData), length);
}
