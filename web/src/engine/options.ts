import { findDevice, type MeasureOptions } from '../../../src/index.ts';
import { openConversation } from '../files/inputs.ts';
import type { MeasureJob } from './protocol.ts';

/**
 * What a job is to the public API.
 * @throws ConversationError for a conversation that cannot be held
 */
export function optionsOf({ deviceId, engine: _, conversation, ...job }: MeasureJob): Omit<MeasureOptions, 'profile'> {
  return { ...job, device: findDevice(deviceId), conversation: openConversation(conversation) };
}
