// The sentence under a profile field, from what main refused last. Settings tabs only.
import { problemAt } from '../app/api.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useProfile } from './profileStore.ts';

/** problem('bank.iban') is the sentence for that path, or undefined. */
export function useProblem(): (path: string) => string | undefined {
  const error = useProfile((s) => s.error);
  return (path) => fieldSentence(problemAt(error, path));
}
