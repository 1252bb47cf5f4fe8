/** How C lays out objects on a target. */
export interface Abi {
  /** Bytes of a pointer; avr-gcc's `int` and enumerations have as many, and so have those of wasm32. */
  readonly pointerBytes: 2 | 4;
  /** Whether fields begin at multiples of their size; on AVR nothing is aligned. */
  readonly isAligned: boolean;
}

export const avrAbi: Abi = { pointerBytes: 2, isAligned: false };
export const wasmAbi: Abi = { pointerBytes: 4, isAligned: true };

/** Type of a field; of several elements with their number. */
export type FieldType = 'pointer' | 'enum' | 'i8' | 'i16' | 'i32' | 'i8[2]' | 'u16[2]' | 'u16[4]';
export type Struct = readonly (readonly [name: string, type: FieldType])[];

const weighted: Struct = [
  ['super', 'pointer'],
  ['qtype', 'enum'],
  ['weight', 'pointer'],
  ['bias', 'pointer'],
  ['output_shift', 'pointer'],
  ['bias_shift', 'pointer'],
];
const shiftOnly: Struct = [
  ['super', 'pointer'],
  ['output_shift', 'i16'],
];
const border: Struct = [
  ['super', 'pointer'],
  ['pad', 'u16[4]'],
];
const nameOnly: Struct = [['super', 'pointer']];

/** Structs of firmware/avr/include/nnom.h that a weights.h has constants of; `super` is the name of the layer. */
const structs: Readonly<Record<string, Struct>> = {
  nnom_weight_t: [
    ['p_value', 'pointer'],
    ['shift', 'i32'],
  ],
  nnom_bias_t: [
    ['p_value', 'pointer'],
    ['shift', 'i32'],
  ],
  nnom_tensor_t: [
    ['p_data', 'pointer'],
    ['dim', 'pointer'],
    ['q_dec', 'pointer'],
    ['q_offset', 'pointer'],
    ['qtype', 'enum'],
    ['num_dim', 'i8'],
    ['bitwidth', 'i8'],
  ],
  nnom_io_config_t: [
    ['super', 'pointer'],
    ['tensor', 'pointer'],
  ],
  nnom_dense_config_t: weighted,
  nnom_conv2d_config_t: [
    ...weighted,
    ['filter_size', 'i32'],
    ['kernel_size', 'i8[2]'],
    ['stride_size', 'i8[2]'],
    ['padding_size', 'i8[2]'],
    ['dilation_size', 'i8[2]'],
    ['padding_type', 'enum'],
  ],
  nnom_pool_config_t: [
    ['super', 'pointer'],
    ['padding_type', 'enum'],
    ['output_shift', 'i16'],
    ['kernel_size', 'i8[2]'],
    ['stride_size', 'i8[2]'],
    ['num_dim', 'i8'],
  ],
  nnom_global_pool_config_t: shiftOnly,
  nnom_matrix_config_t: shiftOnly,
  nnom_zero_padding_config_t: border,
  nnom_cropping_config_t: border,
  nnom_upsample_config_t: [
    ['super', 'pointer'],
    ['kernel', 'u16[2]'],
  ],
  nnom_concat_config_t: [
    ['super', 'pointer'],
    ['axis', 'i8'],
  ],
  nnom_flatten_config_t: nameOnly,
  nnom_softmax_config_t: nameOnly,
};

const scalars: Readonly<Record<string, FieldType>> = {
  int8_t: 'i8',
  nnom_shape_data_t: 'i16',
  nnom_qformat_param_t: 'i32',
};

/** The fields of a struct; undefined for a type that weights.h has no constants of. */
export const structOf = (type: string): Struct | undefined =>
  Object.hasOwn(structs, type) ? structs[type] : undefined;

/** What the elements of an array of this type are; undefined for other types. */
export const scalarOf = (type: string): FieldType | undefined =>
  Object.hasOwn(scalars, type) ? scalars[type] : undefined;

const units: Readonly<Record<Exclude<FieldType, 'pointer' | 'enum'>, readonly [unit: number, count: number]>> = {
  i8: [1, 1],
  i16: [2, 1],
  i32: [4, 1],
  'i8[2]': [1, 2],
  'u16[2]': [2, 2],
  'u16[4]': [2, 4],
};

/** Bytes of one element of a field, and how many it has. */
export function unitOf(type: FieldType, { pointerBytes }: Abi): readonly [unit: number, count: number] {
  return type === 'pointer' || type === 'enum' ? [pointerBytes, 1] : units[type];
}
