import type { Machine } from '../machine.ts';
import type { CallSettings } from '../types.ts';

/** Notes the clock with which a call begins; what is returned gives the settings when the call has ended. */
export function settingsOf(machine: Machine): () => CallSettings {
  const { clockHz: beganAtHz } = machine;
  return () => ({ beganAtHz, clockHz: machine.clockHz, flashSettings: machine.flashSettings });
}
