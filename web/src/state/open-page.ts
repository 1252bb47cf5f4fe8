import { effect } from '@preact/signals';
import { readAsset } from '../engine/facilities.ts';
import { inputKinds, inputTitles } from '../files/inputs.ts';
import { loadSample, samples } from '../files/samples.ts';
import { isReportAddress, reportPrefix } from '../share/address.ts';
import { unpack } from '../share/packed.ts';
import { isPageLink, linkOf, type PageState } from '../share/page-link.ts';
import type { Case } from './cases.ts';
import { openReport } from './open-files.ts';
import type { Session } from './session.ts';

/** Opens what the address asks for, and keeps the address in step with the page from then on. */
export async function openPage(session: Session): Promise<void> {
  await openAddress(session);
  addEventListener('hashchange', () => void openAddress(session));
  effect(() => keepAddress(session));
}

/** A state, a report in the link, or a report of this host; without any of them the first sample, being checked. */
async function openAddress(session: Session): Promise<void> {
  const { hash, searchParams } = new URL(location.href);
  const url = searchParams.get('url');
  try {
    if (isPageLink(hash)) await openState(session, hash);
    else if (hash.startsWith(reportPrefix))
      complain(session, await openReport(session, unpack(hash.slice(reportPrefix.length)), 'the report in the link'));
    else if (url !== null) await openUrl(session, url);
    else if (session.subjects.peek().length === 0) await openFirstSample(session);
  } catch (error) {
    const reason = (error as Error).message.replace(/\.$/, '');
    complain(session, `The link cannot be opened: ${reason}. Ask for it again, or choose a file.`);
    if (session.subjects.peek().length === 0) await openFirstSample(session);
  }
}

function complain(session: Session, complaint: string | undefined): void {
  session.complaint.value = complaint;
}

async function openFirstSample(session: Session): Promise<void> {
  const [first] = samples;
  if (first !== undefined) session.add(await loadSample(first));
}

async function openState(session: Session, hash: string): Promise<void> {
  const { readLink } = await import('../share/read-link.ts');
  const state = readLink(hash);
  if (hash === addressOf(session)) return;
  const wanted = samples.filter(({ id }) => state.samples.includes(id));
  const subjects = await Promise.all(wanted.map(loadSample));
  session.restore(subjects, state.settings);
  const shown = state.shown === undefined ? undefined : runsOfSamples(session)[state.shown];
  if (shown !== undefined) session.select(shown.key);
  complain(session, missingFiles(state));
}

/** What the link was made with and does not hold; undefined when that is nothing. */
function missingFiles({ files, reports, inputs }: PageState): string | undefined {
  const dropped = [...files, ...reports.map((name) => `the JSON report of ${name}`)];
  const chosen = inputKinds.flatMap((kind) =>
    (inputs[kind] ?? []).map((name) => `${name} (Run options, "${inputTitles[kind]}")`),
  );
  const asked = [
    ...(dropped.length > 0 ? [`drop ${dropped.join(', ')} here`] : []),
    ...(chosen.length > 0 ? [`choose ${chosen.join(', ')}`] : []),
  ];
  return asked.length === 0 ? undefined : `The link does not hold files: ${asked.join(', and ')}.`;
}

const runsOfSamples = (session: Session): Case[] =>
  session.cases.value.filter(({ plan }) => plan?.subject.sampleId !== undefined);

/** The content-security policy allows this host alone: so that nothing a page opens can make it talk to another. */
async function openUrl(session: Session, url: string): Promise<void> {
  const address = new URL(url, document.baseURI);
  if (address.origin !== location.origin) {
    throw new Error(
      `${address.origin} is another host, and this page may load from its own alone. Save the report and drop it here`,
    );
  }
  complain(session, await openReport(session, await readAsset(address), address.pathname.split('/').at(-1) ?? url));
}

/** What the page shows now, as the part of its address behind the `#`. */
export function addressOf(session: Session): string {
  const subjects = session.subjects.value;
  const shown = runsOfSamples(session).findIndex(({ key }) => key === session.selected.value?.key);
  const filled = Object.entries(session.inputs.value).filter(([, files]) => files.length > 0);
  return linkOf({
    samples: subjects.flatMap(({ sampleId }) => sampleId ?? []),
    files: subjects.filter(({ sampleId }) => sampleId === undefined).map(({ name }) => name),
    inputs: Object.fromEntries(filled.map(([kind, files]) => [kind, files.map(({ name }) => name)])),
    reports: session.openedReports.value.map(({ name, report }) => `${name} on ${report.device.name}`),
    ...(shown > 0 && { shown }),
    settings: session.settings.value,
  });
}

/** A link to a report stays what it is; everything else follows what is set. */
function keepAddress(session: Session): void {
  const address = addressOf(session);
  if (isReportAddress(location)) return;
  if (session.isTouched.value) history.replaceState(null, '', address);
}
