// Turns codes from main into sentences. Every screen shows problems through these two functions and no other way.
import type { FieldProblem } from '../../contract/errors.ts';
import { type ApiError, asApiError } from '../app/api.ts';
import i18next from 'i18next';
import { t } from './index.ts';

/** The sentence for what main refused. */
export function sentence(error: unknown): string {
  const known: ApiError = asApiError(error);
  const incident = known.code === 'INTERNAL' ? known.params?.incident : undefined;
  return t(incident === undefined ? `errors.${known.code}` : 'errors.INTERNAL_INCIDENT', { ...known.params });
}

/** The sentence for one field. A code nobody wrote words for says that the field does not fit. */
export function fieldSentence(problem: Pick<FieldProblem, 'code' | 'params'> | undefined): string | undefined {
  if (problem === undefined) return undefined;
  const key = `errors.field.${problem.code}`;
  return t(i18next.exists(key) ? key : 'errors.field.INVALID', { ...problem.params });
}
