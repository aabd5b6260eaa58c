// session.*, recovery.* and security.*: getting in and out, and one's own secrets.
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import type { Books } from '../../app/books.ts';
import { copySecret } from '../../app/clipboard.ts';
import { languageOf } from '../../app/look.ts';
import { saveFile } from '../../files/dialogs.ts';
import { rotatedCopy } from '../../app/rotatedCopy.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { auditHead } from '../../audit/chain.ts';
import { paperSize } from '../../../paper/paperSize.ts';
import { printCodes } from '../../print/codesPrint.ts';
import { businessGet } from '../../service/business.ts';
import { saveIdleMinutes } from '../../service/security.ts';
import { idleMinutesFor } from '../../service/sessions.ts';
import { beginReenrolTotp, changePin, finishReenrolTotp, recoveryCodesLeft, regenerateRecoveryCodes } from '../../vault/credentials.ts';
import { beginEnrol, finishEnrol } from '../../vault/enrol.ts';
import { login } from '../../vault/login.ts';
import { beginRecover, finishRecover } from '../../vault/recover.ts';
import { readTotp, readUser } from '../../db/vaultRows.ts';
import { acknowledgeIntegrity, anchorIfDue, type Session } from '../../vault/session.ts';
import { prepareRotation, renewedKit, rotate } from '../../vault/rotate.ts';
import { stepUpSession } from '../../vault/stepUp.ts';
import type { Handlers } from '../router.ts';
import { drawn } from './setup.ts';
import { localDay } from './system.ts';

type Names =
  | 'session.login' | 'session.firstCode' | 'session.firstFinish' | 'session.lock' | 'session.stepUp' | 'session.changePin' | 'session.enrolBegin' | 'session.enrolFinish' | 'session.newRecoveryCodes' | 'session.copyRecoveryCodes' | 'session.printRecoveryCodes'
  | 'recovery.begin' | 'recovery.finish' | 'security.status' | 'security.rotateBegin' | 'security.printKit' | 'security.saveKit' | 'security.rotate' | 'security.rotateCancel' | 'security.acknowledge' | 'security.setIdle';

export function sessionHandlers(house: House, books: Books): Pick<Handlers, Names> {
  const session = (): Session => openSession(house);
  const kitContent = () => {
    const open = session();
    const { name, country } = businessGet(serviceContext(open));
    return { business: name, kit: renewedKit(open), lang: languageOf(house), size: paperSize(country) };
  };
  /** The change of key that was called off while the backup before it was still being made. */
  let stopped: string | null = null;
  return {
    'session.login': async (input) => {
      const opened = await login(house.vault, input);
      await books.open(opened);
      house.failedBefore = opened.before.failed + opened.before.blocked;
      return { name: opened.user.name, recoveryCodesLeft: recoveryCodesLeft(opened) };
    },
    'session.firstCode': async (input) => {
      const offer = await beginEnrol(house.vault, input);
      return { ...(await drawn(offer)), userName: offer.userName };
    },
    'session.firstFinish': async (input) => {
      const { session: opened, recoveryCodes } = await finishEnrol(house.vault, input);
      await books.open(opened);
      return house.codes.show(opened, recoveryCodes);
    },
    'session.lock': async () => {
      await books.lock({ letSave: false, newWindow: true });
      return {};
    },
    'session.stepUp': async (input) => {
      await stepUpSession(session(), input);
      moveAnchor(house);
      return {};
    },
    'session.changePin': async (input) => {
      await changePin(session(), input);
      moveAnchor(house);
      return {};
    },
    'session.enrolBegin': async (input) => await drawn(await beginReenrolTotp(session(), input)),
    'session.enrolFinish': ({ code }) => {
      finishReenrolTotp(session(), code);
      moveAnchor(house);
      return {};
    },
    'session.newRecoveryCodes': async (input) => {
      const codes = await regenerateRecoveryCodes(session(), input);
      moveAnchor(house);
      return house.codes.show(session(), codes);
    },
    'session.copyRecoveryCodes': () => {
      copySecret(house.codes.of(session()).join('\n'));
      return {};
    },
    'session.printRecoveryCodes': async () => {
      const open = session();
      const codes = house.codes.of(open);
      const business = businessGet(serviceContext(open));
      const lang = languageOf(house);
      const content = { business: business.name, codes, madeOn: localDay(house.clock.nowMs()), lang, size: paperSize(business.country) };
      return { printed: await printCodes(house.printer, content) };
    },
    'recovery.begin': async ({ kit }) => {
      const offer = await beginRecover(house.vault, kit);
      return { ...(await drawn(offer)), userName: offer.user.name, needsName: offer.severalUsers };
    },
    'recovery.finish': async (input) => {
      const { session: opened, recoveryCodes } = await finishRecover(house.vault, input);
      await books.open(opened);
      return house.codes.show(opened, recoveryCodes);
    },
    'security.status': () => {
      const open = session();
      return {
        mode: open.mode, keychain: open.mode === 'passphrase' ? 'unavailable' : 'ok', idleMinutes: house.idleMinutes,
        kit: { serial: open.kit.serial, madeOn: open.kit.madeAt.slice(0, 10) }, recoveryCodesLeft: recoveryCodesLeft(open),
        records: auditHead(open.db)?.seq ?? 0, chain: house.chain.state, chainCheckedAt: house.chain.checkedAt,
        lastLogin: open.before.lastLoginAt, failedBefore: house.failedBefore,
        pinSetAt: readUser(open.db, open.user.id)?.pinSetAt ?? open.openedAt, totpSetAt: readTotp(open.db, open.user.rid)?.setAt ?? open.openedAt,
      };
    },
    'security.rotateBegin': async (input) => {
      const { codes, kit } = await prepareRotation(session(), input);
      return { codes, kit: kit && { serial: kit.serial, madeOn: kit.madeOn, groups: kit.groups, check: kit.check, ask: kit.ask } };
    },
    'security.printKit': async () => {
      const { printKit } = await import('../../print/kitPdf.ts');
      return { printed: await printKit(house.printer, kitContent()) };
    },
    'security.saveKit': async () => {
      if (!house.window) throw new AppError('INTERNAL');
      const content = kitContent();
      const { kitPdf } = await import('../../print/kitPdf.ts');
      return { saved: await saveFile(house.window, `Recovery Kit ${content.kit.serial}.pdf`, [{ name: 'PDF', extensions: ['pdf'] }], await kitPdf(house.printer, content), house.paths.userData) };
    },
    'security.rotate': async ({ job, groups }) => {
      stopped = null;
      await house.backups.run({ cause: 'person' }); // whatever happens to this disk, the books are safe elsewhere; where no place is here, none is made
      if (stopped === job) throw new AppError('CANCELLED');
      await house.gate.hold(() => books.exchangeKey((open) => rotate(open, groups, rotatedCopy(house, open, job))));
      return {};
    },
    'security.rotateCancel': ({ job }) => {
      stopped = job;
      return { cancelled: house.jobs.cancel(job) || house.backups.cancel() };
    },
    'security.acknowledge': async () => {
      await acknowledgeIntegrity(session());
      house.send({ type: 'changed', what: 'security' });
      return {};
    },
    'security.setIdle': ({ minutes }) => {
      saveIdleMinutes(serviceContext(session()), minutes);
      house.idleMinutes = idleMinutesFor(session().db, session().user.role);
      return {};
    },
  };
}

/** The unlocked session. The router admits nobody without one, so its absence is a fault of ours. */
export function openSession(house: House): Session {
  if (!house.session || house.session.closed) throw new AppError('LOCKED');
  return house.session;
}

/** After a write: the log's anchor moves when it is due. Never fails the write, which is done. */
export function moveAnchor(house: House): void {
  if (house.session !== null) anchorIfDue(house.session).catch((error: unknown) => house.log.failure('anchor', error));
}
