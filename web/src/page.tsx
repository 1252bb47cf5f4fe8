import { render } from 'preact';
import { App } from './app.tsx';
import { keepForOffline } from './engine/offline.ts';
import type { WorkerPool } from './engine/pool.ts';
import type { Engine } from './engine/protocol.ts';
import { openPage } from './state/open-page.ts';
import { Session } from './state/session.ts';
import { defaultSettings } from './state/settings.ts';
import { TfliteInterpreter } from './tflite/interpreter.ts';

/** Draws the page and opens what its address asks for. */
export async function startPage(pool: WorkerPool<Engine>): Promise<void> {
  const session = new Session(pool, new TfliteInterpreter(), defaultSettings);
  render(<App session={session} />, document.getElementById('page')!);
  await openPage(session);
  if (import.meta.env.PROD) await keepForOffline(session.isBusy);
}
