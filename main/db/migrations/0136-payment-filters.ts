// Schema step 136: payments of a method, of a currency and those taken back are found without looking at all others. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const SQL = `
  CREATE INDEX payment_method ON payment (method, paid_on);
  CREATE INDEX payment_currency ON payment (currency, paid_on);
  CREATE INDEX credit_void ON credit_source (payment_rid) WHERE voided = 1;
`;

export const paymentFilters: Migration = {
  version: 136,
  up(db) {
    db.exec(SQL);
  },
};
