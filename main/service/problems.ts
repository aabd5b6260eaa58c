// Small ways of refusing, and of saying in the log what changed. Called by services only.
import { AppError, type FieldProblem } from '../../contract/errors.ts';

/** Refuses one field of the input. */
export function refuseField(path: string, code: string, params?: FieldProblem['params']): never {
  throw new AppError('INVALID_INPUT', { fields: [params === undefined ? { path, code } : { path, code, params }] });
}

/** The code of another record was typed. */
export function refuseDuplicate(path: string): never {
  throw new AppError('DUPLICATE', { fields: [{ path, code: 'DUPLICATE' }] });
}

/** The value, or NOT_FOUND. */
export function found<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new AppError('NOT_FOUND');
  return value;
}

/** What an optimistic save answered; undefined means that somebody else was faster. */
export function saved<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('CONFLICT');
  return value;
}

/** Names of the fields that differ: what the audit log may know of a change (never the texts themselves). */
export function changedFields<T extends object>(before: T, after: T): string[] {
  const old = new Map(Object.entries(before));
  return Object.entries(after)
    .filter(([key, value]) => JSON.stringify(old.get(key)) !== JSON.stringify(value))
    .map(([key]) => key)
    .sort();
}
