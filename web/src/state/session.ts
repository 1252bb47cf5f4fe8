import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { Report } from '../../../src/index.ts';
import type { Outcome } from '../engine/failure.ts';
import { failureOf } from '../engine/failure-of.ts';
import { callback, type WorkerPool } from '../engine/pool.ts';
import type { Answer, Engine, MeasureJob } from '../engine/protocol.ts';
import { type InputFile, type InputKind, noInputs, type RunInputs } from '../files/inputs.ts';
import type { Subject } from '../files/subject.ts';
import type { TfliteInterpreter } from '../tflite/interpreter.ts';
import { type Case, type CasePlan, planCases } from './cases.ts';
import { jobOf } from './job.ts';
import type { Settings } from './settings.ts';

/** A report that was made before, as a row beside those of this page. */
export interface OpenedReport {
  readonly id: string;
  readonly name: string;
  readonly report: Report;
}

/** What the page shows and what it is doing: files, settings, and the runs that follow from them. */
export class Session {
  readonly subjects: Signal<readonly Subject[]> = signal([]);
  readonly openedReports: Signal<readonly OpenedReport[]> = signal([]);
  readonly settings: Signal<Settings>;
  /** What runs are given beside their file. */
  readonly inputs: Signal<RunInputs> = signal(noInputs);
  /** What was wrong with the last file or link; undefined when nothing was. */
  readonly complaint: Signal<string | undefined> = signal(undefined);
  /** Whether the user has changed anything: what the page opens with needs no address of its own. */
  readonly isTouched: Signal<boolean> = signal(false);
  readonly cases: ReadonlySignal<readonly Case[]>;
  readonly selected: ReadonlySignal<Case | undefined>;
  /** Whether something is being run, or waits for its turn. */
  readonly isBusy: ReadonlySignal<boolean>;
  readonly #selectedKey: Signal<string | undefined> = signal(undefined);
  readonly #pool: WorkerPool<Engine>;
  readonly #tflite: TfliteInterpreter;
  /** Every run there was, so that going back to a setting costs nothing. */
  readonly #known = new Map<string, Case>();
  readonly #running = new Map<string, AbortController>();

  constructor(pool: WorkerPool<Engine>, tflite: TfliteInterpreter, settings: Settings) {
    this.#pool = pool;
    this.#tflite = tflite;
    this.settings = signal(settings);
    const plans = computed(() => planCases(this.subjects.value, this.settings.value, this.inputs.value));
    const opened = computed(() => this.openedReports.value.map(openedCase));
    this.cases = computed(() => [...opened.value, ...plans.value.map((plan) => this.#caseOf(plan))]);
    this.selected = computed(() => this.#select(this.cases.value));
    const isUnderWay = ({ state }: Case): boolean => ['queued', 'running'].includes(state.value.status);
    this.isBusy = computed(() => this.cases.value.some(isUnderWay));
    effect(() => this.#keepUp(this.cases.value));
    effect(() => this.#keepShown());
  }

  select(key: string): void {
    this.#selectedKey.value = key;
  }

  /** A file of the user's takes the place of the sample that the page opened with. */
  add(subject: Subject): void {
    const own = this.subjects.value.filter(({ sampleId, id }) => sampleId === undefined && id !== subject.id);
    const others = subject.sampleId === undefined ? own : this.subjects.value.filter(({ id }) => id !== subject.id);
    batch(() => {
      this.subjects.value = [...others, subject];
      this.#selectedKey.value = undefined;
    });
  }

  /** Takes over the state of a link, which has no files of the user's. */
  restore(subjects: readonly Subject[], settings: Settings): void {
    batch(() => {
      this.subjects.value = subjects;
      this.settings.value = settings;
      this.inputs.value = noInputs;
      this.openedReports.value = [];
      this.#selectedKey.value = undefined;
    });
  }

  remove({ id }: Subject): void {
    this.isTouched.value = true;
    this.subjects.value = this.subjects.value.filter((subject) => subject.id !== id);
  }

  open(report: OpenedReport): void {
    batch(() => {
      this.openedReports.value = [report, ...this.openedReports.value.filter(({ id }) => id !== report.id)];
      this.select(openedKey(report));
    });
  }

  close(key: string): void {
    this.openedReports.value = this.openedReports.value.filter((report) => openedKey(report) !== key);
  }

  update(change: Partial<Settings>): void {
    this.isTouched.value = true;
    this.settings.value = { ...this.settings.value, ...change };
  }

  setInputs(kind: InputKind, files: readonly InputFile[]): void {
    this.isTouched.value = true;
    this.inputs.value = { ...this.inputs.value, [kind]: files };
  }

  cancel({ key }: Case): void {
    this.#running.get(key)?.abort();
  }

  /** Starts a run again that was cancelled or failed. */
  restart(row: Case): void {
    if (row.plan !== undefined && !this.#running.has(row.key)) this.#start(row, row.plan);
  }

  /** Asks an engine for something else than a run, within the time limit of the page. */
  ask<Value>(
    question: (engine: Remote<Engine>, base: string) => Promise<Outcome<Value>>,
    abortSignal: AbortSignal,
  ): Promise<Outcome<Value>> {
    const { limitSeconds } = this.settings.peek();
    return this.#pool.run((engine) => question(engine, document.baseURI), { signal: abortSignal, limitSeconds });
  }

  /** Asks TensorFlow Lite what it makes of the bytes of a model's input. */
  askTflite(model: Uint8Array, input: Uint8Array, abortSignal: AbortSignal): Promise<Outcome<Answer>> {
    const { limitSeconds } = this.settings.peek();
    return this.#tflite.run(model, input, { signal: abortSignal, limitSeconds });
  }

  /** What was chosen; else the first run that gave figures, of the file that came last where it has one. */
  #select(cases: readonly Case[]): Case | undefined {
    const chosen = cases.find(({ key }) => key === this.#selectedKey.value);
    if (chosen !== undefined) return chosen;
    const done = cases.filter(({ state }) => state.value.status === 'done');
    const newest = this.subjects.value.at(-1)?.id;
    return done.find(({ plan }) => plan?.subject.id === newest) ?? done[0] ?? cases[0];
  }

  /** Other rows that come and go do not put another run in the place of the one that is being looked at. */
  #keepShown(): void {
    const { value: row } = this.selected;
    if (!this.isBusy.value && row?.state.value.status === 'done') this.#selectedKey.value = row.key;
  }

  #caseOf(plan: CasePlan): Case {
    const known = this.#known.get(plan.key);
    if (known !== undefined) return known;
    const made: Case = { key: plan.key, name: plan.subject.name, plan, state: signal({ status: 'queued' }) };
    this.#known.set(plan.key, made);
    return made;
  }

  /** Starts what is shown and was not run yet; ends what is not shown any more. */
  #keepUp(cases: readonly Case[]): void {
    const shown = new Set(cases.map(({ key }) => key));
    for (const [key, controller] of this.#running) if (!shown.has(key)) controller.abort();
    for (const row of cases) {
      if (row.plan !== undefined && row.state.peek().status === 'queued' && !this.#running.has(row.key)) {
        this.#start(row, row.plan);
      }
    }
  }

  #start(row: Case, plan: CasePlan): void {
    const controller = new AbortController();
    this.#running.set(row.key, controller);
    row.state.value = { status: 'queued' };
    void this.#measure(plan, row, controller.signal).then((outcome) => {
      this.#running.delete(row.key);
      if (!outcome.ok && !this.cases.peek().includes(row)) this.#known.delete(row.key);
      row.state.value = outcome.ok
        ? { status: 'done', report: outcome.value.report, seconds: outcome.value.seconds }
        : { status: 'failed', failure: outcome.failure };
    });
  }

  async #measure(
    plan: CasePlan,
    { state }: Case,
    abortSignal: AbortSignal,
  ): Promise<Outcome<{ report: Report; seconds: number }>> {
    let job: MeasureJob;
    try {
      job = jobOf(plan);
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
    let startMs = 0;
    const show = (text: string): void => {
      const { status } = state.peek();
      if (!abortSignal.aborted && (status === 'queued' || status === 'running'))
        state.value = { status: 'running', text };
    };
    const onStart = (): void => {
      startMs = performance.now();
      show('loading the firmware');
    };
    const { limitSeconds } = this.settings.peek();
    const outcome = await this.#pool.run((engine) => engine.measure(document.baseURI, job, callback(show)), {
      signal: abortSignal,
      limitSeconds,
      onStart,
    });
    if (!outcome.ok) return outcome;
    return { ok: true, value: { report: outcome.value, seconds: (performance.now() - startMs) / 1000 } };
  }
}

const openedKey = ({ id }: OpenedReport): string => `report:${id}`;

function openedCase(opened: OpenedReport): Case {
  const state = signal({ status: 'done' as const, report: opened.report, seconds: undefined });
  return { key: openedKey(opened), name: opened.name, plan: undefined, state };
}
