// Random command sequences against the real service on a real database. After each: what the ledger works out of the events is what every table says, the sum over documents is the sum
// over customers is the sum over reports, refused commands have changed nothing, and no issued byte has changed (T53-T56, T60, T36). What is taxed when paid has brought exactly its tax (fixtures/cashTruth.ts). Ten thousand in two files, so that two processors share them.
import { expect, test } from 'vitest';
import { taxDueSet } from '../../../main/service/taxDue.ts';
import { taxesList } from '../../../main/service/taxes.ts';
import { cashFaults } from '../../fixtures/cashTruth.ts';
import { openCompany } from '../../fixtures/company.ts';
import { paymentsSaveSettings } from '../../../main/service/paymentSettings.ts';
import { dice } from '../../unit/domain/randomDocument.ts';
import { openShop } from './paymentShop.ts';
import { wrongsOfAll } from './paymentWrongs.ts';

/** Sequences are run in batches with a database each, so that tables stay small. */
const [BATCHES, SEQUENCES, COMMANDS] = [20, 500, 12];

/** Half of all sequences: the first or the second. */
export function testHistories(half: 0 | 1): void {
  test.each(Array.from({ length: BATCHES / 2 }, (_, n) => n + (half * BATCHES) / 2))(
    `T54 T55 batch %i: ${SEQUENCES} random histories of invoices, credit notes, payments, refunds and voids agree in every table`,
    { timeout: 240_000 },
    (batch) => {
      const company = openCompany();
      try {
        const { ctx } = company;
        ctx.db.pragma('synchronous = OFF'); // the disk is not what is tested here
        paymentsSaveSettings(ctx, { writeOffLimit: 300, cashRounding: 5 });
        // Two of the batches owe their tax when paid.
        const cash = batch % 10 === 0;
        if (cash) taxDueSet(ctx, { validFrom: '2026-01-01', due: 'paid' });
        const taxes = cash ? taxesList(ctx, { archived: false }).rows.filter(({ category }) => category === 'S').map(({ id }) => id) : [];
        for (let n = 0; n < SEQUENCES; n += 1) {
          const seed = 1 + batch * SEQUENCES + n;
          const wrongs = ctx.db.transaction(() => {
            const shop = openShop(ctx, dice(seed), taxes);
            for (let step = 0; step < COMMANDS; step += 1) shop.doSomething();
            return shop.wrongs();
          })();
          expect({ seed, wrongs }).toEqual({ seed, wrongs: [] });
        }
        expect(wrongsOfAll(ctx)).toEqual([]);
        expect(cashFaults(ctx)).toEqual([]);
      } finally {
        company.close();
      }
    },
  );
}
