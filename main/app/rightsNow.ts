// What the person who is in may do at this moment; whoever was suspended or removed meanwhile may nothing, and the books close at once. Asked by the router at every call, and every few seconds.
import type { Rights } from '../../domain/roles.ts';
import { rightsOf } from '../repo/roles.ts';
import type { Session } from '../vault/session.ts';
import { steppedUp } from '../vault/stepUp.ts';

/** Null while nobody is in, or nobody who is welcome any more: then `lock` was called. Everybody who is welcome may look after their own way in. */
export function rightsNow(session: Session | null, lock: () => void): (Rights & { steppedUp(): boolean }) | null {
  if (session === null || session.closed) return null;
  const rights = rightsOf(session.db, session.user.id);
  if (rights.can('security.self')) return { ...rights, steppedUp: () => steppedUp(session) };
  lock();
  return null;
}
