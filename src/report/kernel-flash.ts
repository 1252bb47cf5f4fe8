import type { ImageSource } from '../cost/footprint.ts';
import type { KernelFlash } from '../cost/layers.ts';
import type { LayerInfo } from '../model/types.ts';

/** Kernel code of a built image and which registration (`pf_op_<op>_<type>`) each layer of its model runs. */
export function kernelFlash({ built, model }: Extract<ImageSource, { origin: 'model' }>): KernelFlash {
  const bytesByKernel = built.flashBytesByOp;
  const kernelOf = (layer: LayerInfo): string | undefined => {
    const type = model.tensors[layer.inputs[0] ?? -1]?.type;
    const name = `pf_op_${layer.op.toLowerCase()}`;
    return [`${name}_${type}`, name].find((key) => bytesByKernel.has(key));
  };
  return { bytesByKernel, kernelOf };
}
