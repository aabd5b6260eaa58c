// Loading one answer of main into a component: value, error, reload. Any screen may use it; lists use usePages.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, asApiError } from './api.ts';

export interface Loaded<T> {
  /** null until the first answer. An older value stays while reloading, so that nothing flickers. */
  value: T | null;
  error: ApiError | null;
  loading: boolean;
  reload: () => void;
}

/** Calls `load` now and whenever `key` changes. A late answer to an old question is dropped. */
export function useLoad<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; error: ApiError | null; loading: boolean }>({ value: null, error: null, loading: true });
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const turn = useRef(0);
  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setState((s) => ({ ...s, loading: true }));
    latest.current().then(
      (value) => {
        if (mine === turn.current) setState({ value, error: null, loading: false });
      },
      (error: unknown) => {
        if (mine === turn.current) setState((s) => ({ ...s, error: asApiError(error), loading: false }));
      },
    );
  }, []);
  useEffect(() => {
    reload();
    const turns = turn;
    return () => {
      turns.current += 1;
    };
  }, [key, reload]);
  return { ...state, reload };
}
