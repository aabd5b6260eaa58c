// customers.*, items.*, drafts.*, home.* and find.*: straight to their services, with word to the window after each write.
import type { BillfoldEvent } from '../../../contract/events.ts';
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { customersArchive, customersGet, customersList, customersSave, customersSuggest } from '../../service/customers.ts';
import type { Ctx } from '../../service/context.ts';
import { draftsDiscard, draftsGet, draftsList, draftsRestore, draftsSave } from '../../service/drafts.ts';
import { findAll, homeSummary } from '../../service/home.ts';
import { itemsArchive, itemsGet, itemsList, itemsSave, itemsSuggest } from '../../service/items.ts';
import { recoveryCodesLeft } from '../../vault/credentials.ts';
import type { Handlers } from '../router.ts';
import { moveAnchor, openSession } from './session.ts';

type What = Extract<BillfoldEvent, { type: 'changed' }>['what'];
type Names = Extract<keyof Handlers, `customers.${string}` | `items.${string}` | `drafts.${string}` | `home.${string}` | `find.${string}`>;

/** Runs a service for the person who is in. */
export function reading<I, O>(house: House, service: (ctx: Ctx, input: I) => O): (input: I) => O {
  return (input) => service(serviceContext(openSession(house)), input);
}

/** The same for a write, and tells the window what changed. */
export function writing<I, O>(house: House, what: What, service: (ctx: Ctx, input: I) => O): (input: I) => O {
  const run = reading(house, service);
  return (input) => {
    const value = run(input);
    house.send({ type: 'changed', what });
    moveAnchor(house);
    return value;
  };
}

export function listHandlers(house: House): Pick<Handlers, Names> {
  return {
    'customers.list': reading(house, customersList),
    'customers.get': reading(house, customersGet),
    'customers.save': writing(house, 'customers', customersSave),
    'customers.archive': writing(house, 'customers', customersArchive),
    'customers.suggest': reading(house, customersSuggest),
    'items.list': reading(house, itemsList),
    'items.get': reading(house, itemsGet),
    'items.save': writing(house, 'items', itemsSave),
    'items.archive': writing(house, 'items', itemsArchive),
    'items.suggest': reading(house, itemsSuggest),
    'drafts.list': reading(house, draftsList),
    'drafts.get': reading(house, draftsGet),
    'drafts.save': writing(house, 'drafts', draftsSave),
    'drafts.discard': writing(house, 'drafts', draftsDiscard),
    'drafts.restore': writing(house, 'drafts', draftsRestore),
    'home.summary': (input) => {
      const session = openSession(house);
      const { state: chain } = house.chain;
      return homeSummary(serviceContext(session), input, { chain, mode: session.mode, failedBefore: house.failedBefore, kitMadeOn: session.kit.madeAt.slice(0, 10), recoveryCodesLeft: recoveryCodesLeft(session) });
    },
    'find.all': reading(house, findAll),
  };
}
