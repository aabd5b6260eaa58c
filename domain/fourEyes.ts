// When one person is not enough: which acts wait for a second one, and where such a request stands. Used by services and screens.

export const APPROVAL_KINDS = ['bank', 'credit', 'role', 'settings'] as const;
/** bank: where customers send their money. credit: a credit note over the limit. role: what people may do. settings: this rule itself made weaker. */
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

export interface FourEyes {
  on: boolean;
  /** Credit notes over this need a second person, in minor units of the business's currency; null: none does. */
  creditNoteMinor: number | null;
}

export const FOUR_EYES_OFF: FourEyes = Object.freeze({ on: false, creditNoteMinor: null });

/** A request nobody answers ends by itself. */
export const APPROVAL_DAYS = 7;
const DAY_MS = 86_400_000;

/** The moment a request made at `at` ends. */
export function expiryOf(at: string): string {
  return new Date(Date.parse(at) + APPROVAL_DAYS * DAY_MS).toISOString();
}

export const DECISIONS = ['approve', 'decline', 'withdraw', 'stale'] as const;
export type Decision = (typeof DECISIONS)[number];
export const APPROVAL_STATES = ['waiting', 'approved', 'declined', 'withdrawn', 'stale', 'expired'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

const AFTER: Readonly<Record<Decision, ApprovalState>> = { approve: 'approved', decline: 'declined', withdraw: 'withdrawn', stale: 'stale' };

/** Where a request stands: what was decided counts for ever; otherwise it waits until it expires, or until what it is about is no longer as it was. */
export function approvalState(request: { decision: Decision | null; expiresAt: string }, now: string, unchanged: boolean): ApprovalState {
  if (request.decision !== null) return AFTER[request.decision];
  if (now >= request.expiresAt) return 'expired';
  return unchanged ? 'waiting' : 'stale';
}

/** Whether going from one rule to the other makes it weaker: then it is itself a matter for two. */
export function isWeaker(before: FourEyes, after: FourEyes): boolean {
  if (!before.on) return false;
  if (!after.on) return true;
  const limit = (rule: FourEyes) => rule.creditNoteMinor ?? Number.MAX_SAFE_INTEGER;
  return limit(after) > limit(before);
}
