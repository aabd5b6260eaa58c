// What the owner allows with money: how small a difference may be written off, and which coins there are. Called by payment services and the IPC router.
import type { Output, Parsed } from '../../contract/index.ts';
import { paymentSettings as schema, type PaymentSettings } from '../../contract/payments.ts';
import { exponentOf } from '../../domain/currency.ts';
import { changesIn } from '../audit/changes.ts';
import { readBusiness, readSetting, writeSetting } from '../repo/business.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';

const KEY = 'payments';
/** Smallest coins where the small ones are gone, in minor units. Where a country of the euro rounds, the owner says so. */
const COINS: Readonly<Record<string, number>> = { CHF: 5, SEK: 100, NOK: 100, DKK: 50, CZK: 100, HUF: 500, AUD: 5, CAD: 5, NZD: 10 };
/** One unit of the currency: 1.00 EUR, 1 JPY. */
const LIMIT_UNITS = 1;

/** Settings that were never saved are what is usual for the currency. */
export function paymentSettings(ctx: Ctx): PaymentSettings {
  const { currency } = found(readBusiness(ctx.db));
  return readSetting(ctx.db, KEY, schema) ?? { writeOffLimit: LIMIT_UNITS * 10 ** exponentOf(currency), cashRounding: COINS[currency] ?? 0 };
}

export function paymentsSettings(ctx: Ctx): Output<'payments.settings'> {
  return readTogether(ctx, () => paymentSettings(ctx));
}

export function paymentsSaveSettings(ctx: Ctx, input: Parsed<'payments.saveSettings'>): Output<'payments.saveSettings'> {
  return transact(ctx, () => {
    audit(ctx, 'payment.settings', 'settings', null, changesIn(paymentSettings(ctx), input));
    writeSetting(ctx.db, KEY, input);
    return {};
  });
}
