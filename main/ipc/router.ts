// The one door: every call of the renderer passes here, in this order - sender, rate, method, session, permission, size, schema, handler, schema.
import { MAX_DROPPED } from '../../contract/bank.ts';
import { METHODS, type Answer, type MethodName, type Parsed } from '../../contract/index.ts';
import { AppError, type ErrorCode, type ErrorDetail, type FieldProblem, type Result, isAppError } from '../../contract/errors.ts';
import type { Permission } from '../../domain/roles.ts';
import type { Bucket } from './rate.ts';
import type { WriteGate } from './writeGate.ts';

/** One function per method; the compiler insists that none is missing and none is extra. */
export type Handlers = { readonly [N in MethodName]: (input: Parsed<N>) => Answer<N> | Promise<Answer<N>> };

export interface RouterDeps<Event> {
  handlers: Handlers;
  isOwnPage(event: Event): boolean;
  /** The unlocked session's rights, or null while locked. */
  rights(): { can(permission: Permission): boolean; steppedUp(): boolean } | null;
  /** Four eyes: throws AWAITS_APPROVAL after putting the call aside for a second person. */
  secondPerson?(method: MethodName, input: unknown): void;
  /** Refuses a call about what is beyond the person's limits (documents of others). @throws AppError FORBIDDEN, NOT_FOUND */
  within?(method: MethodName, input: unknown): void;
  gate: WriteGate;
  bucket: Bucket;
  /** Foreign errors of libraries to ours (database codes and the like); anything unknown comes back unchanged. */
  translate(error: unknown): unknown;
  /** Notes an unexpected failure and answers its incident id. */
  failure(method: string, error: unknown): string;
  /** A call that was refused because of who spoke. */
  refused(method: string): void;
  /** A text was refused because it holds what looks like a card number. */
  cardNumber(method: string): void;
}

/** Null prototype: '__proto__' and 'constructor' are no methods (H32). */
const TABLE: Readonly<Record<string, (typeof METHODS)[MethodName]>> = Object.freeze(Object.assign(Object.create(null), METHODS));
const MAX_JSON = 256 * 1024;
/** Long drafts (up to 1,000 lines) are the one thing allowed to be larger. */
const MAX_DRAFT_JSON = 1024 * 1024;

/** Builds the function that ipcMain.handle gets. It never throws and never says more than a code and fields (H39). */
export function router<Event>(deps: RouterDeps<Event>): (event: Event, method: unknown, input: unknown) => Promise<Result<unknown>> {
  return async (event, method, input) => {
    const name = typeof method === 'string' ? method : '';
    try {
      if (!deps.isOwnPage(event)) {
        deps.refused(Object.hasOwn(TABLE, name) ? name : 'unknown');
        throw new AppError('FORBIDDEN');
      }
      return { ok: true, value: await call(deps, name, input) };
    } catch (thrown) {
      const error = onTheWire(deps, name, deps.translate(thrown));
      if (error.fields?.some(({ code }) => code === 'CARD_NUMBER') === true) deps.cardNumber(name);
      return { ok: false, error };
    }
  };
}

async function call<Event>(deps: RouterDeps<Event>, name: string, input: unknown): Promise<unknown> {
  if (!deps.bucket.take()) throw new AppError('RATE_LIMITED', { retryAfter: 1 });
  const method = Object.hasOwn(TABLE, name) ? TABLE[name] : undefined;
  if (!method) throw new AppError('NO_SUCH_METHOD');
  admit(deps, method);
  checkSize(name, input);
  const parsed = method.input.safeParse(input ?? {});
  if (!parsed.success) throw new AppError('INVALID_INPUT', { fields: parsed.error.issues.slice(0, 50).map(fieldProblem) });
  if (method.writes) {
    await deps.gate.pass();
    admit(deps, method); // the books may have been locked while waiting
  }
  deps.within?.(name as MethodName, parsed.data);
  if (method.writes) deps.secondPerson?.(name as MethodName, parsed.data);
  // The table's type is a union over all methods; METHODS and Handlers agree name by name (checked by the compiler where both are built).
  const handler = deps.handlers[name as MethodName] as (input: unknown) => unknown;
  const value = await handler(parsed.data);
  // Nothing to answer is an empty record; null is an answer of its own (a dialog that was closed).
  const out = method.output.safeParse(value === undefined ? {} : value);
  if (!out.success) throw new Error('output does not fit its schema');
  return out.data;
}

function admit<Event>(deps: RouterDeps<Event>, method: (typeof METHODS)[MethodName]): void {
  const rights = deps.rights();
  if (method.access === 'session' && !rights) throw new AppError('LOCKED');
  if (method.access === 'closed' && rights) throw new AppError('FORBIDDEN');
  if (method.permission && !rights?.can(method.permission)) throw new AppError('FORBIDDEN');
  if (method.stepUp && !rights?.steppedUp()) throw new AppError('STEP_UP');
}

/** What may be larger than everything else: long drafts, and a bank statement that was dropped on its screen. */
const MAX_OF: Readonly<Record<string, number>> = { 'drafts.save': MAX_DRAFT_JSON, 'bank.drop': Math.ceil(MAX_DROPPED / 3) * 4 + 1024 };

function checkSize(name: string, input: unknown): void {
  let size: number;
  try {
    size = JSON.stringify(input ?? {})?.length ?? 0;
  } catch {
    throw new AppError('INVALID_INPUT'); // cycles, BigInt
  }
  if (size > ((Object.hasOwn(MAX_OF, name) ? MAX_OF[name] : undefined) ?? MAX_JSON)) throw new AppError('TOO_LARGE');
}

interface Issue {
  code?: string | undefined;
  message: string;
  path: readonly PropertyKey[];
}

/** Our own rules say their name in the message; the schema library's are folded into four words. */
function fieldProblem(issue: Issue): FieldProblem {
  const own = /^[A-Z][A-Z_]{1,30}$/.test(issue.message) ? issue.message : null;
  const known = { too_small: 'TOO_SMALL', too_big: 'TOO_LONG', unrecognized_keys: 'UNKNOWN_FIELD' }[issue.code ?? ''];
  return { path: issue.path.map(String).join('.').slice(0, 200), code: own ?? known ?? 'INVALID' };
}

function onTheWire<Event>(deps: RouterDeps<Event>, method: string, error: unknown): { code: ErrorCode } & ErrorDetail {
  if (isAppError(error)) {
    const { fields, retryAfter, params } = error.detail;
    return { code: error.code, ...(fields && { fields }), ...(retryAfter !== undefined && { retryAfter }), ...(params && { params }) };
  }
  const incident = deps.failure(Object.hasOwn(TABLE, method) ? method : 'unknown', error);
  return { code: 'INTERNAL', params: { incident } };
}
