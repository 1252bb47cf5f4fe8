/** One layer of the converted network, in running order. */
export interface ConvertedLayer {
  /** What NNoM calls it, with the activation behind it: `Conv2D+relu`. */
  readonly op: string;
  readonly name: string;
  /** Smallest and largest output in the float network over the calibration data. */
  readonly low: number;
  readonly high: number;
  /** Of a thousand outputs, 999 are no further from 0 than this. */
  readonly permille999: number;
  /** Decimal bits of its outputs, its kernel and its biases. */
  readonly outputBits: number;
  readonly kernelBits: number | undefined;
  readonly biasBits: number | undefined;
  /** Outputs of the part at -128 or 127, of all; 0 where those are values like others. */
  readonly saturatedShare: number;
}

/** How well the converted network answers as the float network does. */
export interface Agreement {
  readonly inputs: number;
  /** Of the inputs, those whose largest output is the same one; undefined for a single output. */
  readonly sameShare: number | undefined;
  /** Mean distance of the answers: `divergence`. */
  readonly distance: number;
  /** Shares of right answers, where the data has labels. */
  readonly floatAccuracy: number | undefined;
  readonly accuracy: number | undefined;
}

/** Something the user should know or change. */
export interface ConversionFinding {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

export interface Conversion {
  /** The text of weights.h. */
  readonly header: string;
  /** Decimal bits that the input has to be given in: q = value x 2^bits, saturated to -128..127. */
  readonly inputBits: number;
  readonly layers: readonly ConvertedLayer[];
  readonly agreement: Agreement;
  /** With formats in which nothing saturates, for comparison. */
  readonly wholeRangeAgreement: Agreement;
  readonly findings: readonly ConversionFinding[];
}
