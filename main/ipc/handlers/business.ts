// business.*, taxes.* and series.*: services, plus the logo's way in through main's own dialog.
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { chooseFile } from '../../files/dialogs.ts';
import { MAX_LOGO_FILE, imageType } from '../../files/logo.ts';
import { readChosen } from '../../files/read.ts';
import { businessClearLogo, businessGet, businessLogo, businessSave, businessSetLogo, changesBank } from '../../service/business.ts';
import { seriesArchive, seriesList, seriesPeek, seriesSave } from '../../service/series.ts';
import { taxesArchive, taxesList, taxesSave } from '../../service/taxes.ts';
import { needStepUp } from '../../vault/stepUp.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `business.${string}` | `taxes.${string}` | `series.${string}`>;

export function businessHandlers(house: House): Pick<Handlers, Names> {
  const save = writing(house, 'business', businessSave);
  return {
    'business.get': reading(house, businessGet),
    'business.save': (input) => {
      const session = openSession(house);
      if (changesBank(serviceContext(session), input)) needStepUp(session);
      return save(input);
    },
    'business.pickLogo': async () => {
      if (!house.window) throw new AppError('INTERNAL');
      const path = await chooseFile(house.window, [{ name: 'PNG, JPEG, WebP', extensions: ['png', 'jpg', 'jpeg', 'webp'] }]);
      if (path === null) return null;
      const bytes = readChosen(path, MAX_LOGO_FILE);
      return { type: imageType(bytes), base64: bytes.toString('base64') };
    },
    'business.setLogo': writing(house, 'business', businessSetLogo),
    'business.clearLogo': writing(house, 'business', businessClearLogo),
    'business.logo': reading(house, businessLogo),
    'taxes.list': reading(house, taxesList),
    'taxes.save': writing(house, 'business', taxesSave),
    'taxes.archive': writing(house, 'business', taxesArchive),
    'series.list': reading(house, seriesList),
    'series.save': writing(house, 'business', seriesSave),
    'series.archive': writing(house, 'business', seriesArchive),
    'series.peek': reading(house, seriesPeek),
  };
}
