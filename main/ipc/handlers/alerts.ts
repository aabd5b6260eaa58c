// alerts.*: straight to the service; every screen with a badge hears of it.
import type { House } from '../../app/house.ts';
import { alertsAcknowledge, alertsCount, alertsList, alertsSaveSettings, alertsSettings } from '../../service/alerts.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `alerts.${string}`>;

export function alertHandlers(house: House): Pick<Handlers, Names> {
  return {
    'alerts.count': reading(house, alertsCount),
    'alerts.list': reading(house, alertsList),
    'alerts.acknowledge': writing(house, 'alerts', alertsAcknowledge),
    'alerts.settings': reading(house, alertsSettings),
    'alerts.saveSettings': writing(house, 'alerts', alertsSaveSettings),
  };
}
