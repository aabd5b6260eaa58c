// taxDue.*: straight to the service; every screen hears of it, since reports count differently from then on.
import type { House } from '../../app/house.ts';
import { taxDueGet, taxDueSet } from '../../service/taxDue.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `taxDue.${string}`>;

export function taxDueHandlers(house: House): Pick<Handlers, Names> {
  return {
    'taxDue.get': reading(house, taxDueGet),
    'taxDue.set': writing(house, 'business', taxDueSet),
  };
}
