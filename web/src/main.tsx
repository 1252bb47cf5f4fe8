import './engine/no-eval.ts';
import { render } from 'preact';
import { App } from './app.tsx';
import { keepForOffline } from './engine/offline.ts';
import { startPool } from './engine/start-pool.ts';
import { openPage } from './state/open-page.ts';
import { Session } from './state/session.ts';
import { defaultSettings } from './state/settings.ts';
import { TfliteInterpreter } from './tflite/interpreter.ts';

const session = new Session(startPool(), new TfliteInterpreter(), defaultSettings);
render(<App session={session} />, document.getElementById('page')!);
void openPage(session).then(() => {
  if (import.meta.env.PROD) void keepForOffline(session.isBusy);
});
