// Runs one report, with progress and a way to give it up: what the report screen shows. A late answer to an older question is dropped.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportAsk, ReportTable } from '../../contract/reports.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useBillfoldEvent } from '../app/events.ts';

export interface ReportRun {
  table: ReportTable | null;
  error: ApiError | null;
  running: boolean;
  progress: { done: number; total: number } | null;
  cancel: () => void;
  reload: () => void;
}

/** A job's name; main takes it as it is. */
export function newJob(): string {
  return crypto.randomUUID();
}

export function useReport(ask: ReportAsk): ReportRun {
  const [state, setState] = useState<Omit<ReportRun, 'cancel' | 'reload'>>({ table: null, error: null, running: true, progress: null });
  const job = useRef<string | null>(null);
  const question = JSON.stringify(ask);
  const reload = useCallback(() => {
    const asked: ReportAsk = JSON.parse(question);
    const mine = newJob();
    // Nobody waits for the older one any more.
    if (job.current !== null) void api().reports.cancel({ job: job.current });
    job.current = mine;
    setState((was) => ({ ...was, error: null, running: true, progress: null }));
    call(api().reports.run({ ask: asked, job: mine })).then(
      (table) => {
        if (job.current === mine) setState({ table, error: null, running: false, progress: null });
      },
      (error: unknown) => {
        if (job.current === mine) setState((was) => ({ ...was, error: asApiError(error), running: false, progress: null }));
      },
    ).finally(() => {
      if (job.current === mine) job.current = null;
    });
  }, [question]);
  useEffect(() => {
    reload();
    return () => {
      if (job.current !== null) void api().reports.cancel({ job: job.current });
      job.current = null;
    };
  }, [reload]);
  useBillfoldEvent('progress', ({ job: of, done, total }) => {
    if (of === job.current) setState((was) => ({ ...was, progress: { done, total } }));
  });
  const cancel = useCallback(() => {
    if (job.current !== null) void api().reports.cancel({ job: job.current });
  }, []);
  return { ...state, cancel, reload };
}
