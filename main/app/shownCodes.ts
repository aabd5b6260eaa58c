// The codes that stand on the screen just now, kept so that main can put them on the clipboard or on paper. Gone with the lock. Called by the handlers that made them.
import { AppError } from '../../contract/errors.ts';
import type { Session } from '../vault/session.ts';

export interface Handover { name: string; until: string }

export interface ShownCodes {
  /** Keeps the codes of a session and hands them on as the answer; `handover`: the one code is for somebody else's first login. */
  show(session: Session, codes: string[], handover?: Handover): { recoveryCodes: string[] };
  /** Whose one-time code it is that is shown. @throws AppError NOT_FOUND when none is */
  handover(session: Session): Handover & { code: string };
  /** @throws AppError NOT_FOUND when this session showed none */
  of(session: Session): string[];
  forget(): void;
}

export function shownCodes(): ShownCodes {
  let shown: { session: Session; codes: string[]; handover: Handover | null } | null = null;
  return {
    show(session, codes, handover) {
      shown = { session, codes, handover: handover ?? null };
      return { recoveryCodes: codes };
    },
    of(session) {
      if (shown?.session !== session) throw new AppError('NOT_FOUND');
      return shown.codes;
    },
    handover(session) {
      const [code] = shown?.codes ?? [];
      if (shown?.session !== session || shown.handover === null || code === undefined) throw new AppError('NOT_FOUND');
      return { ...shown.handover, code };
    },
    forget() {
      shown = null;
    },
  };
}
