// One command on money from a form: its id is made once, so a second press books nothing twice (T60). Panels of payments use it.
import { useState } from 'react';
import { type ApiError, asApiError } from '../app/api.ts';

export interface Act {
  id: string;
  error: ApiError | null;
  busy: boolean;
  clear: () => void;
  run: (work: () => Promise<unknown>, done: () => void) => Promise<void>;
}

export function useAct(): Act {
  const [id] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>, done: () => void) => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
      done();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  return { id, error, busy, clear: () => setError(null), run };
}
