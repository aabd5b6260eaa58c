// A report on its way out, to a file or to the printer: one at a time, with how far it is and a way to give it up. Used by the report screen.
import { useEffect, useRef, useState } from 'react';
import type { ReportAsk, ReportFormat } from '../../contract/reports.ts';
import { api } from '../app/api.ts';
import { useBillfoldEvent } from '../app/events.ts';
import { exportReport, printReport } from './acts.ts';
import { newJob } from './useReport.ts';

type Way = ReportFormat | 'print';
export interface Out {
  way: Way | null;
  /** Null until the work begins: while main asks where to, there is nothing to wait for. */
  progress: { done: number; total: number } | null;
  begin: (way: Way) => void;
  cancel: () => void;
}

export function useOut(ask: ReportAsk): Out {
  const [{ way, progress }, setState] = useState<Pick<Out, 'way' | 'progress'>>({ way: null, progress: null });
  const job = useRef<string | null>(null);
  const cancel = (): void => {
    if (job.current !== null) void api().reports.cancel({ job: job.current });
  };
  useEffect(() => cancel, []);
  useBillfoldEvent('progress', ({ job: of, done, total }) => {
    if (of === job.current) setState((was) => ({ ...was, progress: { done, total } }));
  });
  const begin = (next: Way): void => {
    if (job.current !== null) return;
    const mine = newJob();
    job.current = mine;
    setState({ way: next, progress: null });
    void (next === 'print' ? printReport(ask, mine) : exportReport(ask, next, mine)).finally(() => {
      job.current = null;
      setState({ way: null, progress: null });
    });
  };
  return { way, progress, begin, cancel };
}
