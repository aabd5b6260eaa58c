// The renderer's side of the wall: unwraps answers, so that screens deal with values and one error class. Every screen may call it.
import type { BillfoldApi } from '../../contract/index.ts';
import type { ErrorCode, ErrorDetail, FieldProblem, Result } from '../../contract/errors.ts';

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

/** The frozen object on window. A function, so that tests can put their own there. */
export function api(): BillfoldApi {
  return window.billfold;
}
