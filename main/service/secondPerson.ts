// Which acts wait for a second person, what the request says, when it no longer fits, and how it is carried out: one entry per method. Called by approvals.ts and the router's gate.
import { createHash } from 'node:crypto';
import type { MethodName, Parsed } from '../../contract/index.ts';
import type { ApprovalAbout } from '../../contract/approvals.ts';
import { METHODS } from '../../contract/index.ts';
import type { ApprovalKind, FourEyes } from '../../domain/fourEyes.ts';
import { isWeaker } from '../../domain/fourEyes.ts';
import { changesOf } from '../audit/changes.ts';
import { canonicalJson, type Canonical } from '../audit/canonical.ts';
import { readBusiness } from '../repo/business.ts';
import { listLimits, readRole } from '../repo/roles.ts';
import { businessSave, changesBank } from './business.ts';
import { localDate, type Ctx } from './context.ts';
import { documentsReissue } from './convert.ts';
import { creditAsked, invoicesCredit } from './credit.ts';
import { fourEyes, storeFourEyes } from './fourEyes.ts';
import { givePersonRole, presentPerson } from './personRole.ts';
import { found } from './problems.ts';
import { rolesSave } from './roles.ts';

/** What a request holds besides the call itself. */
export interface Asked {
  kind: ApprovalKind;
  about: ApprovalAbout;
  /** Of what it is about, as it is now. */
  basis: string;
}

interface Act<N extends MethodName> {
  /** Null: no second person is needed for this call. */
  asks(ctx: Ctx, input: Parsed<N>, rule: FourEyes): Asked | null;
  /** The same thing as it is now, to be held against the request's. */
  basisNow(ctx: Ctx, input: Parsed<N>): string;
  carry(ctx: Ctx, input: Parsed<N>): void;
}

const NOTHING: ApprovalAbout = { changes: [], document: null, amount: null, reason: '' };

function hashOf(value: Canonical): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

const changesFor = (before: object, after: object): ApprovalAbout['changes'] => changesOf(before, after).slice(0, 60).map(({ field, from, to }) => ({ field: field.slice(0, 80), from, to }));

/** The bank part alone waits; whatever else stands in the form is saved without it by the window. */
const bankDetails: Act<'business.save'> = {
  asks: (ctx, input) => {
    if (!changesBank(ctx, input)) return null;
    return { kind: 'bank', about: { ...NOTHING, changes: changesFor(found(readBusiness(ctx.db)).bank, input.bank) }, basis: bankDetails.basisNow(ctx, input) };
  },
  basisNow: (ctx) => hashOf({ ...found(readBusiness(ctx.db)).bank }),
  carry: (ctx, { bank }) => {
    const { logo: _logo, ...now } = found(readBusiness(ctx.db));
    businessSave(ctx, { ...now, bank });
  },
};

type CreditWish = Parsed<'invoices.credit'>;

function creditAsks(ctx: Ctx, wish: CreditWish, rule: FourEyes): Asked | null {
  if (rule.creditNoteMinor === null) return null;
  const { baseAmount, currency, amount, number, customer, basis } = creditAsked(ctx, wish);
  if (baseAmount <= rule.creditNoteMinor) return null;
  return { kind: 'credit', about: { changes: [], document: { id: wish.id, number, customer: customer.slice(0, 120) }, amount: { currency, amount }, reason: wish.reason }, basis: hashOf(basis) };
}

/** A note carries the day on which it is issued: the one of the second person's yes. */
const today = (ctx: Ctx, wished: string): string => {
  const day = localDate(ctx.clock.now());
  return wished > day ? wished : day;
};

const credit: Act<'invoices.credit'> = {
  asks: creditAsks,
  basisNow: (ctx, wish) => hashOf(creditAsked(ctx, wish).basis),
  carry: (ctx, wish) => void invoicesCredit(ctx, { ...wish, issueDate: today(ctx, wish.issueDate) }),
};

const whole = ({ id, noteId, issueDate, reason }: Parsed<'documents.reissue'>): CreditWish => ({ id, newId: noteId, request: { kind: 'whole' }, issueDate, reason });

const reissue: Act<'documents.reissue'> = {
  asks: (ctx, wish, rule) => creditAsks(ctx, whole(wish), rule),
  basisNow: (ctx, wish) => credit.basisNow(ctx, whole(wish)),
  carry: (ctx, wish) => void documentsReissue(ctx, { ...wish, issueDate: today(ctx, wish.issueDate) }),
};

const rule: Act<'approvals.saveSettings'> = {
  asks: (ctx, input, now) => (isWeaker(now, input) ? { kind: 'settings', about: { ...NOTHING, changes: changesFor(now, input) }, basis: rule.basisNow(ctx, input) } : null),
  basisNow: (ctx) => hashOf({ ...fourEyes(ctx) }),
  carry: (ctx, input) => storeFourEyes(ctx, input),
};

/** The name a role has for people: of an own one what it is called, of the program's own its word. */
const nameOfRole = (ctx: Ctx, role: string): string => readRole(ctx.db, role)?.name ?? role;

const personsRole: Act<'users.setRole'> = {
  asks: (ctx, input) => {
    const user = presentPerson(ctx, input.id);
    const changes = [{ field: user.name.slice(0, 80), from: nameOfRole(ctx, user.role), to: nameOfRole(ctx, input.role) }];
    return { kind: 'role', about: { ...NOTHING, changes }, basis: personsRole.basisNow(ctx, input) };
  },
  basisNow: (ctx, { id, role }) => hashOf({ now: presentPerson(ctx, id).role, to: readRole(ctx.db, role)?.version ?? 0 }),
  carry: givePersonRole,
};

const roleNow = (ctx: Ctx, role: string | undefined) => ({ role: role === undefined ? null : readRole(ctx.db, role), limits: role === undefined ? {} : (listLimits(ctx.db).get(role) ?? {}) });

const savedRole: Act<'roles.save'> = {
  asks: (ctx, input) => {
    const before = roleNow(ctx, input.role);
    const after = { name: input.name ?? before.role?.name ?? input.role ?? '', permissions: input.permissions ?? before.role?.permissions ?? [], limits: input.limits };
    const changes = changesFor({ name: before.role?.name ?? input.role ?? '', permissions: before.role?.permissions ?? [], limits: before.limits }, after);
    return { kind: 'role', about: { ...NOTHING, changes, reason: after.name }, basis: savedRole.basisNow(ctx, input) };
  },
  basisNow: (ctx, { role }) => createHash('sha256').update(JSON.stringify(roleNow(ctx, role))).digest('hex'),
  carry: (ctx, input) => void rolesSave(ctx, input),
};

const ACTS: { readonly [N in MethodName]?: Act<N> } = { 'business.save': bankDetails, 'invoices.credit': credit, 'documents.reissue': reissue, 'approvals.saveSettings': rule, 'users.setRole': personsRole, 'roles.save': savedRole };

/** A stored or fresh call with its act; the input passes the method's schema once more. */
export interface Call {
  asks(ctx: Ctx, rule: FourEyes): Asked | null;
  basisNow(ctx: Ctx): string;
  carry(ctx: Ctx): void;
}

/** Whether a method is one of those that may need a second person: all others pass without a look at the rule. */
export function mayWait(method: string): boolean {
  return isGuarded(method);
}

/** Null for a method that never waits for anybody. */
export function callOf(method: string, input: unknown): Call | null {
  if (!isGuarded(method)) return null;
  return bound(method, input);
}

function isGuarded(method: string): method is keyof typeof ACTS {
  return Object.hasOwn(ACTS, method);
}

function bound<N extends MethodName>(method: N, input: unknown): Call | null {
  const act: Act<N> | undefined = ACTS[method];
  if (act === undefined) return null;
  // What the schema gives is what the method takes; the compiler cannot follow one name through two tables.
  const parsed = METHODS[method].input.parse(input) as Parsed<N>;
  return { asks: (ctx, now) => act.asks(ctx, parsed, now), basisNow: (ctx) => act.basisNow(ctx, parsed), carry: (ctx) => act.carry(ctx, parsed) };
}
