// The router's gate for acts that need two people: cheap for everything else, and the window hears of a request that was put aside.
import { isAppError } from '../../contract/errors.ts';
import type { MethodName } from '../../contract/index.ts';
import { gateFourEyes } from '../service/approvals.ts';
import { mayWait } from '../service/secondPerson.ts';
import { anchorIfDue } from '../vault/session.ts';
import { needStepUp } from '../vault/stepUp.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';

/** @throws AppError AWAITS_APPROVAL once the call is put aside for a second person */
export function secondPerson(house: House, method: MethodName, input: unknown): void {
  const { session } = house;
  if (session === null || session.readOnly || !mayWait(method)) return;
  try {
    gateFourEyes(serviceContext(session), method, input, () => needStepUp(session));
  } catch (error) {
    if (isAppError(error) && error.code === 'AWAITS_APPROVAL') {
      house.send({ type: 'changed', what: 'approvals' });
      anchorIfDue(session).catch((failed: unknown) => house.log.failure('anchor', failed));
    }
    throw error;
  }
}
