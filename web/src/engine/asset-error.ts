import { PreflashError } from '../../../src/index.ts';

/** A file of the page's own that is not there. */
export class AssetError extends PreflashError {
  /** Neither kept nor, without a network, to be had. */
  static unreachable({ pathname }: URL): AssetError {
    return new AssetError({
      where: pathname,
      what: 'it is not kept for use without a network, and the host of this page does not answer',
      advice:
        'Without a network there are estimates and firmware of your own; images around models, samples and TensorFlow ' +
        'Lite are kept once they were used.',
      kind: 'unsupported',
    });
  }

  static refused({ pathname }: URL, status: number): AssetError {
    return new AssetError({
      where: pathname,
      what: `the host of this page does not give it (status ${status})`,
      advice: 'Load the page again; if it stays, the page was not copied to its host as a whole.',
      kind: 'unsupported',
    });
  }
}
