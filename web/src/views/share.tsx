import { useState } from 'preact/hooks';
import { type Report, renderers } from '../../../src/index.ts';
import { ciConfigOf } from '../share/ci-config.ts';
import { download } from '../share/download.ts';
import { pack } from '../share/packed.ts';
import { reportPrefix } from '../share/page-link.ts';
import { useSession } from '../state/context.ts';
import { addressOf } from '../state/open-page.ts';

/** What of the page can be taken along: the report, a link to it, a link to the page. */
export function Share({ report }: { readonly report: Report }) {
  const session = useSession();
  const name = `${report.model?.name.replace(/\.\w+$/, '') ?? 'firmware'}-${report.device.id}`;
  const json = async (): Promise<void> => {
    const render = await renderers.json();
    download(`${name}.json`, `${render(report, { color: false })}\n`, 'application/json');
  };
  const page = location.href.replace(/[?#].*$/, '');
  return (
    <div class="share">
      <button type="button" onClick={() => void json()}>
        Download JSON
      </button>
      <CopyButton label="Copy link to report" text={() => page + reportPrefix + pack(report)} />
      <CopyButton label="Copy link to page" text={() => page + addressOf(session)} />
    </div>
  );
}

interface CopyButtonProps {
  readonly label: string;
  readonly text: () => string;
  readonly disabled?: boolean;
}

/** Puts a text on the clipboard and says that it did, or shows the text where the browser does not let it. */
export function CopyButton({ label, text, disabled = false }: CopyButtonProps) {
  const [said, say] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      say('Copied');
    } catch {
      say(text());
    }
  };
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => void copy()}>
        {label}
      </button>
      <span role="status" class="said">
        {said}
      </span>
    </>
  );
}

/** The runs of the page for `preflash check`. */
export function CiConfigView() {
  const session = useSession();
  const config = ciConfigOf(session.cases.value, session.settings.value);
  if ('missing' in config) return <p class="hint">CI configuration: {config.missing}</p>;
  return (
    <details>
      <summary>preflash.config.json</summary>
      <p class="hint">Save it beside the files; `preflash check` then exits with 1 when a budget is exceeded.</p>
      <pre class="console">{config.text}</pre>
      <CopyButton label="Copy CI config" text={() => config.text} />
    </details>
  );
}
