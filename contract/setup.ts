// First run, in the order the screens ask: phone code, Recovery Kit, then everything is made at once by setup.finish.
import { z } from 'zod';
import { method } from './method.ts';
import { country, currency, language, made, name, nothing, secret } from './wire.ts';
import { keychainState } from './system.ts';

export const enrolment = z.strictObject({
  /** otpauth:// URI and its base32 secret, shown once; qr is the SVG path of the code on a size x size grid. */
  uri: made(400), secret: made(64), qr: made(60000), size: z.number().int().min(21).max(200),
});
export const kitSheet = z.strictObject({
  serial: made(20), madeOn: made(10), groups: z.array(made(4)).length(13), check: made(4),
  /** Which two groups (1-13) the person types back. */
  ask: z.tuple([z.number().int().min(1).max(13), z.number().int().min(1).max(13)]),
});

export const setup = {
  'setup.begin': method({ access: 'closed', permission: null, writes: false, input: nothing, output: z.strictObject({ keychain: keychainState }) }),
  'setup.enrol': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ business: name(120), owner: name(80) }), output: enrolment }),
  'setup.confirmCode': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ code: secret(12) }), output: nothing }),
  'setup.kit': method({ access: 'closed', permission: null, writes: false, input: nothing, output: kitSheet }),
  'setup.printKit': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ business: name(120) }), output: z.strictObject({ printed: z.boolean() }) }),
  'setup.saveKit': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ business: name(120) }), output: z.strictObject({ saved: z.boolean() }) }),
  'setup.checkGroups': method({ access: 'closed', permission: null, writes: false, input: z.strictObject({ groups: z.tuple([secret(12), secret(12)]) }), output: z.strictObject({ right: z.tuple([z.boolean(), z.boolean()]) }) }),
  'setup.finish': method({
    access: 'closed', permission: null, writes: false,
    input: z.strictObject({
      business: z.strictObject({ name: name(120), country, currency, language }),
      owner: name(80), pin: secret(128), groups: z.tuple([secret(12), secret(12)]),
      /** 'passphrase' only where the person chose it because this computer has no keychain. */
      mode: z.enum(['keychain', 'passphrase']).optional(),
    }),
    output: z.strictObject({ recoveryCodes: z.array(made(24)).max(10) }),
  }),
};
