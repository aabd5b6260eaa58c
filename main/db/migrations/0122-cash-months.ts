// Schema step 122: sums per month of tax that falls due when paid, so that what was not yet paid on any day is never added up over all days. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const change = (row: 'NEW' | 'OLD', by: '+' | '-') => `
    INSERT INTO cash_month_total (month, basis, base_currency, base_net, base_tax)
    SELECT substr(${row}.day, 1, 7), ${row}.basis, ${row}.base_currency, 0 ${by} ${row}.base_net, 0 ${by} ${row}.base_tax WHERE ${row}.withholding = 0
    ON CONFLICT DO UPDATE SET base_net = base_net + excluded.base_net, base_tax = base_tax + excluded.base_tax;`;

const SQL = `
  CREATE TABLE cash_month_total (
    month TEXT NOT NULL CHECK (length(month) = 7),
    basis TEXT NOT NULL, base_currency TEXT NOT NULL,
    base_net INTEGER NOT NULL, base_tax INTEGER NOT NULL,
    PRIMARY KEY (month, basis, base_currency)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO cash_month_total (month, basis, base_currency, base_net, base_tax)
    SELECT substr(day, 1, 7), basis, base_currency, sum(base_net), sum(base_tax) FROM cash_day_total WHERE withholding = 0 GROUP BY 1, 2, 3;
  CREATE TRIGGER cash_day_total_added AFTER INSERT ON cash_day_total BEGIN ${change('NEW', '+')} END;
  CREATE TRIGGER cash_day_total_moved AFTER UPDATE ON cash_day_total BEGIN ${change('OLD', '-')} ${change('NEW', '+')} END;
  CREATE TRIGGER cash_day_total_gone AFTER DELETE ON cash_day_total BEGIN ${change('OLD', '-')} END;
`;

export const cashMonths: Migration = {
  version: 122,
  up(db) {
    db.exec(SQL);
  },
};
