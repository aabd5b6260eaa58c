// Random command sequences against the real service on a real database. After each: what the ledger works out of the events is what every table says, the sum over documents is the sum
// over customers is the sum over reports, refused commands have changed nothing, and no issued byte has changed (T53-T56, T60, T36). What is taxed when paid has brought exactly its tax (fixtures/cashTruth.ts).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openCompany } from '../../fixtures/company.ts';
import { taxDueSet } from '../../../main/service/taxDue.ts';
import { taxesList } from '../../../main/service/taxes.ts';
import { cashFaults } from '../../fixtures/cashTruth.ts';
import { paymentsSaveSettings } from '../../../main/service/paymentSettings.ts';
import { dice } from '../../unit/domain/randomDocument.ts';
import { openShop } from './paymentShop.ts';
import { wrongsOfAll } from './paymentWrongs.ts';

/** Sequences in all, in batches with a database each, so that tables stay small. */
const [BATCHES, SEQUENCES, COMMANDS] = [20, 500, 12];
let company: Company;

beforeAll(() => {
  company = openCompany();
});
afterAll(() => company.close());

test.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
  `T54 T55 batch %i: ${SEQUENCES} random histories of invoices, credit notes, payments, refunds and voids agree in every table`,
  { timeout: 240_000 },
  (batch) => {
    company.close();
    company = openCompany();
    // The disk is not what is tested here.
    company.ctx.db.pragma('synchronous = OFF');
    paymentsSaveSettings(company.ctx, { writeOffLimit: 300, cashRounding: 5 });
    const { db } = company.ctx;
    // Two of the batches owe their tax when paid.
    const cash = batch % 10 === 0;
    if (cash) taxDueSet(company.ctx, { validFrom: '2026-01-01', due: 'paid' });
    const taxes = cash ? taxesList(company.ctx, { archived: false }).rows.filter(({ category }) => category === 'S').map(({ id }) => id) : [];
    for (let n = 0; n < SEQUENCES; n += 1) {
      const seed = 1 + batch * SEQUENCES + n;
      const wrongs = db.transaction(() => {
        const shop = openShop(company.ctx, dice(seed), taxes);
        for (let step = 0; step < COMMANDS; step += 1) shop.doSomething();
        return shop.wrongs();
      })();
      expect({ seed, wrongs }).toEqual({ seed, wrongs: [] });
    }
    expect(wrongsOfAll(company.ctx)).toEqual([]);
    expect(cashFaults(company.ctx)).toEqual([]);
  },
);
