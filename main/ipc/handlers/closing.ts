// closing.*: straight to the service; every screen hears of it, since dates that were fine a moment ago no longer are.
import type { House } from '../../app/house.ts';
import { closingClose, closingLook, closingReopen, closingState } from '../../service/closing.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `closing.${string}`>;

export function closingHandlers(house: House): Pick<Handlers, Names> {
  return {
    'closing.state': reading(house, closingState),
    'closing.look': reading(house, closingLook),
    'closing.close': writing(house, 'business', closingClose),
    'closing.reopen': writing(house, 'business', closingReopen),
  };
}
