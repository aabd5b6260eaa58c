// Row 25: a CSV list of customers, checked, searchable, on record and undoable, against a bare bulk insert of the same rows into the same kind of file.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { importsCommit, importsInspect } from '../../main/import/jobs.ts';
import { openDatabase } from '../../main/db/open.ts';
import { openCompany } from '../../test/fixtures/company.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const HEADINGS = ['Code', 'Name', 'Contact', 'Email', 'Phone', 'Street', 'Postcode', 'City', 'Country', 'Terms', 'Notes'];

function cells(i: number): string[] {
  const kind = ['Bakery', 'Studio', 'Garage', 'Printers', 'Bookshop'][i % 5] ?? '';
  const town = ['Wien', 'Dublin', 'Cork', 'Köln', 'Orléans', 'León'][i % 6] ?? '';
  return [`K${i}`, `${['Anna', 'Bert', 'Émile', 'Günther'][i % 4] ?? ''} ${kind} ${i}`, `Person ${i % 977}`, `mail${i}@firm${i % 997}.example`, `+43 1 ${100_000 + i}`, `Street ${i % 300}`, String(1000 + (i % 9000)), town, 'AT', '30', `Note ${i}`];
}

export const row: Row = {
  id: '25', title: 'CSV import of customers / bare bulk insert', limit: { atMost: 20 }, great: { atMost: 12 }, peer: '-',
  async run(ctx) {
    const rows = Array.from({ length: ctx.times(100_000, 500) }, (_, i) => cells(i));
    const bytes = Buffer.from([HEADINGS, ...rows].map((row) => row.join(',')).join('\n'));
    let made = 0;
    const figures = await takeTurns(ctx.times(3, 1), {
      bulk: () => {
        const db = openDatabase(join(ctx.folder(`import-${(made += 1)}`), 'bare.db'), randomBytes(32), { create: true, schemaVersion: 1 });
        db.exec(`CREATE TABLE t (${HEADINGS.join(', ')})`);
        const add = db.prepare(`INSERT INTO t VALUES (${HEADINGS.map(() => '?').join(', ')})`);
        const spent = timed(() => db.transaction(() => rows.forEach((row) => add.run(...row))).immediate());
        db.close();
        return spent;
      },
      whole: () => {
        const company = openCompany();
        const { mapping } = importsInspect(company.ctx, bytes, 'customers');
        const spent = timed(() => importsCommit(company.ctx, { bytes, file: 'list.csv', kind: 'customers', mapping, skipDuplicates: true }));
        company.close();
        return spent;
      },
    });
    const perSecond = Math.round(rows.length / (median(figures.whole) / 1000));
    return { value: ratio(figures.whole, figures.bulk), unit: 'x', note: `${rows.length.toLocaleString('en')} rows in ${ms(median(figures.whole))}, ${perSecond.toLocaleString('en')} rows per second; bare ${ms(median(figures.bulk))}.` };
  },
};
