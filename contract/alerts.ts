// Alerts: what the watch noticed, who has seen to it, and how closely it watches. Alerts are never changed or removed; acknowledging one is an event of its own.
import { z } from 'zod';
import { ALERT_RULES, THRESHOLD_RANGE, THRESHOLDS, type Thresholds } from '../domain/alertRules.ts';
import { method } from './method.ts';
import { count, cursor, id, instant, made, nothing, note } from './wire.ts';

export const alertRule = z.enum(ALERT_RULES);
const fact = z.strictObject({ name: made(40), value: z.union([made(120), z.number().int()]) });
/** What can be opened from an alert. */
const target = z.strictObject({ kind: z.enum(['document', 'payment', 'customer', 'series', 'user', 'role', 'settings', 'business']), id: id.nullable(), label: made(120) });
export const alertRow = z.strictObject({
  id, rule: alertRule, serious: z.boolean(), at: instant,
  /** Who did it; null when nobody did. */
  who: made(80).nullable(),
  facts: z.array(fact).max(12),
  target: target.nullable(),
  /** Number of the record in the log that shows it. */
  record: count.nullable(),
  /** How often it was found again while open, and when last. */
  again: count, lastAt: instant,
  acknowledged: z.strictObject({ at: instant, by: made(80), note: made(500), /** By the person it is about. */ own: z.boolean() }).nullable(),
});
export type AlertRowWire = z.infer<typeof alertRow>;

const range = (name: keyof Thresholds) => z.number().int().min(THRESHOLD_RANGE[name][0]).max(THRESHOLD_RANGE[name][1]);
export const alertSettings = z.strictObject({
  /** Rules that are switched off. */
  off: z.array(alertRule).max(ALERT_RULES.length),
  /** Also through the operating system. */
  notify: z.boolean(),
  thresholds: z.strictObject({
    failedLogins: range('failedLogins'), hourLogins: range('hourLogins'), voids: range('voids'), credits: range('credits'), habitTimes: range('habitTimes'), discountPercent: range('discountPercent'),
    cardNumbers: range('cardNumbers'), exports: range('exports'), exportDocuments: range('exportDocuments'), backupDays: range('backupDays'),
    /** Not in what was stored or exported before there was this figure. */
    newcomerHours: range('newcomerHours').default(THRESHOLDS.newcomerHours),
  }),
});
export type AlertSettings = z.infer<typeof alertSettings>;

export const alerts = {
  /** How many are open. */
  'alerts.count': method({ access: 'session', permission: 'alert.read', writes: false, input: nothing, output: z.strictObject({ open: count, serious: count, /** The newest open one, and the newest of those that are serious. */ newest: alertRow.nullable(), gravest: alertRow.nullable() }) }),
  'alerts.list': method({
    access: 'session', permission: 'alert.read', writes: false, input: z.strictObject({ state: z.enum(['open', 'past']), after: cursor.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ rows: z.array(alertRow).max(200), next: cursor.nullable() }),
  }),
  /** One or many at once; one that was acknowledged before stays as it is. */
  'alerts.acknowledge': method({ access: 'session', permission: 'alert.acknowledge', writes: true, input: z.strictObject({ ids: z.array(id).min(1).max(200), note: note(500) }), output: z.strictObject({ done: count }) }),
  'alerts.settings': method({ access: 'session', permission: 'alert.read', writes: false, input: nothing, output: alertSettings }),
  'alerts.saveSettings': method({ access: 'session', permission: 'alert.manage', writes: true, input: alertSettings, output: nothing }),
};
