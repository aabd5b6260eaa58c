// One long piece of work seen from a screen: how far it is, Cancel, and what went wrong. Screens of exports and imports of books use it.
import { useRef, useState } from 'react';
import type { BillfoldEvent } from '../../contract/events.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useBillfoldEvent } from '../app/events.ts';

type Progress = Pick<Extract<BillfoldEvent, { type: 'progress' }>, 'stage' | 'done' | 'total'>;

export interface Job {
  readonly busy: boolean;
  readonly progress: Progress | null;
  readonly error: ApiError | null;
  /** Starts the work under a job id of its own; undefined when it was refused or cancelled, and `error` says why. */
  run<T>(act: (job: string) => Promise<T>): Promise<T | undefined>;
  /** Ends the work; `by` where another method than exports.cancel does it. */
  cancel(by?: (job: string) => void): void;
  forget(): void;
}

export function useJob(): Job {
  const running = useRef<string | null>(null);
  const [state, setState] = useState<Pick<Job, 'busy' | 'progress' | 'error'>>({ busy: false, progress: null, error: null });
  useBillfoldEvent('progress', ({ job, stage, done, total }) => {
    if (job === running.current) setState((now) => ({ ...now, progress: { stage, done, total } }));
  });
  return {
    ...state,
    async run(act) {
      if (running.current !== null) return undefined;
      const job = crypto.randomUUID();
      running.current = job;
      setState({ busy: true, progress: null, error: null });
      try {
        const value = await act(job);
        setState({ busy: false, progress: null, error: null });
        return value;
      } catch (error) {
        setState({ busy: false, progress: null, error: asApiError(error) });
        return undefined;
      } finally {
        running.current = null;
      }
    },
    cancel(by) {
      const job = running.current;
      if (job !== null && by !== undefined) by(job);
      else if (job !== null) void call(api().exports.cancel({ job })).catch((error: unknown) => setState((now) => ({ ...now, error: asApiError(error) })));
    },
    forget: () => setState({ busy: false, progress: null, error: null }),
  };
}
