// The renderer's side of the wall: unwraps answers, so that screens deal with values and one error class. Every screen may call it.
import type { BillfoldApi } from '../../contract/index.ts';
import type { ErrorCode, ErrorDetail, FieldProblem, Result } from '../../contract/errors.ts';
import { askStepUp } from './stepUp.ts';

/** What main refused, and why. `code` is for deciding; the words come from i18n/errors.ts. */
export interface ApiError extends Error, ErrorDetail {
  name: 'ApiError';
  code: ErrorCode;
}

/** Makes the error that call() throws; tests use it too. */
export function apiError(code: ErrorCode, detail: ErrorDetail = {}): ApiError {
  return Object.assign(new Error(code), { name: 'ApiError' as const, code, ...detail });
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'code' in error;
}

let lockedUnderUs: () => void = () => undefined;

/** What to do when main says that the books are locked although a screen still asks. The app sets it once. */
export function onLocked(act: () => void): void {
  lockedUnderUs = act;
}

/** The value of an answer; throws ApiError when main refused. A broken bridge becomes INTERNAL. */
export async function call<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer.catch((): Result<T> => ({ ok: false, error: { code: 'INTERNAL' } }));
  if (result.ok) return result.value;
  const { code, ...detail } = result.error;
  if (code === 'LOCKED') lockedUnderUs();
  throw apiError(code, detail);
}

/** Any thrown thing as an ApiError: what did not come from main is ours and says INTERNAL. */
export function asApiError(error: unknown): ApiError {
  return isApiError(error) ? error : apiError('INTERNAL');
}

/** The problem that main found at one path of the input, if any. */
export function problemAt(error: ApiError | null, path: string): FieldProblem | undefined {
  return error?.fields?.find((field) => field.path === path);
}

const asking = new WeakMap<BillfoldApi, BillfoldApi>();

/**
 * The methods of main. A function, so that tests can put their own on window. What main answers with STEP_UP is asked for here, once for all screens:
 * PIN and code, then the call goes out again; somebody who closes the question gets CANCELLED.
 */
export function api(): BillfoldApi {
  const bare = window.billfold;
  const known = asking.get(bare) ?? wrapped(bare, (area) => (typeof area === 'object' && area !== null ? wrapped(area, askingVerb) : area));
  asking.set(bare, known);
  return known;
}

/** The same object, each member seen through `see` and made once. The real one is frozen, which is why the proxy does not stand on it. */
function wrapped<T extends object>(bare: T, see: (member: unknown) => unknown): T {
  const seen = new Map<PropertyKey, unknown>();
  const get = (_empty: object, name: PropertyKey): unknown => {
    if (!seen.has(name)) seen.set(name, see(Reflect.get(bare, name)));
    return seen.get(name);
  };
  return new Proxy<T>(Object.create(null), { get });
}

function askingVerb(verb: unknown): unknown {
  if (typeof verb !== 'function') return verb;
  return async (...input: unknown[]): Promise<unknown> => {
    for (;;) {
      const answer: unknown = await Reflect.apply(verb, undefined, input);
      if (!isStepUp(answer)) return answer;
      const proven = await askStepUp();
      if (proven === 'nobody asks') return answer;
      if (proven === 'cancelled') return { ok: false, error: { code: 'CANCELLED' } };
    }
  };
}

function isStepUp(answer: unknown): boolean {
  const error: unknown = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'STEP_UP';
}
