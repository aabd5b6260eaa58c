// Four eyes: puts an act aside until a second person has said yes, and carries it out then, with both on the record. Called by the IPC router and tests.
import { AppError } from '../../contract/errors.ts';
import { approvalAbout, type ApprovalView } from '../../contract/approvals.ts';
import type { MethodName, Output, Parsed } from '../../contract/index.ts';
import { approvalState, type ApprovalState, type Decision, expiryOf } from '../../domain/fourEyes.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { addApproval, type ApprovalRow, decideApproval, findApproval, listApprovals, openApprovals } from '../repo/approvals.ts';
import { readBusiness } from '../repo/business.ts';
import { rightsOf } from '../repo/roles.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { deciders, fourEyes, storeFourEyes } from './fourEyes.ts';
import { found } from './problems.ts';
import { callOf } from './secondPerson.ts';

/**
 * The gate before every guarded call. Passes when nobody else is needed; otherwise the request is stored (asking again finds the same one) and
 * AWAITS_APPROVAL is thrown. `prove` may refuse (STEP_UP) before anything is asked for. Where nobody else can decide, acts still wait, but the rule itself can be switched off: there is no one to ask.
 */
export function gateFourEyes(ctx: Ctx, method: MethodName, input: unknown, prove: () => void): void {
  if (!fourEyes(ctx).on) return;
  const waits = transact(ctx, () => {
    const rule = fourEyes(ctx);
    const asked = callOf(method, input)?.asks(ctx, rule) ?? null;
    if (asked === null || (asked.kind === 'settings' && deciders(ctx) < 2)) return null;
    if (asked.kind === 'bank') prove();
    const text = JSON.stringify(input);
    const now = ctx.clock.now();
    const same = openApprovals(ctx.db, now).find((row) => row.method === method && row.requestedBy === ctx.actor.id && row.input === text && row.basis === asked.basis);
    if (same !== undefined) return same.id;
    const id = ctx.newId();
    const body = { kind: asked.kind, method, changes: asked.about.changes.map((change) => ({ ...change })), ...(asked.about.document && { document: asked.about.document.number }) };
    const auditSeq = audit(ctx, 'approval.ask', 'approval', id, body);
    addApproval(ctx.db, { id, kind: asked.kind, method, input: text, basis: asked.basis, about: JSON.stringify(asked.about), requestedBy: ctx.actor.id, requestedAt: now, expiresAt: expiryOf(now), auditSeq });
    return id;
  });
  if (waits !== null) throw new AppError('AWAITS_APPROVAL', { params: { approval: waits } });
}

/** Newest first; somebody who may not decide sees what they asked for themselves. */
export function approvalsList(ctx: Ctx): Output<'approvals.list'> {
  return readTogether(ctx, () => {
    const mayDecide = rightsOf(ctx.db, ctx.actor.id).can('approval.decide');
    const rows = listApprovals(ctx.db).filter((row) => mayDecide || row.requestedBy === ctx.actor.id);
    return { rows: rows.map((row) => viewOf(ctx, row)), mayDecide };
  });
}

function viewOf(ctx: Ctx, row: ApprovalRow): ApprovalView {
  return {
    id: row.id, kind: row.kind, state: stateOf(ctx, row), about: approvalAbout.parse(JSON.parse(row.about)), requestedBy: row.requester, mine: row.requestedBy === ctx.actor.id,
    requestedAt: row.requestedAt, expiresAt: row.expiresAt, decidedBy: row.decider, decidedAt: row.decidedAt, note: row.note,
  };
}

/** Only what still waits is held against today's books: at most a handful. */
function stateOf(ctx: Ctx, row: ApprovalRow): ApprovalState {
  const now = ctx.clock.now();
  return approvalState(row, now, row.decision !== null || now >= row.expiresAt || isUnchanged(ctx, row));
}

function isUnchanged(ctx: Ctx, row: ApprovalRow): boolean {
  try {
    return callOf(row.method, JSON.parse(row.input))?.basisNow(ctx) === row.basis;
  } catch {
    return false; // what it was about is gone, cannot be worked out any more, or the program no longer knows the call
  }
}

/** For the badge on home. */
export function approvalsWaiting(ctx: Ctx): Output<'approvals.waiting'> {
  return readTogether(ctx, () => {
    const open = openApprovals(ctx.db, ctx.clock.now()).filter((row) => isUnchanged(ctx, row));
    const mine = open.filter((row) => row.requestedBy === ctx.actor.id).length;
    return { forYou: rightsOf(ctx.db, ctx.actor.id).can('approval.decide') ? open.length - mine : 0, yours: mine };
  });
}

/**
 * Says yes and does it, in one transaction: when the act is refused, nothing was decided. What changed meanwhile is put on the record as stale.
 * @throws AppError APPROVAL_OWN, APPROVAL_OVER, APPROVAL_STALE, and the act's own
 */
export function approvalsApprove(ctx: Ctx, { id, note }: Parsed<'approvals.approve'>): Output<'approvals.approve'> {
  const stale = transact(ctx, () => {
    const row = openOne(ctx, id);
    if (row.requestedBy === ctx.actor.id) throw new AppError('APPROVAL_OWN');
    if (!isUnchanged(ctx, row)) {
      decide(ctx, row, 'stale', note);
      return true;
    }
    decide(ctx, row, 'approve', note);
    // every record the act leaves names both people: who asked, and (as its actor) who said yes
    callOf(row.method, JSON.parse(row.input))?.carry({ ...ctx, approval: { id, requestedBy: row.requestedBy } });
    return false;
  });
  if (stale) throw new AppError('APPROVAL_STALE');
  return {};
}

/** @throws AppError APPROVAL_OWN (one withdraws one's own), APPROVAL_OVER */
export function approvalsDecline(ctx: Ctx, { id, note }: Parsed<'approvals.decline'>): Output<'approvals.decline'> {
  return transact(ctx, () => {
    const row = openOne(ctx, id);
    if (row.requestedBy === ctx.actor.id) throw new AppError('APPROVAL_OWN');
    decide(ctx, row, 'decline', note);
    return {};
  });
}

/** The person who asked takes it back. @throws AppError FORBIDDEN, APPROVAL_OVER */
export function approvalsWithdraw(ctx: Ctx, { id }: Parsed<'approvals.withdraw'>): Output<'approvals.withdraw'> {
  return transact(ctx, () => {
    const row = openOne(ctx, id);
    if (row.requestedBy !== ctx.actor.id) throw new AppError('FORBIDDEN');
    decide(ctx, row, 'withdraw', '');
    return {};
  });
}

function openOne(ctx: Ctx, id: string): ApprovalRow {
  const row = found(findApproval(ctx.db, id));
  if (row.decision !== null || ctx.clock.now() >= row.expiresAt) throw new AppError('APPROVAL_OVER');
  return row;
}

const ACTION = { approve: 'approval.approve', decline: 'approval.decline', withdraw: 'approval.withdraw', stale: 'approval.stale' } as const;

function decide(ctx: Ctx, row: ApprovalRow, decision: Decision, note: string): void {
  const body = { kind: row.kind, requestedBy: row.requestedBy, request: canonicalJson({ method: row.method, basis: row.basis }), note };
  const auditSeq = audit(ctx, ACTION[decision], 'approval', row.id, body);
  decideApproval(ctx.db, { rid: row.rid, decision, by: ctx.actor.id, at: ctx.clock.now(), note, auditSeq });
}

export function approvalsSettings(ctx: Ctx): Output<'approvals.settings'> {
  return readTogether(ctx, () => ({ ...fourEyes(ctx), people: deciders(ctx), currency: found(readBusiness(ctx.db)).currency }));
}

/** What makes a rule weaker that is on never comes here without a second person: the gate stands before. */
export function approvalsSaveSettings(ctx: Ctx, rule: Parsed<'approvals.saveSettings'>): Output<'approvals.saveSettings'> {
  storeFourEyes(ctx, rule);
  return {};
}
