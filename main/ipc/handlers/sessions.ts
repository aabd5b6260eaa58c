// sessions.*: straight to the services; a changed limit holds for the session that is open.
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { sessionsIdle, sessionsLogins, sessionsSaveIdle } from '../../service/sessions.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `sessions.${string}`>;

export function sessionsHandlers(house: House): Pick<Handlers, Names> {
  return {
    'sessions.logins': (input) => {
      const session = openSession(house);
      return sessionsLogins(serviceContext(session), input, session.openedAt);
    },
    'sessions.idle': reading(house, sessionsIdle),
    'sessions.saveIdle': writing(house, 'security', sessionsSaveIdle),
  };
}
