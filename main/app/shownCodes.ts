// The recovery codes that stand on the screen just now, kept so that main can put them on the clipboard. Gone with the lock. Called by the handlers that made them.
import { AppError } from '../../contract/errors.ts';
import type { Session } from '../vault/session.ts';

export interface ShownCodes {
  /** Keeps the codes of a session and hands them on as the answer. */
  show(session: Session, codes: string[]): { recoveryCodes: string[] };
  /** @throws AppError NOT_FOUND when this session showed none */
  of(session: Session): string[];
  forget(): void;
}

export function shownCodes(): ShownCodes {
  let shown: { session: Session; codes: string[] } | null = null;
  return {
    show(session, codes) {
      shown = { session, codes };
      return { recoveryCodes: codes };
    },
    of(session) {
      if (shown?.session !== session) throw new AppError('NOT_FOUND');
      return shown.codes;
    },
    forget() {
      shown = null;
    },
  };
}
