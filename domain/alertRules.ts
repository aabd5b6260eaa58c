// What is worth an alert: the names of the rules, how serious each is, and the thresholds a business may set. The rules themselves are pure functions in the files alert*.ts beside this one.
import type { Permission } from './roles.ts';

/** Every rule there is. The order is that of the settings. */
export const ALERT_RULES = [
  'failedLogins', 'unusualHour', 'clockBack', 'clockAhead',
  'bankDetails', 'refundAccount', 'roleRaised', 'newcomerDecides', 'newKeys',
  'manyVoids', 'manyCredits', 'discount', 'numberGap', 'cardNumbers',
  'bulkExport', 'backupOverdue', 'backupOff', 'chainBroken', 'watchLowered',
] as const;
export type AlertRule = (typeof ALERT_RULES)[number];

/** Rules that cannot be switched off: what they see is never part of a normal day. */
export const ALWAYS_ON: ReadonlySet<AlertRule> = new Set<AlertRule>(['clockBack', 'newKeys', 'chainBroken', 'watchLowered']);

/** Red: look now. The others are amber: look today. */
export const SERIOUS: ReadonlySet<AlertRule> = new Set<AlertRule>(['failedLogins', 'clockBack', 'bankDetails', 'refundAccount', 'roleRaised', 'newcomerDecides', 'newKeys', 'numberGap', 'chainBroken', 'backupOff']);

/** From which figure on a rule speaks. Whole numbers; the edges belong to the alert. */
export interface Thresholds {
  /** Wrong tries in a row before a login. */
  failedLogins: number;
  /** Logins of a person that must be known before an hour can be unusual. */
  hourLogins: number;
  /** Voided payments, or credit notes, of one person in one day. */
  voids: number;
  credits: number;
  /** How many times one's habit is beyond it. */
  habitTimes: number;
  /** Percent off a whole invoice. */
  discountPercent: number;
  /** Refused card-like numbers of one person in one day. */
  cardNumbers: number;
  /** Exports of one person in one day, and documents taken out in them. */
  exports: number;
  exportDocuments: number;
  /** Days without a backup that worked. */
  backupDays: number;
  /** Hours after a first login with a one-time code in which somebody who decides for a second person is told. */
  newcomerHours: number;
}

export const THRESHOLDS: Readonly<Thresholds> = {
  failedLogins: 3, hourLogins: 20, voids: 5, credits: 5, habitTimes: 3, discountPercent: 30, cardNumbers: 3, exports: 5, exportDocuments: 1000, backupDays: 7, newcomerHours: 72,
};

/** Least and most that makes sense for each: zero would raise on everything. */
export const THRESHOLD_RANGE: Readonly<Record<keyof Thresholds, readonly [least: number, most: number]>> = {
  failedLogins: [1, 20], hourLogins: [10, 200], voids: [1, 200], credits: [1, 200], habitTimes: [2, 20], discountPercent: [1, 100], cardNumbers: [1, 50], exports: [1, 100], exportDocuments: [10, 100_000], backupDays: [1, 90], newcomerHours: [1, 720],
};

/** Whether a figure makes the watch speak less than another: more hours of being new are more to tell, every other figure is less when it is higher. */
export function isLess(name: keyof Thresholds, before: number, after: number): boolean {
  return name === 'newcomerHours' ? after < before : after > before;
}

/** What an alert says beside its rule: counts and codes, never an amount, an account or a customer's name. */
export type AlertFacts = Readonly<Record<string, string | number>>;

/** What a rule answers when it speaks. */
export interface Finding {
  rule: AlertRule;
  /** The same cause is told once while nobody has acknowledged it: later findings are counted on the open alert. */
  cause: string;
  facts: AlertFacts;
  /**
   * What becomes of the same cause found again: 'each' counts on the open alert, or is a new one; 'doubled' is told anew only when `facts.count` has
   * doubled since it was last told; 'once' never (a number that is missing stays missing).
   */
  again: 'each' | 'doubled' | 'once';
}

/** Whether what was known last is worth telling anew. */
export function isNews(finding: Finding, told: AlertFacts | null): boolean {
  if (told === null || finding.again === 'each') return true;
  return finding.again === 'doubled' && Number(finding.facts['count'] ?? 0) >= 2 * Number(told['count'] ?? 0);
}

/** Permissions that let a person take money out, look at everything, or hide what was done: gaining one of them is worth a look. */
export const POWERFUL: readonly Permission[] = ['business.write', 'invoice.credit', 'payment.undo', 'export.run', 'period.reopen', 'security.manage', 'user.manage', 'role.manage', 'approval.decide', 'backup.manage', 'backup.restore', 'key.rotate', 'customer.erase', 'alert.acknowledge', 'audit.export'];
