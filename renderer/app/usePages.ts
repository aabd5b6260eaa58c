// Long lists, page by page with a cursor: what VirtualTable draws. Any list screen may use it.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, asApiError } from './api.ts';

export interface Page<Row> {
  rows: Row[];
  next: string | null;
  total?: number;
}
export interface Pages<Row> {
  rows: Row[];
  /** Known only where main counts. */
  total: number | null;
  hasMore: boolean;
  loading: boolean;
  /** True once the first page of this question has arrived: before that an empty list means nothing. */
  ready: boolean;
  /** False while the rows still answer another question than the one asked now. */
  fresh: boolean;
  error: ApiError | null;
  more: () => void;
  reload: () => void;
}

interface State<Row> {
  rows: Row[];
  next: string | null;
  total: number | null;
  loading: boolean;
  ready: boolean;
  /** The question that the rows answer. */
  key: string | null;
  error: ApiError | null;
}

/** Asks for the first page now and whenever `key` changes; more() asks for the next. Old rows stay until the new first page is there. */
export function usePages<Row>(load: (after: string | null) => Promise<Page<Row>>, key: string): Pages<Row> {
  const [state, setState] = useState<State<Row>>({ rows: [], next: null, total: null, loading: true, ready: false, key: null, error: null });
  const latest = useRef({ load, key });
  const turn = useRef(0);
  const busy = useRef(false);
  useEffect(() => {
    latest.current = { load, key };
  });
  const fetchPage = useCallback((after: string | null) => {
    turn.current += 1;
    const mine = turn.current;
    busy.current = true;
    setState((s) => ({ ...s, loading: true }));
    const asked = latest.current;
    asked.load(after).then(
      (page) => {
        if (mine !== turn.current) return;
        busy.current = false;
        setState((s) => ({
          rows: after === null ? page.rows : [...s.rows, ...page.rows],
          next: page.next, total: page.total ?? null, loading: false, ready: true, key: asked.key, error: null,
        }));
      },
      (error: unknown) => {
        if (mine !== turn.current) return;
        busy.current = false;
        setState((s) => ({ ...s, loading: false, ready: true, key: asked.key, error: asApiError(error) }));
      },
    );
  }, []);
  const reload = useCallback(() => fetchPage(null), [fetchPage]);
  useEffect(() => {
    reload();
    const turns = turn;
    return () => {
      turns.current += 1;
    };
  }, [key, reload]);
  const more = useCallback(() => {
    if (state.next !== null && !busy.current) fetchPage(state.next);
  }, [state.next, fetchPage]);
  return { rows: state.rows, total: state.total, hasMore: state.next !== null, loading: state.loading, ready: state.ready, fresh: state.key === key, error: state.error, more, reload };
}
