// views.*: straight to their services.
import type { House } from '../../app/house.ts';
import { viewsList, viewsRemove, viewsSave } from '../../service/views.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

export function viewHandlers(house: House): Pick<Handlers, Extract<keyof Handlers, `views.${string}`>> {
  return { 'views.list': reading(house, viewsList), 'views.save': writing(house, 'views', viewsSave), 'views.remove': writing(house, 'views', viewsRemove) };
}
