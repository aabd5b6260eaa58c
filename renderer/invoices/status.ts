// How an issued invoice stands by its date: open, due today, or so many days late. Pure; chips, lists and the document call it.
import { daysBetween } from '../../domain/date.ts';
import type { ChipKind } from '../ui/Chip.tsx';

export interface Status {
  readonly kind: Extract<ChipKind, 'open' | 'due' | 'late'>;
  /** Only for 'late'. */
  readonly days: number;
}

/** By calendar dates, never by hours (T68). */
export function statusOf(dueDate: string | null, today: string): Status {
  const days = dueDate === null ? -1 : daysBetween(dueDate, today);
  if (days > 0) return { kind: 'late', days };
  return { kind: days === 0 ? 'due' : 'open', days: 0 };
}
