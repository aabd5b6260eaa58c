// users.* and roles.*: people through the vault, roles through their service. Every change is told to the window, and moves the log's anchor.
import { AppError } from '../../../contract/errors.ts';
import { formatDay } from '../../../domain/date.ts';
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { paperSize } from '../../../paper/paperSize.ts';
import { languageOf } from '../../app/look.ts';
import { readUser } from '../../db/vaultRows.ts';
import { printInvite } from '../../print/invitePrint.ts';
import { businessGet } from '../../service/business.ts';
import { localDate } from '../../service/context.ts';
import { found } from '../../service/problems.ts';
import { assertRole, rolesList, rolesRemove, rolesSave } from '../../service/roles.ts';
import { invite, listPeople, type OneTimeCode, removePerson, renamePerson, resetPerson, resumePerson, setPersonRole, suspendPerson } from '../../vault/people.ts';
import type { Session } from '../../vault/session.ts';
import { MOST_SLOTS } from '../../vault/vaultFile.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `users.${string}` | `roles.${string}`>;

export function userHandlers(house: House): Pick<Handlers, Names> {
  const changed = (): void => {
    house.send({ type: 'changed', what: 'people' });
    moveAnchor(house);
  };
  const acting = (act: (session: Session, id: string) => void) => ({ id }: { id: string }): Record<string, never> => {
    act(openSession(house), id);
    changed();
    return {};
  };
  /** Kept beside the recovery codes while it is shown, so that main can put it on the clipboard. */
  const handedOut = (session: Session, made: OneTimeCode): OneTimeCode => {
    const { name } = found(readUser(session.db, made.userId));
    house.codes.show(session, [made.code], { name, until: made.until });
    changed();
    return made;
  };
  return {
    'users.list': async () => ({ people: await listPeople(openSession(house)), most: MOST_SLOTS - 1 }),
    'users.invite': async (input) => {
      const session = openSession(house);
      assertRole(serviceContext(session), input.role);
      return handedOut(session, await invite(session, input));
    },
    'users.reset': async ({ id }) => {
      const session = openSession(house);
      return handedOut(session, await resetPerson(session, id));
    },
    'users.suspend': acting(suspendPerson),
    'users.resume': acting(resumePerson),
    'users.remove': acting(removePerson),
    'users.rename': ({ id, name }) => {
      renamePerson(openSession(house), id, name);
      changed();
      return {};
    },
    'users.printCode': async () => {
      const session = openSession(house);
      const { name, code, until } = house.codes.handover(session);
      const business = businessGet(serviceContext(session));
      const lang = languageOf(house);
      const when = `${formatDay(localDate(until), lang)} ${new Date(until).toTimeString().slice(0, 5)}`;
      return { printed: await printInvite(house.printer, { business: business.name, lang, name, code, until: when, size: paperSize(business.country) }) };
    },
    'users.setRole': ({ id, role }) => {
      const session = openSession(house);
      if (session.readOnly) throw new AppError('DB_READONLY');
      assertRole(serviceContext(session), role);
      setPersonRole(session, id, role);
      changed();
      return {};
    },
    'roles.list': reading(house, rolesList),
    'roles.save': writing(house, 'people', rolesSave),
    'roles.remove': writing(house, 'people', rolesRemove),
  };
}
