// Getting in, getting back in, getting out, and changing one's own secrets.
import { z } from 'zod';
import { method } from './method.ts';
import { count, id, instant, made, name, nothing, secret } from './wire.ts';
import { enrolment, kitSheet } from './setup.ts';
import { keychainState } from './system.ts';

const pinAndCode = { pin: secret(128), code: secret(40) };

export const session = {
  'session.login': method({
    access: 'closed', permission: null, writes: false,
    /** code: six digits from the phone, or one recovery code. confirmClock after CLOCK_JUMP was shown. */
    input: z.strictObject({ userName: name(80).optional(), ...pinAndCode, confirmClock: z.boolean().optional() }),
    output: z.strictObject({ name: name(80), recoveryCodesLeft: count }),
  }),
  /** First login with the one-time code an owner handed over. AUTH_FAILED, CODE_EXPIRED, and what a login answers. */
  'session.firstCode': method({
    access: 'closed', permission: null, writes: false, input: z.strictObject({ userName: name(80), code: secret(40), confirmClock: z.boolean().optional() }),
    output: z.strictObject({ ...enrolment.shape, userName: name(80) }),
  }),
  /** Sets PIN and phone, uses the code up and logs in. CODE_WRONG, PIN_WEAK, SETUP_ORDER. */
  'session.firstFinish': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ pin: secret(128), code: secret(12) }), output: z.strictObject({ recoveryCodes: z.array(made(24)).max(10) }) }),
  'session.lock': method({ access: 'session', permission: null, writes: false, input: nothing, output: nothing }),
  /** PIN and code once more: opens what needs them for two minutes. AUTH_FAILED, WAIT and LOCKED_OUT as at the login. */
  'session.stepUp': method({ access: 'session', permission: 'security.self', writes: true, input: z.strictObject(pinAndCode), output: nothing }),
  'session.changePin': method({ access: 'session', permission: 'security.self', writes: true, input: z.strictObject({ ...pinAndCode, newPin: secret(128) }), output: nothing }),
  'session.enrolBegin': method({ access: 'session', permission: 'security.self', writes: false, input: z.strictObject(pinAndCode), output: enrolment }),
  'session.enrolFinish': method({ access: 'session', permission: 'security.self', writes: true, input: z.strictObject({ code: secret(12) }), output: nothing }),
  'session.newRecoveryCodes': method({ access: 'session', permission: 'security.self', writes: true, input: z.strictObject(pinAndCode), output: z.strictObject({ recoveryCodes: z.array(made(24)).max(10) }) }),
  'session.copyRecoveryCodes': method({ access: 'session', permission: 'security.self', writes: false, input: nothing, output: nothing }),
  /** The codes that stand on the screen, to the printer; false when its dialog was closed. */
  'session.printRecoveryCodes': method({ access: 'session', permission: 'security.self', writes: false, input: nothing, output: z.strictObject({ printed: z.boolean() }) }),
  'recovery.begin': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ kit: secret(200) }), output: z.strictObject({ ...enrolment.shape, userName: name(80), needsName: z.boolean() }) }),
  'recovery.finish': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ newPin: secret(128), code: secret(12), confirmClock: z.boolean().optional(), mode: z.enum(['keychain', 'passphrase']).optional() }), output: z.strictObject({ recoveryCodes: z.array(made(24)).max(10) }) }),
  'security.status': method({
    access: 'session', permission: 'security.self', writes: false, input: nothing,
    output: z.strictObject({
      mode: z.enum(['keychain', 'passphrase']), keychain: keychainState, idleMinutes: z.number().int().min(1).max(60),
      kit: z.strictObject({ serial: made(20), madeOn: made(10) }), recoveryCodesLeft: count,
      records: count, chain: z.enum(['ok', 'checking', 'broken', 'rolled-back']), chainCheckedAt: instant.nullable(),
      lastLogin: instant.nullable(), failedBefore: count, pinSetAt: instant, totpSetAt: instant,
    }),
  }),
  /** Prepares new keys for the books: the kit typed, or null for a new one; PIN and code. Answers a one-time code for everybody else who has a way in, and the new kit. Nothing changes yet. KIT_WRONG. */
  'security.rotateBegin': method({
    access: 'session', permission: 'key.rotate', writes: true, input: z.strictObject({ ...pinAndCode, kit: secret(200).nullable() }),
    output: z.strictObject({ kit: kitSheet.nullable(), codes: z.array(z.strictObject({ name: made(200), code: made(20), until: instant })).max(40) }),
  }),
  'security.printKit': method({ access: 'session', permission: 'key.rotate', writes: false, input: nothing, output: z.strictObject({ printed: z.boolean() }) }),
  'security.saveKit': method({ access: 'session', permission: 'key.rotate', writes: false, input: nothing, output: z.strictObject({ saved: z.boolean() }) }),
  /** Backs up where there is a place for it, puts the new key in force and locks. CONFLICT when people came or went or something was written meanwhile; progress under `job`; any error: the old key stays. */
  'security.rotate': method({ access: 'session', permission: 'key.rotate', writes: true, stepUp: true, /** groups: the two asked for, of a new kit. KIT_GROUPS_WRONG. */
    input: z.strictObject({ job: id, groups: z.tuple([secret(12), secret(12)]).nullable() }), output: nothing }),
  /** Until the new key is in force: the old one then stays. */
  'security.rotateCancel': method({ access: 'session', permission: 'key.rotate', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
  /** The owner has seen that history went back or was changed: a new epoch starts with that on record, and writing is allowed again. */
  'security.acknowledge': method({ access: 'session', permission: 'security.manage', writes: true, input: nothing, output: nothing }),
  'security.setIdle': method({ access: 'session', permission: 'security.manage', writes: true, input: z.strictObject({ minutes: z.number().int().min(1).max(60) }), output: nothing }),
};
export type KitSheet = z.infer<typeof kitSheet>;
export type Enrolment = z.infer<typeof enrolment>;
