// What the rules see of one record of the log: gathers the few figures a rule needs and asks it. Called by alertWatch.ts only.
import { z } from 'zod';
import { backups, type BackupStanding, bankDetails, cardNumbers, chainBroken, newcomerDecides, newKeys, numberGap, refundAccount, roleRaised, watchLowered } from '../../domain/alertGuard.ts';
import { clockAhead, failedLogins, unusualHour } from '../../domain/alertEntry.ts';
import { bulkExport, type DiscountHabit, discountPercent, type Habit, manyActs, unusualDiscount } from '../../domain/alertHabit.ts';
import type { Finding, Thresholds } from '../../domain/alertRules.ts';
import { normaliseIban, ibanProblem } from '../../domain/iban.ts';
import { isPermission, isRole, OWNER_ONLY, type Permission, PERMISSIONS, permissionsOf } from '../../domain/roles.ts';
import type { Db } from '../db/open.ts';
import { type ActRow, actionOf, bodyOf, enrolledBefore } from '../repo/alerts.ts';
import { accountsOf, documentsBefore, linePrices, notesBefore, type RecentDocument, seenDocument, type SeenDocument, seenRefund, seriesName } from '../repo/alertSight.ts';
import { readRole } from '../repo/roles.ts';
import type { Habits, Measure } from './alertHabits.ts';

export interface Sight {
  db: Db;
  habits: Habits;
  thresholds: Thresholds;
  /** Local time of the record. */
  hour: number; day: string; dayNumber: number;
  /** Written before the watch began: it teaches, and raises nothing. */
  quiet: boolean;
}
type Rule = (act: ActRow, see: Sight) => Finding | null | readonly (Finding | null)[];

const opened = z.object({ failedBefore: z.number().optional(), blockedBefore: z.number().optional() });
const jumped = z.object({ from: z.string(), to: z.string() });
const changed = z.object({ changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })) });
const moved = z.object({ period: z.string(), from: z.number(), to: z.number() });
const lowered = z.object({ off: z.number(), later: z.number() });
const took = z.object({ documents: z.number().optional(), count: z.number().optional() });
const verdict = z.object({ verdict: z.enum(['rolled-back', 'edited']) });
const invited = z.object({ role: z.string() });

/** What a record says, where it still says something that fits. */
function says<T>(act: ActRow, { db }: Sight, schema: z.ZodType<T>): T | null {
  const body = bodyOf(db, act.seq);
  const parsed = body === null ? null : schema.safeParse(JSON.parse(body));
  return parsed?.success === true ? parsed.data : null;
}

function onOpen(act: ActRow, see: Sight): (Finding | null)[] {
  const { habits, hour, day, dayNumber, thresholds } = see;
  const habit = { hours: habits.hours(act.actor), days: habits.days(act.actor, 'login', dayNumber) };
  habits.add(act.actor, 'hour', hour);
  habits.add(act.actor, 'login', dayNumber);
  if (see.quiet) return [];
  const body = says(act, see, opened);
  const tries = { failed: body?.failedBefore ?? 0, blocked: body?.blockedBefore ?? 0 };
  return [failedLogins(act.actor, tries, thresholds), unusualHour(act.actor, { hour, day }, habit, thresholds)];
}

function onClockJump(act: ActRow, see: Sight): Finding | null {
  const body = says(act, see, jumped);
  return body === null ? null : clockAhead(body.from, body.to);
}

function onBusiness(act: ActRow, see: Sight): Finding | null {
  const bank = (says(act, see, changed)?.changes ?? []).filter(({ field }) => field === 'bank' || field.startsWith('bank.'));
  return bankDetails({ changed: bank.length > 0, had: bank.some(({ from }) => from !== null && from !== '') });
}

/** Counts one more of today's and holds it against what is usual. */
function counted(rule: 'manyVoids' | 'manyCredits', measure: 'void' | 'credit', act: ActRow, see: Sight): Finding | null {
  const { habits, dayNumber, day, thresholds } = see;
  const count = habits.add(act.actor, measure, dayNumber);
  if (see.quiet || count < (measure === 'void' ? thresholds.voids : thresholds.credits)) return null;
  const { person, business } = habits.habit(act.actor, measure, dayNumber);
  const whole = measure === 'credit' ? larger(business, notesBefore(see.db, day)) : business;
  return manyActs(rule, { who: act.actor, day, count }, { person, business: whole }, thresholds);
}

/** The habit with more acts a day; documents that came with an import are known by the sums of their days only. */
function larger(one: Habit, other: Habit): Habit {
  return one.acts * Math.max(1, other.days) >= other.acts * Math.max(1, one.days) && one.days > 0 ? one : other;
}

function onIssue(act: ActRow, see: Sight): (Finding | null)[] {
  const document = act.entityId === null ? undefined : seenDocument(see.db, act.entityId);
  if (document === undefined || act.entityId === null) return [];
  const gap = gapBefore(act, see, document);
  if (see.quiet || document.kind === 'credit-note' || act.action === 'document.issue') return [gap];
  return [gap, discountOf(act.entityId, see, document)];
}

function onCredit(act: ActRow, see: Sight): (Finding | null)[] {
  return [...onIssue(act, see), counted('manyCredits', 'credit', act, see)];
}

/** Numbers of a series follow each other; the newest is remembered. */
function gapBefore(act: ActRow, { habits, quiet }: Sight, { seriesId, seriesName: name, period, sequence }: SeenDocument): Finding | null {
  const measure: Measure = `number:${period}`;
  const last = habits.get(seriesId, measure, 0);
  if (sequence > last) habits.set(seriesId, measure, 0, sequence);
  if (quiet || last === 0) return null;
  return numberGap({ series: seriesId, name, period, from: last + 1, to: sequence - 1 });
}

/** A counter was moved on. Before anything was issued that is how a business begins. */
function onJump(act: ActRow, see: Sight): Finding | null {
  const body = says(act, see, moved);
  if (body === null || act.entityId === null || body.from <= 1) return null;
  return numberGap({ series: act.entityId, name: seriesName(see.db, act.entityId), period: body.period, from: body.from, to: body.to - 1 });
}

/** Recent documents a discount is held against: only read when one is large. */
const RECENT = 400;

function discountOf(id: string, { db, thresholds }: Sight, document: SeenDocument): Finding | null {
  const percent = percentOf(db, document);
  if (percent < thresholds.discountPercent) return null;
  const recent = documentsBefore(db, document.rid, RECENT);
  const asLow = recent.filter((one) => percentOf(db, one) >= percent);
  const mine = (one: RecentDocument): boolean => one.issuedBy === document.issuedBy;
  const person: DiscountHabit = { known: recent.filter(mine).length, asLow: asLow.filter(mine).length };
  return unusualDiscount({ document: id, percent }, { person, business: { known: recent.length, asLow: asLow.length } }, thresholds);
}

function percentOf(db: Db, document: RecentDocument): number {
  if (document.adjustments === 0) return 0;
  return discountPercent({ ...linePrices(db, document.rid), lineNet: document.lineNet, allowances: document.allowances });
}

/** The first account number somebody typed into the reference of money given back. */
function onRefund(act: ActRow, { db }: Sight): Finding | null {
  const refund = act.entityId === null ? undefined : seenRefund(db, act.entityId);
  if (refund === undefined) return null;
  const to = ibanIn(refund.reference);
  return to === null ? null : refundAccount({ customer: String(refund.customerRid), to, knownFrom: accountsOf(db, refund.customerRid) });
}

function ibanIn(text: string): string | null {
  const words = text.split(/[^0-9A-Za-z]+/).filter((word) => word !== '');
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + 9); to > from; to -= 1) {
      const candidate = words.slice(from, to).join('');
      if (ibanProblem(candidate) === null) return normaliseIban(candidate);
    }
  }
  return null;
}

function onExport(act: ActRow, see: Sight): Finding | null {
  const { habits, dayNumber, day, thresholds } = see;
  const body = says(act, see, took);
  const exports = habits.add(act.actor, 'export', dayNumber);
  const mostBefore = habits.most(act.actor, 'exported', dayNumber);
  const documents = habits.add(act.actor, 'exported', dayNumber, body?.documents ?? body?.count ?? 0);
  return bulkExport({ who: act.actor, day, complete: act.action === 'export.business', exports, documents, mostBefore }, thresholds);
}

function onCard(act: ActRow, { habits, dayNumber, day, thresholds }: Sight): Finding | null {
  return cardNumbers({ who: act.actor, day, count: habits.add(act.actor, 'card', dayNumber) }, thresholds);
}

function onLowered(act: ActRow, see: Sight): Finding | null {
  return watchLowered(says(act, see, lowered) ?? { off: 0, later: 0 });
}

function onEpoch(act: ActRow, see: Sight): Finding | null {
  const body = says(act, see, verdict);
  return body === null ? null : chainBroken(body.verdict);
}

/** Somebody was given another role. */
function onRole(act: ActRow, see: Sight): Finding | null {
  const role = says(act, see, changed)?.changes.find(({ field }) => field === 'role');
  if (role === undefined || act.entityId === null) return null;
  return roleRaised({ who: act.entityId, from: rightsOfRole(see.db, role.from), to: rightsOfRole(see.db, role.to) });
}

/** An approval says yes or no for a second person; whose PIN and phone were just made by a one-time code may be the first one again. */
function onDecision(act: ActRow, { db, thresholds }: Sight): Finding | null {
  return newcomerDecides(act.actor, enrolledBefore(db, act.actor, act.seq), act.at, thresholds);
}

/** A new kit comes with a new key: two records, one thing to tell. */
function onNewKey(act: ActRow, { db }: Sight): Finding | null {
  return actionOf(db, act.seq + 1) === 'kit.rotate' ? null : newKeys('key');
}

/** Somebody new: only one who will decide who else gets in is worth an alert. */
function onInvite(act: ActRow, see: Sight): Finding | null {
  const body = says(act, see, invited);
  if (body === null || act.entityId === null) return null;
  const usual = PERMISSIONS.filter((permission) => !OWNER_ONLY.includes(permission));
  return roleRaised({ who: act.entityId, from: usual, to: rightsOfRole(see.db, body.role) });
}

/** A role of one's own was given more. The record may show only a stretch of a long list: what lies beyond the one is not gained in the other. */
function onRoleChange(act: ActRow, see: Sight): Finding | null {
  const change = says(act, see, changed)?.changes.find(({ field }) => field === 'permissions');
  if (change === undefined || act.entityId === null) return null;
  const [from, to] = [rightsIn(change.from), rightsIn(change.to)];
  const last = String(change.from).endsWith('…') ? from.at(-1) : undefined;
  const seen = last === undefined ? to : to.filter((permission) => PERMISSIONS.indexOf(permission) <= PERMISSIONS.indexOf(last));
  return roleRaised({ who: act.entityId, from, to: seen });
}

function rightsOfRole(db: Db, role: unknown): readonly Permission[] {
  if (typeof role !== 'string') return [];
  return isRole(role) ? permissionsOf(role) : (readRole(db, role)?.permissions ?? []);
}

function rightsIn(text: unknown): Permission[] {
  return typeof text === 'string' ? text.split(/[\s,]+/).filter(isPermission) : [];
}

const RULES: Readonly<Record<string, Rule>> = {
  'session.open': onOpen, 'clock.jump': onClockJump, 'business.save': onBusiness,
  'invoice.issue': onIssue, 'document.issue': onIssue, 'invoice.credit': onCredit, 'series.jump': onJump,
  'payment.void': (act, see) => counted('manyVoids', 'void', act, see), 'payment.refund': onRefund,
  'export.business': onExport, 'export.archive': onExport, 'export.datev': onExport, 'export.list': onExport, 'export.pdfs': onExport,
  'security.cardNumber': onCard, 'settings.alerts': onLowered, 'epoch.open': onEpoch,
  'approval.approve': onDecision, 'approval.decline': onDecision, 'key.rotate': onNewKey, 'kit.rotate': () => newKeys('kit'),
  'user.role': onRole, 'user.invite': onInvite, 'role.save': onRoleChange,
};
/** What teaches even where it raises nothing. */
const TEACH: ReadonlySet<string> = new Set(['session.open', 'invoice.issue', 'invoice.credit', 'document.issue', 'payment.void', 'export.business', 'export.archive', 'export.datev', 'export.list', 'export.pdfs']);
/** Acts by which a day counts as worked. */
const WORK: ReadonlySet<string> = new Set(['invoice.issue', 'invoice.credit', 'document.issue', 'payment.payment', 'payment.void', 'draft.create']);

/** What one record of the log is worth telling. */
export function findingsOf(act: ActRow, see: Sight): Finding[] {
  if (WORK.has(act.action) && see.habits.get(act.actor, 'work', see.dayNumber) === 0) see.habits.set(act.actor, 'work', see.dayNumber, 1);
  const rule = Object.hasOwn(RULES, act.action) ? RULES[act.action] : undefined;
  if (rule === undefined || (see.quiet && !TEACH.has(act.action))) return [];
  const answer = rule(act, see);
  const found = (Array.isArray(answer) ? answer : [answer]).filter((one): one is Finding => one !== null);
  return see.quiet ? [] : found;
}

/** What the clock alone is worth telling: backups. */
export function overdue(state: BackupStanding | null, now: string, thresholds: Thresholds): Finding | null {
  return state === null ? null : backups(state, now, thresholds);
}
