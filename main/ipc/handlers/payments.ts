// payments.*: straight to their services. Money changes what documents, customers and the home screen say, so the window is told of both.
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { receiptBytes } from '../../app/receiptPrint.ts';
import { saveFile } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import type { Ctx } from '../../service/context.ts';
import { applyCredit, refundCredit, voidPayment, writeOff } from '../../service/paymentActs.ts';
import { paymentsAccount, paymentsGet, paymentsList, paymentsOfDocument } from '../../service/paymentLists.ts';
import { proposeAllocation, recordPayment } from '../../service/payments.ts';
import { paymentsSaveSettings, paymentsSettings } from '../../service/paymentSettings.ts';
import { paymentsReceipt } from '../../service/receipt.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `payments.${string}`>;

export function paymentHandlers(house: House): Pick<Handlers, Names> {
  const moving = <I, O>(service: (ctx: Ctx, input: I) => O): ((input: I) => O) => {
    const write = writing(house, 'payments', service);
    return (input) => {
      const value = write(input);
      house.send({ type: 'changed', what: 'invoices' });
      return value;
    };
  };
  return {
    'payments.record': moving(recordPayment),
    'payments.propose': reading(house, proposeAllocation),
    'payments.apply': moving(applyCredit),
    'payments.writeOff': moving(writeOff),
    'payments.refund': moving(refundCredit),
    'payments.void': moving(voidPayment),
    'payments.list': reading(house, paymentsList),
    'payments.get': reading(house, paymentsGet),
    'payments.receipt': writing(house, 'payments', paymentsReceipt),
    'payments.saveReceipt': async ({ id }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const { bytes, number } = await receiptBytes(house, openSession(house), id);
      return { saved: await saveFile(house.window, `${fileNameFor(number)}.pdf`, [{ name: 'PDF', extensions: ['pdf'] }], bytes, house.paths.userData) };
    },
    'payments.account': reading(house, paymentsAccount),
    'payments.ofDocument': reading(house, paymentsOfDocument),
    'payments.settings': reading(house, paymentsSettings),
    'payments.saveSettings': writing(house, 'business', paymentsSaveSettings),
  };
}
