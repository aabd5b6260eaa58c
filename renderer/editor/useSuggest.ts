// Suggestions for what is being typed: the newest question wins, and "the first match" can be had even before it is on screen. The customer and item fields use it.
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Suggest<Row> {
  readonly rows: readonly Row[];
  /** True when `rows` answer the text that stands there now. */
  readonly fresh: boolean;
  /** The first match for this text, asking again when the answer on screen is for another text. */
  readonly first: (text: string) => Promise<Row | null>;
}

/** Asks for every change of `text` while `active`. A failed question simply has no matches; saving will say what is wrong. */
export function useSuggest<Row>(ask: (text: string) => Promise<readonly Row[]>, text: string, active: boolean): Suggest<Row> {
  const [answer, setAnswer] = useState<{ text: string; rows: readonly Row[] }>({ text: '', rows: [] });
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const wanted = text.trim();
  useEffect(() => {
    if (!active || wanted === '') return;
    let current = true;
    latest.current(wanted).then(
      (rows) => {
        if (current) setAnswer({ text: wanted, rows });
      },
      () => {
        if (current) setAnswer({ text: wanted, rows: [] });
      },
    );
    return () => {
      current = false;
    };
  }, [wanted, active]);
  const first = useCallback(
    async (typed: string) => {
      const q = typed.trim();
      const rows = q === answer.text ? answer.rows : await latest.current(q).catch(() => []);
      return rows[0] ?? null;
    },
    [answer],
  );
  const shown = active && wanted !== '';
  return { rows: shown ? answer.rows : [], fresh: answer.text === wanted, first };
}
