import { useEffect, useState } from 'preact/hooks';
import { type Report, renderers } from '../../../src/index.ts';
import { reportPrefix } from '../share/address.ts';
import { ciConfigOf } from '../share/ci-config.ts';
import { download } from '../share/download.ts';
import { pack } from '../share/packed.ts';
import { useSession } from '../state/context.ts';
import { addressOf } from '../state/open-page.ts';
import { Code } from './code.tsx';

const pageAddress = (): string => location.href.replace(/[?#].*$/, '');

/** A link to all that is set: files of the user's own are not in it. */
export function PageLink() {
  const session = useSession();
  return <CopyButton label="Copy link to page" text={() => pageAddress() + addressOf(session)} />;
}

/** What of a run can be taken along: the report, and a link to it. */
export function Share({ report }: { readonly report: Report }) {
  const name = `${report.model?.name.replace(/\.\w+$/, '') ?? 'firmware'}-${report.device.id}`;
  const json = async (): Promise<void> => {
    const render = await renderers.json();
    download(`${name}.json`, `${render(report, { color: false })}\n`, 'application/json');
  };
  const html = async (): Promise<void> => {
    const render = await renderers.html();
    download(`${name}.html`, render(report, { color: false }), 'text/html');
  };
  return (
    <div class="share">
      <button type="button" onClick={() => void json()}>
        Download JSON
      </button>
      <button type="button" onClick={() => void html()}>
        Download HTML
      </button>
      <CopyButton label="Copy link to report" text={() => pageAddress() + reportPrefix + pack(report)} />
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
  const text = 'text' in config ? config.text : undefined;
  const checked = useChecked(text);
  const missing = 'missing' in config ? config.missing : checked?.problem;
  if ('missing' in config || missing !== undefined) return <p class="hint">CI configuration: {missing}</p>;
  return (
    <details>
      <summary>preflash.config.json</summary>
      <p class="hint">
        Save it beside the files; <code>preflash check</code> then exits with 1 when a budget is exceeded.
      </p>
      {config.hasGrowth && (
        <p class="hint">
          Growth is measured against what <code>preflash baseline</code> saved beside it before.
        </p>
      )}
      {config.leftOut > 0 && <p class="hint">Runs without figures are not in it: {config.leftOut}.</p>}
      <Code label="preflash.config.json" text={config.text} />
      <CopyButton label="Copy CI config" text={() => config.text} disabled={checked === undefined} />
    </details>
  );
}

/** What the command line has to say about a configuration; undefined until it was asked. */
function useChecked(text: string | undefined): { readonly problem: string | undefined } | undefined {
  const [checked, setChecked] = useState<{ readonly text: string; readonly problem: string | undefined }>();
  useEffect(() => {
    if (text === undefined) return;
    void import('../share/config-problem.ts').then(({ configProblem }) =>
      setChecked({ text, problem: configProblem(text) }),
    );
  }, [text]);
  return checked?.text === text ? checked : undefined;
}
