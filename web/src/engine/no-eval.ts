import { config } from 'zod';

// Schemas try once whether they may make code of strings. The page's policy forbids it, and saying so with an error takes
// the browser as long as reading the whole script again: imported before anything that has a schema.
config({ jitless: true });
