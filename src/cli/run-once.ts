import { InputError, type Report } from '../index.ts';
import { type EstimateRequest, estimateFile, type MeasureRequest, measureFile } from '../node/index.ts';

export const engines = ['simulate', 'estimate'] as const;

/** What `preflash run` was asked for, by the names of its options. */
type RunRequest = Omit<MeasureRequest, 'profile'> &
  Omit<EstimateRequest, 'costProfile'> & {
    readonly engine: (typeof engines)[number];
    /** Of `--profile`: a cost profile. */
    readonly profile?: string | undefined;
    /** Of `--top`: how many functions are listed. */
    readonly top?: number | undefined;
  };

/** Options that say what a simulated run does; an estimate has no run. */
const ofSimulation = ['region', 'layersOf', 'uartIn', 'uartOut', 'conversation', 'profileOut', 'top'] as const;
const ofEstimate = ['profile', 'data'] as const;

/**
 * One run, by the engine that was asked for.
 * @throws InputError (as a rejection) for an option of the other engine
 */
export async function runOnce(options: RunRequest): Promise<Report> {
  const { engine, profile: costProfile, top, ...request } = options;
  const foreign = engine === 'simulate' ? ofEstimate : ofSimulation;
  const given = foreign.find((option) => options[option] !== undefined);
  if (given !== undefined) throw otherEngine(given, engine);
  if (engine === 'estimate') return estimateFile({ ...request, costProfile });
  return measureFile({ ...request, profile: top !== undefined });
}

function otherEngine(option: string, engine: string): InputError {
  const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new InputError({
    where: flag,
    what: `engine ${engine} has no use for it`,
    advice: engine === 'simulate' ? 'Add --engine estimate.' : 'Leave it or --engine estimate out.',
  });
}
