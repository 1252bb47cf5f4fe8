import * as z from 'zod';
import { reportSchema } from './schema.ts';

/** JSON Schema (draft 2020-12) of the report, version 1. Fields that are not in it may be there: it can grow. */
export function reportJsonSchema(): object {
  const schema = z.toJSONSchema(reportSchema, { io: 'input' });
  return { ...schema, title: 'preflash report, version 1' };
}
