// Who is in and who was: the history of logins, and how long each role may leave the books open untouched.
import { z } from 'zod';
import { roleKey } from './users.ts';
import { method } from './method.ts';
import { count, id, instant, made, nothing } from './wire.ts';

const minutes = z.number().int().min(1).max(60);
const login = z.strictObject({
  /** refused: the PIN was right, but the way in had been closed (removed, suspended, an old PIN). */
  kind: z.enum(['open', 'refused']), at: instant,
  way: z.enum(['totp', 'recoveryCode', 'kit', 'create', 'enrol', 'unknown']),
  /** Wrong tries and tries during a pause since the login before. */
  failed: count, blocked: count,
});

export const sessions = {
  /** Newest first. Of somebody else only with 'user.manage'. `since`: when the session that is open now began; there is only ever one. */
  'sessions.logins': method({
    access: 'session', permission: 'security.self', writes: false, input: z.strictObject({ userId: id.nullable() }),
    output: z.strictObject({ rows: z.array(login).max(50), name: made(200), since: instant, people: z.array(z.strictObject({ id, name: made(200) })).max(2000) }),
  }),
  /** `minutes`: for everybody; a role's own can only be shorter. */
  'sessions.idle': method({
    access: 'session', permission: 'security.manage', writes: false, input: nothing,
    output: z.strictObject({ minutes, roles: z.array(z.strictObject({ role: made(36), name: made(60).nullable(), minutes: minutes.nullable() })).max(200) }),
  }),
  /** null: as everybody. NOT_FOUND (the role); TOO_LONG when it is more than everybody's. */
  'sessions.saveIdle': method({ access: 'session', permission: 'security.manage', writes: true, input: z.strictObject({ role: roleKey, minutes: minutes.nullable() }), output: nothing }),
};
export type LoginView = z.infer<typeof login>;
