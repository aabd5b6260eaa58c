// People and roles: who gets into these books, and what each may do.
import { z } from 'zod';
import { PERMISSIONS } from '../domain/roles.ts';
import { method } from './method.ts';
import { count, id, instant, made, minor, name, nothing, positiveDecimal, version } from './wire.ts';

/** A role of the program by its name, or the id of one of the business's own. */
export const roleKey = z.string().max(36).regex(/^[a-z0-9-]{1,36}$/, 'ROLE');
export const permission = z.enum(PERMISSIONS);
/** How far a role reaches; what is absent has no limit. */
export const limits = z.strictObject({
  discountPercent: positiveDecimal.refine((text) => Number(text) <= 100, 'PERCENT').optional(),
  creditNoteMinor: minor.refine((n) => n >= 0, 'MINOR').optional(),
  ownDocumentsOnly: z.literal(true).optional(),
});
const person = z.strictObject({
  id, name: made(200), role: made(36),
  /** expired: the one-time code ran out; noWay: no way in on this computer (after a Recovery Kit); locked: too many wrong tries. */
  state: z.enum(['in', 'invited', 'expired', 'suspended', 'noWay', 'locked', 'removed']),
  you: z.boolean(), lastLoginAt: instant.nullable(), enrolUntil: instant.nullable(), disabledAt: instant.nullable(),
});
const role = z.strictObject({
  role: made(36), builtIn: z.boolean(),
  /** Of an own role; null for those of the program, whose words the screens have. */
  name: made(60).nullable(), version: count, permissions: z.array(permission).max(PERMISSIONS.length), limits, holders: count,
});
const oneTimeCode = z.strictObject({ userId: id, code: made(20), until: instant });
const who = z.strictObject({ id });

export const users = {
  'users.list': method({ access: 'session', permission: 'user.manage', writes: false, input: nothing, output: z.strictObject({ people: z.array(person).max(2000), most: count }) }),
  /** The code is answered once and kept nowhere. DUPLICATE (the name), TOO_MANY_PEOPLE, NOT_FOUND (the role). */
  'users.invite': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: z.strictObject({ name: name(80), role: roleKey }), output: oneTimeCode }),
  /** For who lost PIN or phone: the old way in ends, a new code begins. LAST_OWNER, OWN_ACCOUNT, NOT_FOUND. */
  'users.reset': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: who, output: oneTimeCode }),
  'users.suspend': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: who, output: nothing }),
  'users.resume': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: who, output: nothing }),
  'users.remove': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: who, output: nothing }),
  /** From their next login on they type the new name. DUPLICATE (the name), NOT_FOUND. */
  'users.rename': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: z.strictObject({ id, name: name(80) }), output: nothing }),
  /** The one-time code that stands on the screen, on a sheet to hand over; false when the printer's dialog was closed. NOT_FOUND, PRINT_FAILED. */
  'users.printCode': method({ access: 'session', permission: 'user.manage', writes: false, input: nothing, output: z.strictObject({ printed: z.boolean() }) }),
  /** Holds from the person's next call on. */
  'users.setRole': method({ access: 'session', permission: 'user.manage', stepUp: true, writes: true, input: z.strictObject({ id, role: roleKey }), output: nothing }),
  'roles.list': method({ access: 'session', permission: 'role.manage', writes: false, input: nothing, output: z.strictObject({ roles: z.array(role).max(200) }) }),
  /** Without `role` a new one is made. Of a role of the program only the limits can be set. CONFLICT, DUPLICATE (the name), NOT_FOUND. */
  'roles.save': method({
    access: 'session', permission: 'role.manage', stepUp: true, writes: true,
    input: z.strictObject({ role: roleKey.optional(), version: version.optional(), name: name(60).optional(), permissions: z.array(permission).max(PERMISSIONS.length).optional(), limits }),
    output: z.strictObject({ role: made(36) }),
  }),
  /** IN_USE while somebody has it. */
  'roles.remove': method({ access: 'session', permission: 'role.manage', stepUp: true, writes: true, input: z.strictObject({ role: roleKey }), output: nothing }),
};
export type PersonView = z.infer<typeof person>;
export type RoleView = z.infer<typeof role>;
export type OneTimeCodeView = z.infer<typeof oneTimeCode>;
