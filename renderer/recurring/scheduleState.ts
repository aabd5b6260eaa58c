// What the form of a recurring invoice holds while it is typed, and what is wrong with it. Pure; RecurringOne.tsx and its parts call it.
import type { Input } from '../../contract/index.ts';
import type { Interval, RecurringView } from '../../contract/recurring.ts';
import type { Schedule } from '../../domain/recurrence.ts';
import { scheduleProblem } from './scheduleText.ts';

type Saved = Input<'recurring.save'>;
export interface FormState {
  anchor: string;
  /** As typed. */
  every: string;
  unit: Interval['unit'];
  endKind: Interval['end']['kind'];
  endDate: string | null;
  /** As typed. */
  endCount: string;
  mode: Saved['mode'];
  prices: Saved['prices'];
  pauses: RecurringView['pauses'];
}
export const UNITS: readonly Interval['unit'][] = ['day', 'week', 'month', 'year'];
export const ENDS: readonly Interval['end']['kind'][] = ['never', 'date', 'count'];

export function formOf({ schedule: { anchor, every, unit, end }, mode, prices, pauses }: RecurringView): FormState {
  return { anchor, every: String(every), unit, endKind: end.kind, endDate: end.kind === 'date' ? end.date : null, endCount: end.kind === 'count' ? String(end.count) : '12', mode, prices, pauses };
}

/** A number typed, or one that no schedule takes. */
function whole(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : 0;
}

export function scheduleOf({ anchor, every, unit, endKind, endDate, endCount, pauses }: FormState): Schedule {
  const end = endKind === 'never' ? { kind: endKind } : endKind === 'date' ? { kind: endKind, date: endDate ?? '' } : { kind: endKind, count: whole(endCount) };
  return { anchor, every: whole(every), unit, end, pauses };
}

/** Where the first mistake is: 'anchor', 'every', 'end', or 'prices.N'; null when it can be saved. */
export function formProblem(form: FormState, view: RecurringView): string | null {
  const schedule = scheduleProblem(scheduleOf(form));
  if (schedule !== null) return schedule;
  const odd = form.prices.findIndex(({ line, unitPrice }) => unitPrice === '' || line >= view.body.lines.length);
  return odd < 0 ? null : `prices.${odd}`;
}

export function isChanged(form: FormState, view: RecurringView): boolean {
  const { pauses: _pauses, ...now } = scheduleOf(form);
  return JSON.stringify([now, form.mode, form.prices]) !== JSON.stringify([view.schedule, view.mode, view.prices]);
}
