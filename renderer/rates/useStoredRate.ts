// The stored rate for a currency and a date, put into an empty field by itself; what a person typed stays. The editor, payments and the bank use it (T35).
import { useEffect, useRef } from 'react';
import type { RateSuggestion } from '../../contract/rates.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';

export interface StoredRate extends RateSuggestion {
  readonly currency: string;
  readonly on: string;
}

/**
 * Null until it is known. A fresh rate goes into a field that is empty or still holds the one taken before; an old one waits for a press, and where there
 * is none the field stays empty: never 0, never 1.
 */
export function useStoredRate(currency: string, on: string, rate: string, take: (rate: string) => void): StoredRate | null {
  const loaded = useLoad(async (): Promise<StoredRate> => ({ currency, on, ...(await call(api().rates.suggest({ currency, on }))) }), `${currency} ${on}`);
  useChanged(['rates'], loaded.reload);
  const known = loaded.value?.currency === currency && loaded.value.on === on ? loaded.value : null;
  const filled = useRef<string | null>(null);
  const field = useRef({ rate, take });
  useEffect(() => {
    field.current = { rate, take };
  });
  useEffect(() => {
    const found = known?.found ?? null;
    if (found === null || found.old) return;
    const { rate: there, take: put } = field.current;
    if (there !== '' && there !== filled.current) return;
    filled.current = found.rate;
    if (there !== found.rate) put(found.rate);
  }, [known]);
  return known;
}
