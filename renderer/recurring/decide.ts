// Deciding due dates one after the other: issue, make a draft, leave out. Keeps count so that a screen can show how far it is and stop it. Recurring screens only.
import { useRef, useState } from 'react';
import type { Input } from '../../contract/index.ts';
import type { DueRow } from '../../contract/recurring.ts';
import { api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';
import { type Decided, takeBackDates } from './acts.ts';

export type Decision = Input<'recurring.decide'>['decision'];
export interface Deciding {
  /** How many are done of how many; null while nothing runs. */
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly decide: (rows: readonly DueRow[], decision: Decision) => Promise<void>;
  /** After the one under way. */
  readonly stop: () => void;
}

/** Between two of them, so that the window and the books stay quick for everything else. */
const PAUSE_MS = 25;

/** What is refused stays in the list with its reason; the others go on. `after` runs once at the end. */
export function useDeciding(after: () => void): Deciding {
  const [running, setRunning] = useState<Deciding['running']>(null);
  const stopped = useRef(false);
  return {
    running,
    stop: () => {
      stopped.current = true;
    },
    async decide(rows, decision) {
      stopped.current = false;
      const numbers: string[] = [];
      const made: Decided[] = [];
      const undo = decision === 'issue' ? {} : { undo: () => void takeBackDates(made) };
      const problems: string[] = [];
      for (const { recurringId, date, customer } of rows) {
        if (stopped.current) break;
        setRunning({ done: made.length, total: rows.length });
        try {
          const { number, turn } = await call(api().recurring.decide({ id: recurringId, date, decision }));
          if (number !== '') numbers.push(number);
          made.push({ id: recurringId, date, turn });
        } catch (error) {
          problems.push(`${customer}: ${sentence(asApiError(error))}`);
        }
        await new Promise((go) => setTimeout(go, PAUSE_MS));
      }
      setRunning(null);
      const [first, last] = [numbers[0] ?? '', numbers.at(-1) ?? ''];
      if (made.length > 0) toast({ text: t(`recurring.done.${decision}`, { count: made.length, first, last }), ...undo });
      if (problems.length > 0) toast({ text: t('recurring.notIssued', { count: problems.length }), detail: problems.slice(0, 3).join(' '), kind: 'problem' });
      after();
    },
  };
}
