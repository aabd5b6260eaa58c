// What waits for a second person: the list, the decision, and the rule itself.
import { z } from 'zod';
import { APPROVAL_KINDS, APPROVAL_STATES } from '../domain/fourEyes.ts';
import { method } from './method.ts';
import { count, currency, id, instant, made, minor, note, nothing } from './wire.ts';

/** What would change, as it goes into the request: nothing in it can be changed later. */
export const approvalAbout = z.strictObject({
  changes: z.array(z.strictObject({ field: made(80), from: z.union([made(400), z.number(), z.boolean(), z.null()]), to: z.union([made(400), z.number(), z.boolean(), z.null()]) })).max(60),
  document: z.strictObject({ id, number: made(60), customer: made(120) }).nullable(),
  amount: z.strictObject({ currency, amount: minor }).nullable(),
  reason: made(500),
});
const row = z.strictObject({
  id, kind: z.enum(APPROVAL_KINDS), state: z.enum(APPROVAL_STATES), about: approvalAbout,
  requestedBy: made(80), mine: z.boolean(), requestedAt: instant, expiresAt: instant,
  decidedBy: made(80).nullable(), decidedAt: instant.nullable(), note: made(500),
});
const fourEyes = z.strictObject({ on: z.boolean(), creditNoteMinor: minor.refine((n) => n >= 0, 'NEGATIVE').nullable() });
const decision = z.strictObject({ id, note: note(500) });

export const approvals = {
  /** Newest first: what waits and what was decided. Who may not decide sees only their own requests. */
  'approvals.list': method({ access: 'session', permission: 'home.read', writes: false, input: nothing, output: z.strictObject({ rows: z.array(row).max(200), mayDecide: z.boolean() }) }),
  /** How many wait for the person who is in, and how many of their own wait for somebody else. */
  'approvals.waiting': method({ access: 'session', permission: 'home.read', writes: false, input: nothing, output: z.strictObject({ forYou: count, yours: count }) }),
  /** Carries the request out in one transaction with the decision. APPROVAL_OWN, APPROVAL_OVER, APPROVAL_STALE, or whatever the act itself is refused for: then it goes on waiting. */
  'approvals.approve': method({ access: 'session', permission: 'approval.decide', writes: true, stepUp: true, input: decision, output: nothing }),
  'approvals.decline': method({ access: 'session', permission: 'approval.decide', writes: true, input: decision, output: nothing }),
  /** By the person who asked. */
  'approvals.withdraw': method({ access: 'session', permission: 'home.read', writes: true, input: z.strictObject({ id }), output: nothing }),
  /** `people`: how many can decide today; with fewer than two the rule cannot be switched on. */
  'approvals.settings': method({ access: 'session', permission: 'home.read', writes: false, input: nothing, output: z.strictObject({ ...fourEyes.shape, people: count, currency }) }),
  /** NOT_ENOUGH_PEOPLE. Making a rule that is on weaker waits for a second person itself, as long as there is one. */
  'approvals.saveSettings': method({ access: 'session', permission: 'security.manage', writes: true, stepUp: true, input: fourEyes, output: nothing }),
};
export type ApprovalAbout = z.infer<typeof approvalAbout>;
export type ApprovalView = z.infer<typeof row>;
