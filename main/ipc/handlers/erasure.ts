// erasure.*: looking and forgetting go straight to their service; a customer's copy of their data goes through a dialog of main and the job process.
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import type { CustomerDataDone } from '../../export/customerData.ts';
import { clearPart, partOf } from '../../export/part.ts';
import { choosePlace } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import { audit, transact } from '../../service/context.ts';
import { customersGet } from '../../service/customers.ts';
import { erasureKeeping, erasurePast, erasureSaveKeeping, erasureTidy } from '../../service/documentErasure.ts';
import { erasureLook, erasureSteps } from '../../service/erasure.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `erasure.${string}`>;

export function erasureHandlers(house: House): Pick<Handlers, Names> {
  return {
    'erasure.look': reading(house, erasureLook),
    'erasure.erase': async ({ id, job }) => {
      const walk = erasureSteps(serviceContext(openSession(house)), { id });
      for (let step = walk.next(); ; step = walk.next()) {
        if (step.done === true) {
          house.send({ type: 'changed', what: 'customers' });
          moveAnchor(house);
          return step.value;
        }
        house.send({ type: 'progress', job, stage: 'saving', ...step.value });
        await setImmediate(); // keys and clicks come first
        openSession(house); // locked meanwhile: the rest waits until somebody asks again
      }
    },
    'erasure.keeping': reading(house, erasureKeeping),
    'erasure.saveKeeping': writing(house, 'business', erasureSaveKeeping),
    'erasure.past': reading(house, erasurePast),
    'erasure.tidy': writing(house, 'invoices', erasureTidy),
    'erasure.export': async ({ id, job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const { customer } = customersGet(serviceContext(openSession(house)), { id });
      const target = await choosePlace(house.window, `${fileNameFor(customer.name)}.zip`, [{ name: 'ZIP', extensions: ['zip'] }], house.paths.userData);
      if (target === null) return null;
      const part = partOf(target);
      clearPart(part);
      try {
        record(house, id);
        const done = (await runJob(house, openSession(house), job, { name: 'customerData', id, target, part })) as CustomerDataDone; // checked against the method's schema by the router
        return { ...done, file: basename(target).slice(0, 160) };
      } catch (error) {
        clearPart(part); // cancelled or locked: the process had no time to; what is somebody else's stays
        throw error;
      }
    },
  };
}

/** That their data were taken out; books that cannot be written can still give them. */
function record(house: House, id: string): void {
  const session = openSession(house);
  if (session.readOnly || house.gate.held) return;
  transact(serviceContext(session), () => audit(serviceContext(session), 'export.customer', 'customer', id, {}));
  moveAnchor(house);
}
