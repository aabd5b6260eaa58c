// What the log is asked for, as the filters hold it, and as the wall wants it. Pure; the screen of the log and its export use it.
import type { AuditFilters } from '../../contract/audit.ts';
import { AUDIT_ACTIONS } from '../../contract/auditActions.ts';
import { type Period, spanOf } from '../invoices/periods.ts';
import { actionsOfGroup, GROUPS } from './words.ts';

export interface LogAsk {
  text: string;
  actor: string | null;
  /** An action, 'group:…', or null for every one. */
  what: string | null;
  period: Period | 'between';
  from: string | null;
  to: string | null;
  thing: { id: string; name: string } | null;
}
export const NO_ASK: LogAsk = { text: '', actor: null, what: null, period: 'any', from: null, to: null, thing: null };

export const GROUP = 'group:';

export function filtersOf({ actor, what, period, from, to, thing }: LogAsk, today: string): AuditFilters {
  const group = what?.startsWith(GROUP) ? GROUPS.find((one) => GROUP + one === what) : undefined;
  const actions = group === undefined ? AUDIT_ACTIONS.filter((action) => action === what) : actionsOfGroup(group);
  return { actor, actions, entityId: thing?.id ?? null, ...(period === 'between' ? { from, to } : spanOf(period, today)) };
}

export function isNarrowed({ text, actor, what, period, thing }: LogAsk): boolean {
  return text.trim() !== '' || actor !== null || what !== null || period !== 'any' || thing !== null;
}
