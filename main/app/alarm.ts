// Signs of somebody else's code: a call from a page that is not ours, developer tools in the packaged app. Always logged; with open books on the record too.
import { audit, transact } from '../service/context.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';

export type Sign = 'security.callRefused' | 'security.devtools' | 'security.cardNumber';

/** A page in a loop could fill the log with one sign; one record a minute says as much. Card numbers are counted: only the same field saving itself again is the same one. */
const APART_MS: Readonly<Record<Sign, number>> = { 'security.callRefused': 60_000, 'security.devtools': 60_000, 'security.cardNumber': 5_000 };

/** Notes a sign; `what` names the method or window, never its content. Must not throw: whoever refuses has no time for errors. */
export function alarm(house: House): (sign: Sign, what: string) => void {
  const last = new Map<Sign, number>();
  return (sign, what) => {
    house.log.info(sign, { what });
    const now = house.clock.monotonicMs();
    const { session } = house;
    if (session === null || session.closed || session.readOnly || house.gate.held || now - (last.get(sign) ?? -APART_MS[sign]) < APART_MS[sign]) return;
    last.set(sign, now);
    try {
      const ctx = serviceContext(session);
      transact(ctx, () => audit(ctx, sign, 'security', null, { what }));
    } catch (error) {
      house.log.failure(sign, error);
    }
  };
}
