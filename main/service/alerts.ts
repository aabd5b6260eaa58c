// Alerts: telling one, listing them, acknowledging, and the settings of the watch. Each write is one transaction with its record. Called by alertWatch.ts, the IPC router and tests.
import { alertSettings, type AlertRowWire, type AlertSettings } from '../../contract/alerts.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { ALERT_RULES, ALWAYS_ON, type AlertFacts, type AlertRule, type Finding, isLess, isNews, SERIOUS, THRESHOLDS } from '../../domain/alertRules.ts';
import { changesIn } from '../audit/changes.ts';
import { addAlert, addAlertEvent, type AlertEventRow, alertEvents, type AlertRow, countOpenAlerts, isOpenAlert, lastToldOf, listAlerts, openAlertOf, readAlert } from '../repo/alerts.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { labelOf } from '../repo/alertSight.ts';
import { audit, type Ctx, readTogether, transact } from './context.ts';
import { found } from './problems.ts';

const KEY = 'alerts';
/** The watch speaks for nobody: what it noticed is not an act of whoever sits there. */
const WATCH = { id: 'system', name: '', role: 'system' };

export const DEFAULT_ALERTS: AlertSettings = { off: [], notify: true, thresholds: { ...THRESHOLDS } };

export function readAlertSettings(ctx: Pick<Ctx, 'db'>): AlertSettings {
  return readSetting(ctx.db, KEY, alertSettings) ?? DEFAULT_ALERTS;
}

/** Whether a rule may speak under these settings. */
export function isWatched(rule: AlertRule, settings: AlertSettings): boolean {
  return ALWAYS_ON.has(rule) || !settings.off.includes(rule);
}

/** Where a finding comes from: a record of the log, or none (a backup that is overdue). */
export interface Evidence { seq: number; actor: string; entity: string; entityId: string | null }

/**
 * Tells a finding, inside the caller's transaction: a new alert, or one more time on the open alert of the same cause. Answers the alert's rule when the
 * person should hear of it now, null when it is no news.
 */
export function tellAlert(ctx: Ctx, finding: Finding, evidence: Evidence | null): AlertRule | null {
  const watch: Ctx = { ...ctx, actor: WATCH };
  const told = lastToldOf(ctx.db, finding.cause);
  if (!isNews(finding, told === null ? null : factsOf(told))) return null;
  const at = ctx.clock.now();
  const facts = JSON.stringify(finding.facts);
  const evidenceSeq = evidence?.seq ?? null;
  const open = openAlertOf(ctx.db, finding.cause);
  if (open !== null) {
    const auditSeq = audit(watch, 'alert.again', 'alert', null, { rule: finding.rule, record: evidenceSeq, facts: { ...finding.facts } });
    addAlertEvent(ctx.db, { alertRid: open, kind: 'again', at, byId: null, by: '', note: '', evidenceSeq, facts, auditSeq });
    return finding.rule;
  }
  const id = ctx.newId();
  const auditSeq = audit(watch, 'alert.raise', 'alert', id, { rule: finding.rule, record: evidenceSeq, facts: { ...finding.facts } });
  addAlert(ctx.db, { id, rule: finding.rule, cause: finding.cause, at, actor: evidence?.actor ?? null, evidenceSeq, entity: evidence?.entity ?? '', entityId: evidence?.entityId ?? null, facts, auditSeq });
  return finding.rule;
}

export function alertsCount(ctx: Ctx): Output<'alerts.count'> {
  return readTogether(ctx, () => {
    const open = countOpenAlerts(ctx.db);
    const rows = open === 0 ? [] : listAlerts(ctx.db, 'open', null, MOST_SHOWN).rows;
    const serious = rows.filter(({ rule }) => isSerious(rule));
    const [newest, gravest] = [rows[0], serious[0] ?? rows[0]];
    return { open, serious: serious.length, newest: newest === undefined ? null : wireOf(ctx, newest), gravest: gravest === undefined ? null : wireOf(ctx, gravest) };
  });
}

const MOST_SHOWN = 200;

export function alertsList(ctx: Ctx, { state, after, limit }: Parsed<'alerts.list'>): Output<'alerts.list'> {
  return readTogether(ctx, () => {
    const { rows, next } = listAlerts(ctx.db, state, after, limit);
    return { rows: rows.map((row) => wireOf(ctx, row)), next };
  });
}

/** Acknowledges each that is still open, with the same note; NOT_FOUND for an id there is none of, and nothing is kept then. */
export function alertsAcknowledge(ctx: Ctx, { ids, note }: Parsed<'alerts.acknowledge'>): Output<'alerts.acknowledge'> {
  return transact(ctx, () => {
    let done = 0;
    for (const id of new Set(ids)) {
      const alert = found(readAlert(ctx.db, id));
      if (!isOpenAlert(ctx.db, alert.rid)) continue;
      const auditSeq = audit(ctx, 'alert.acknowledge', 'alert', id, { rule: alert.rule, note });
      addAlertEvent(ctx.db, { alertRid: alert.rid, kind: 'acknowledge', at: ctx.clock.now(), byId: ctx.actor.id, by: ctx.actor.name, note, evidenceSeq: null, facts: null, auditSeq });
      done += 1;
    }
    return { done };
  });
}

export function alertsSettings(ctx: Ctx): Output<'alerts.settings'> {
  return readTogether(ctx, () => readAlertSettings(ctx));
}

/** Rules that are always on are kept out of the switches. The watch looks at this act too: watching less closely is told. */
export function alertsSaveSettings(ctx: Ctx, input: Parsed<'alerts.saveSettings'>): Output<'alerts.saveSettings'> {
  return transact(ctx, () => {
    const before = readAlertSettings(ctx);
    const next: AlertSettings = { ...input, off: ALERT_RULES.filter((rule) => input.off.includes(rule) && !ALWAYS_ON.has(rule)) };
    writeSetting(ctx.db, KEY, next);
    audit(ctx, 'settings.alerts', 'settings', null, { ...changesIn(before, next), ...loweredBetween(before, next) });
    return {};
  });
}

/** How many rules were switched off, and how many figures were raised: each makes the watch speak later. */
export function loweredBetween(before: AlertSettings, after: AlertSettings): { off: number; later: number } {
  const keys = Object.keys(THRESHOLDS).filter((key): key is keyof typeof THRESHOLDS => key in THRESHOLDS);
  return { off: after.off.filter((rule) => !before.off.includes(rule)).length, later: keys.filter((key) => isLess(key, before.thresholds[key], after.thresholds[key])).length };
}

function isSerious(rule: string): boolean {
  return ALERT_RULES.some((one) => one === rule && SERIOUS.has(one));
}

function wireOf(ctx: Ctx, row: AlertRow): AlertRowWire {
  const events = alertEvents(ctx.db, row.rid);
  const again = events.filter(({ kind }) => kind === 'again');
  const done = events.find(({ kind }) => kind === 'acknowledge');
  const facts = factsOf(again.at(-1)?.facts ?? row.facts);
  const rule = ALERT_RULES.find((one) => one === row.rule) ?? 'watchLowered';
  return {
    id: row.id, rule, serious: SERIOUS.has(rule), at: row.at, who: row.actorName?.slice(0, 80) ?? null,
    facts: Object.entries(facts).slice(0, 12).map(([name, value]) => ({ name, value: typeof value === 'string' ? value.slice(0, 120) : value })),
    target: targetOf(ctx, row), record: row.evidenceSeq, again: again.length, lastAt: again.at(-1)?.at ?? row.at,
    acknowledged: done === undefined ? null : acknowledgedOf(row, done),
  };
}

function acknowledgedOf(row: AlertRow, done: AlertEventRow): NonNullable<AlertRowWire['acknowledged']> {
  return { at: done.at, by: done.by.slice(0, 80), note: done.note, own: row.actor !== null && row.actor === done.byId };
}

const KINDS = { invoice: 'document', document: 'document', payment: 'payment', customer: 'customer', series: 'series', user: 'user', role: 'role', settings: 'settings', business: 'business' } as const;

function targetOf(ctx: Ctx, { entity, entityId }: AlertRow): AlertRowWire['target'] {
  const kind = Object.entries(KINDS).find(([name]) => name === entity)?.[1];
  if (kind === undefined) return null;
  const isId = entityId !== null && /^[0-9a-f-]{36}$/.test(entityId);
  return { kind, id: isId ? entityId : null, label: isId ? labelOf(ctx.db, kind, entityId).slice(0, 120) : '' };
}

function factsOf(stored: string): AlertFacts {
  const facts: unknown = JSON.parse(stored);
  if (typeof facts !== 'object' || facts === null) return {};
  return Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number'));
}
