// "It is really you": PIN and a fresh code once more before something that matters, good for two minutes. Called by main/ipc.
import { AppError } from '../../contract/errors.ts';
import { withDbErrors } from '../db/open.ts';
import { stepUp, type Proof } from './credentials.ts';
import { recordAudit, type Session } from './session.ts';

/** How long a step-up holds (H38). By the monotonic clock: setting the computer's clock back makes it no longer. */
export const STEP_UP_MS = 120_000;

/**
 * Checks PIN and code as a login does: same charge, same waits, same single AUTH_FAILED; a code that was used, at the door or here, is refused.
 * What it opens ends after STEP_UP_MS and with the session.
 */
export async function stepUpSession(session: Session, proof: Proof): Promise<void> {
  await stepUp(session, proof);
  if (session.closed) throw new AppError('LOCKED');
  session.inner.steppedUpAt = session.vault.clock.monotonicMs();
  if (!session.readOnly) withDbErrors(() => session.db.transaction(() => recordAudit(session, { action: 'session.stepUp', entity: 'user', entityId: session.user.id })).immediate());
}

/** Whether the person proved themselves within the last two minutes. Logging in does not count. */
export function steppedUp(session: Session): boolean {
  const { steppedUpAt } = session.inner;
  return !session.closed && steppedUpAt !== null && session.vault.clock.monotonicMs() - steppedUpAt < STEP_UP_MS;
}

/** For acts that need it only in some cases. @throws AppError STEP_UP */
export function needStepUp(session: Session): void {
  if (!steppedUp(session)) throw new AppError('STEP_UP');
}
