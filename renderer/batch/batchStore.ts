// One act over many documents as a list shows it: how far it is, a way to stop, and afterwards what could not be done. Lists start it; BatchBar shows it.
import type { BatchReport } from '../../contract/batch.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { makeStore } from '../app/stores.ts';

/** What a list can do with the rows one has chosen. A new act is one more entry in a list's table; it answers the same report. */
export interface BatchAct<Row> {
  readonly id: string;
  /** Whether it may be offered for these rows. */
  fits(rows: readonly Row[]): boolean;
  run(ids: string[], job: string, rows: readonly Row[]): Promise<BatchReport>;
}
export interface Named {
  readonly id: string;
  /** How a report calls it. */
  readonly name: string;
}

interface BatchState {
  /** Key of its words: batch.act.<id>. */
  act: string | null;
  job: string | null;
  stopping: boolean;
  progress: { stage: string; done: number; total: number } | null;
  report: BatchReport | null;
  error: ApiError | null;
  names: ReadonlyMap<string, string>;
}

const IDLE: BatchState = { act: null, job: null, stopping: false, progress: null, report: null, error: null, names: new Map() };
export const useBatch = makeStore<BatchState>(() => IDLE);

/** Runs one act over the rows; a second one waits until the first is done and put away. True when everything was done. */
export async function runBatch(act: string, rows: readonly Named[], run: (ids: string[], job: string) => Promise<BatchReport>): Promise<boolean> {
  if (useBatch.getState().job !== null) return false;
  const job = crypto.randomUUID();
  useBatch.setState({ ...IDLE, act, job, names: new Map(rows.map(({ id, name }) => [id, name])) });
  try {
    const report = await run(rows.map(({ id }) => id), job);
    if (useBatch.getState().job !== job) return false;
    if (report.state === 'closed') closeBatch();
    else useBatch.setState({ job: null, progress: null, report });
    return report.state === 'done' && report.failed.length === 0;
  } catch (error) {
    if (useBatch.getState().job === job) useBatch.setState({ job: null, progress: null, error: asApiError(error) });
    return false;
  }
}

/** Stops after the one that is being done. */
export function stopBatch(): void {
  const { job } = useBatch.getState();
  if (job === null) return;
  useBatch.setState({ stopping: true });
  void call(api().batch.cancel({ job })).catch(() => undefined); // it had ended by itself
}

/** Puts the report away. */
export function closeBatch(): void {
  useBatch.setState(IDLE);
}

/** What main tells of a job: taken when it is this one. */
export function noteProgress({ job, stage, done, total }: { job: string; stage: string; done: number; total: number }): void {
  if (useBatch.getState().job === job) useBatch.setState({ progress: { stage, done, total } });
}
