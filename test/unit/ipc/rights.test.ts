// Every method as every role, locked, without step-up, and from a wrong frame: what the router lets through is what this table says, and nothing else.
import { describe, expect, it } from 'vitest';
import { METHODS, type MethodName } from '../../../contract/index.ts';
import { METHOD_NAMES } from '../../../contract/names.ts';
import { can, FITS_OWN_ONLY, OWNER_ONLY, permissionsOf, PERMISSIONS, rightsFor, type Role, ROLES } from '../../../domain/roles.ts';
import { namedBy } from '../../../main/ipc/ownOnly.ts';
import { type Handlers, type RouterDeps, router } from '../../../main/ipc/router.ts';
import { writeGate } from '../../../main/ipc/writeGate.ts';

const LETTERS: Record<string, Role> = { o: 'owner', m: 'manager', b: 'clerk', c: 'cashier', a: 'accountant', u: 'auditor' };

/** Written by hand, against the permissions in contract/ and the roles in domain/: o owner, m manager, b billing clerk, c cashier, a accountant, u auditor. */
const TABLE: Record<string, string> = {
  ombcau: `rates.overview rates.list rates.suggest security.status business.get business.logo taxes.list series.list customers.list customers.get customers.suggest items.list items.get items.suggest
    drafts.list drafts.get invoices.list invoices.counts invoices.get invoices.savePdf invoices.print invoices.prove documents.list documents.counts documents.life
    asides.get asides.saveAs home.summary find.all payments.propose payments.list payments.get payments.saveReceipt payments.account payments.ofDocument payments.settings
    datev.get views.list batch.cancel recurring.list recurring.get recurring.due recurring.preview
    reminders.settings reminders.due reminders.preview reminders.list reminders.get reminders.of reminders.savePdf reminders.print session.changePin session.newRecoveryCodes
    session.stepUp session.enrolBegin session.enrolFinish session.copyRecoveryCodes session.printRecoveryCodes sessions.logins session.lock
    erasure.look erasure.keeping taxDue.get backup.skip approvals.list approvals.waiting approvals.withdraw approvals.settings`,
  ombc: `series.peek customers.save customers.archive drafts.save drafts.discard drafts.restore invoices.issue invoices.duplicate documents.act documents.left documents.convert documents.open documents.collect asides.putBack
    asides.saveNote asides.attach asides.remove payments.record payments.apply payments.receipt views.save views.remove batch.issue recurring.decide recurring.undo`,
  omb: `items.save items.archive invoices.creditLeft invoices.credit documents.reissue bank.pick bank.drop bank.look bank.commit bank.cancel bank.accept bank.setAside bank.undo
    recurring.fromInvoice recurring.adopt recurring.edit recurring.save recurring.start recurring.pause recurring.resume recurring.end recurring.discard recurring.takeBack
    reminders.send reminders.void reminders.quiet`,
  om: `rates.enter rates.undo rates.saveSettings rates.pick rates.look rates.commit rates.cancel payments.writeOff payments.refund payments.void imports.pick imports.preview imports.commit imports.cancel imports.undo imports.refused imports.saveRefused imports.list closing.close
    backup.state backup.look backup.history backup.run backup.cancel backup.drill backup.keepList backup.show approvals.approve approvals.decline alerts.acknowledge`,
  ombau: 'bank.accounts bank.lines bank.line bank.documents batch.pdf',
  omau: 'audit.list audit.get audit.people audit.prove audit.dayClose audit.findSeal audit.cancel batch.csv reports.run reports.documents reports.export reports.print reports.cancel closing.state closing.look',
  ou: 'audit.export',
  omu: 'alerts.count alerts.list alerts.settings',
  oa: 'erasure.export exports.place exports.business exports.cancel exports.show datev.export datev.archive datev.cancel',
  o: `security.acknowledge security.setIdle business.save business.pickLogo business.setLogo business.clearLogo taxes.save taxes.archive series.save series.archive payments.saveSettings
    exports.canBringIn exports.pick exports.bringIn datev.save reminders.saveSettings closing.reopen
    users.list users.invite users.reset users.suspend users.resume users.remove users.rename users.printCode users.setRole roles.list roles.save roles.remove
    erasure.erase erasure.saveKeeping erasure.past erasure.tidy taxDue.set sessions.idle sessions.saveIdle approvals.saveSettings alerts.saveSettings
    backup.drives backup.pick backup.add backup.save backup.remove backup.settings backup.keepAgree backup.later restore.list restore.pick restore.look restore.cancel restore.begin
    security.rotateBegin security.printKit security.saveKit security.rotate security.rotateCancel`,
};

interface Who { can(permission: (typeof PERMISSIONS)[number]): boolean; steppedUp(): boolean }

/** A router whose handlers only note that they were reached. */
function open(rights: () => Who | null, over: Partial<RouterDeps<string>> = {}) {
  const reached = new Set<string>();
  const handlers = Object.fromEntries(METHOD_NAMES.map((name) => [name, () => reached.add(name)])) as unknown as Handlers;
  const call = router<string>({
    handlers, rights, isOwnPage: (frame) => frame === 'own', gate: writeGate(), bucket: { take: () => true }, translate: (error) => error, failure: () => 'x', refused: () => undefined, cardNumber: () => undefined, ...over,
  });
  return { reached, codeOf: async (name: string, frame = 'own') => (await call(frame, name, {}) as { error?: { code: string } }).error?.code };
}
const as = (role: Role, steppedUp = true) => (): Who => ({ can: (permission) => can(role, permission), steppedUp: () => steppedUp });
/** Whatever the input was worth: the call was not stopped because of who made it. */
const passes = (code: string | undefined): boolean => !['FORBIDDEN', 'LOCKED', 'STEP_UP', 'NO_SUCH_METHOD'].includes(code ?? '');

describe('every method as every role', () => {
  it.each(Object.entries(TABLE))('%s may call what the table gives them and the others may not', async (letters, names) => {
    for (const [letter, role] of Object.entries(LETTERS)) {
      const { codeOf } = open(as(role));
      for (const name of names.split(/\s+/)) {
        const code = await codeOf(name);
        if (letters.includes(letter)) expect(passes(code), `${role} ${name} ${code}`).toBe(true);
        else expect(code, `${role} ${name}`).toBe('FORBIDDEN');
      }
    }
  });

  it('the table names every method that somebody who is in may call, once', () => {
    const named = Object.values(TABLE).flatMap((names) => names.split(/\s+/));
    expect(named.toSorted()).toEqual(METHOD_NAMES.filter((name) => METHODS[name].access === 'session').toSorted());
  });

  it('every method is let through to exactly the roles that hold its permission', async () => {
    for (const role of ROLES) {
      const { codeOf } = open(as(role));
      for (const name of METHOD_NAMES) {
        const { access, permission } = METHODS[name];
        const allowed = access === 'open' || (access === 'session' && (permission === null || can(role, permission)));
        expect(passes(await codeOf(name)), `${role} ${name}`).toBe(allowed);
      }
    }
  });

  it('H36 nobody is in: of everything only what is open or leads in is answered', async () => {
    const { codeOf } = open(() => null);
    for (const name of METHOD_NAMES) expect(await codeOf(name) === 'LOCKED', name).toBe(METHODS[name].access === 'session');
  });

  it('H36 H38 without PIN and code again, each role meets STEP_UP where the act is allowed to it, and FORBIDDEN where it is not', async () => {
    for (const role of ROLES) {
      const { codeOf, reached } = open(as(role, false));
      for (const name of METHOD_NAMES) {
        const { stepUp, permission } = METHODS[name];
        if (stepUp !== true) continue;
        expect(await codeOf(name), `${role} ${name}`).toBe(permission === null || can(role, permission) ? 'STEP_UP' : 'FORBIDDEN');
      }
      expect([...reached].filter((name) => METHODS[name as MethodName].stepUp)).toEqual([]);
    }
  });

  it('e 42 from a wrong frame every method is refused, whoever is in, and none is reached', async () => {
    for (const role of ROLES) {
      const { codeOf, reached } = open(as(role));
      for (const name of METHOD_NAMES) expect(await codeOf(name, 'frame'), `${role} ${name}`).toBe('FORBIDDEN');
      expect(reached.size).toBe(0);
    }
  });

  it('H37 a method has a permission, or is one of those that need none', () => {
    const none = METHOD_NAMES.filter((name) => METHODS[name].permission === null && METHODS[name].access === 'session');
    expect(none.filter((name) => !name.startsWith('session.')), 'give it a permission').toEqual([]);
  });

  it('H38 everything about people and roles that changes something wants PIN and code again', () => {
    for (const name of METHOD_NAMES) if (/^(users|roles)\./.test(name)) expect(METHODS[name].stepUp === true, name).toBe(METHODS[name].writes);
  });
});

describe('people limited to their own documents', () => {
  const cashier = rightsFor({ builtIn: 'cashier' }, { ownDocumentsOnly: true });
  const REFUSED = `payments.receipt payments.list payments.get payments.saveReceipt payments.propose payments.apply batch.issue batch.csv
    recurring.list recurring.get recurring.due recurring.preview recurring.decide recurring.undo reminders.due reminders.preview reminders.list reminders.get reminders.of reminders.savePdf reminders.print`.split(/\s+/);

  it('every method their permissions reach either names its documents, shows only their own, or is refused to them', () => {
    const reachable = METHOD_NAMES.filter((name) => {
      const { access, permission } = METHODS[name];
      return access === 'session' && permission !== null && permission !== 'security.self' && FITS_OWN_ONLY.includes(permission);
    });
    const input = { id: 'x', ids: ['x'], draftId: 'x', documentId: 'x', allocations: [{ documentId: 'x' }] };
    // What main/ipc/ownOnly.ts does not name is refused: a new method is closed to them until somebody says which documents it touches.
    const named = reachable.filter((name) => namedBy(name, input) !== null);
    expect(named.filter((name) => REFUSED.includes(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(50);
    for (const name of REFUSED) expect(namedBy(name as MethodName, input), name).toBeNull();
  });

  it('what names one document is held against it', () => {
    for (const name of ['invoices.get', 'invoices.savePdf', 'invoices.print', 'invoices.prove', 'invoices.credit', 'invoices.duplicate', 'documents.life', 'documents.convert', 'drafts.get', 'drafts.discard'] as const) {
      expect(namedBy(name, { id: 'x' }), name).toEqual({ documents: ['x'] });
    }
    expect(namedBy('invoices.issue', { draftId: 'd' })).toEqual({ documents: ['d'] });
    for (const name of ['batch.pdf', 'documents.collect'] as const) expect(namedBy(name, { ids: ['a', 'b'] }), name).toEqual({ documents: ['a', 'b'] });
    expect(namedBy('asides.attach', { documentId: 'a' })).toEqual({ documents: ['a'] });
    expect(namedBy('asides.saveAs', { id: 'f' })).toEqual({ attachment: 'f' });
    expect(namedBy('payments.record', { allocations: [{ documentId: 'a' }, { documentId: 'b' }] })).toEqual({ documents: ['a', 'b'] });
  });

  it('the limit takes away what would show or touch the work of others, whatever the role holds', () => {
    const manager = rightsFor({ builtIn: 'manager' }, { ownDocumentsOnly: true });
    for (const permission of ['report.read', 'bank.read', 'audit.read', 'import.run', 'payment.undo', 'period.close', 'reminder.send', 'recurring.write', 'export.run'] as const) expect(manager.can(permission), permission).toBe(false);
    for (const permission of permissionsOf('cashier')) expect(cashier.can(permission), permission).toBe(true);
  });
});

it('a role of the business never holds what only owners may, and always what everybody may', () => {
  const rights = rightsFor({ permissions: [...PERMISSIONS] }, {});
  for (const permission of PERMISSIONS) expect(rights.can(permission), permission).toBe(!OWNER_ONLY.includes(permission));
  expect(rightsFor({ permissions: [] }, {}).can('home.read')).toBe(true);
});
