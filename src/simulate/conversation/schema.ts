import * as z from 'zod';

/*
 * A conversation with firmware over its UART: what is sent, what must come back, and between which lines to measure.
 * docs/conversation.md says what each step means.
 */

const region = z.enum(['begin', 'end']).optional();

const sendStep = z.strictObject({ send: z.string().min(1) });

const sendFileStep = z.strictObject({
  'send-file': z.string().min(1),
  /** Sent in pieces, each as hexadecimal digits or raw between `before` and `after`, and answered by `expect`. */
  chunkBytes: z.int().positive().optional(),
  encoding: z.enum(['raw', 'hex']).default('raw'),
  before: z.string().default(''),
  after: z.string().default(''),
  expect: z.string().min(1).optional(),
});

const expectStep = z.strictObject({
  /** Text that the firmware prints, or with `regex` what it must match. */
  expect: z.string().min(1),
  regex: z.boolean().default(false),
  timeoutMs: z.number().positive().default(60_000),
  region,
});

const plainStep = z.union([sendStep, sendFileStep, expectStep]);

const repeatStep = z.strictObject({ repeat: z.int().positive(), steps: z.array(plainStep).nonempty() });

export const conversationSchema = z.strictObject({
  $schema: z.string().optional(),
  steps: z.array(z.union([sendStep, sendFileStep, expectStep, repeatStep])).nonempty(),
  /** How many times the firmware does its work between the two lines: figures are given for one. */
  perRegion: z.int().positive().default(1),
});

export type ConversationFile = z.output<typeof conversationSchema>;
export type PlainStep = z.output<typeof plainStep>;

/** The JSON Schema of a conversation file, for editors. */
export function conversationJsonSchema(): object {
  return z.toJSONSchema(conversationSchema, { io: 'input' });
}
