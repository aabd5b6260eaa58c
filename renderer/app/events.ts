// Listening to main from a component. Any screen may use it.
import { useEffect, useRef } from 'react';
import type { BillfoldEvent } from '../../contract/events.ts';
import { api } from './api.ts';

type Kind = BillfoldEvent['type'];
type Of<T extends Kind> = Extract<BillfoldEvent, { type: T }>;

/** Calls `listener` for events of one kind while mounted; the newest closure is the one called. */
export function useBillfoldEvent<T extends Kind>(type: T, listener: (event: Of<T>) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(
    () =>
      api().onEvent((event) => {
        if (isKind(event, type)) latest.current(event);
      }),
    [type],
  );
}

function isKind<T extends Kind>(event: BillfoldEvent, type: T): event is Of<T> {
  return event.type === type;
}

export type ChangedWhat = Of<'changed'>['what'];

/** Runs `reload` when business data of one of these kinds changed. */
export function useChanged(what: readonly ChangedWhat[], reload: () => void): void {
  useBillfoldEvent('changed', (event) => {
    if (what.includes(event.what)) reload();
  });
}
