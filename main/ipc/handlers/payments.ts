// payments.*: straight to their services. Money changes what documents, customers and the home screen say, so the window is told of both.
import type { House } from '../../app/house.ts';
import type { Ctx } from '../../service/context.ts';
import { applyCredit, refundCredit, voidPayment, writeOff } from '../../service/paymentActs.ts';
import { paymentsAccount, paymentsGet, paymentsList, paymentsOfDocument } from '../../service/paymentLists.ts';
import { proposeAllocation, recordPayment } from '../../service/payments.ts';
import { paymentsSaveSettings, paymentsSettings } from '../../service/paymentSettings.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

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
    'payments.account': reading(house, paymentsAccount),
    'payments.ofDocument': reading(house, paymentsOfDocument),
    'payments.settings': reading(house, paymentsSettings),
    'payments.saveSettings': writing(house, 'business', paymentsSaveSettings),
  };
}
