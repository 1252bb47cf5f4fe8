import { useState } from 'preact/hooks';
import { SessionProvider } from './state/context.ts';
import { openFiles } from './state/open-files.ts';
import type { Session } from './state/session.ts';
import { CaseDetail } from './views/case-detail.tsx';
import { CaseTable } from './views/case-table.tsx';
import { Scatter } from './views/scatter.tsx';
import { Setup } from './views/setup.tsx';

/** The whole page. A file may be dropped anywhere on it. */
export function App({ session }: { readonly session: Session }) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void openFiles(session, event.dataTransfer?.files ?? []);
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <SessionProvider value={session}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the same files can be chosen with a button */}
      <div class={isOver ? 'page dropping' : 'page'} onDrop={drop} onDragOver={over} onDragLeave={() => setOver(false)}>
        <Header />
        <main class="columns">
          <Setup />
          <div class="results">
            <CaseTable />
            <Scatter />
            <CaseDetail />
          </div>
        </main>
      </div>
    </SessionProvider>
  );
}

function Header() {
  return (
    <header class="masthead">
      <h1>
        <img src="./icon.svg" alt="" width="28" height="28" /> preflash
      </h1>
      <p>
        Runs the inference firmware you are about to flash, in this page.{' '}
        <strong>Your files stay here: nothing is uploaded</strong>, and the page may not connect to any other host.
      </p>
      <button type="button" class="to-setup" onClick={() => document.querySelector('.setup')?.scrollIntoView()}>
        Choose files and parts
      </button>
    </header>
  );
}
