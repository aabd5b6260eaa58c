// What is typed on the Accountant tab before it is saved. Pure; DatevSettings.tsx shows it.
import type { DatevView } from '../../contract/datev.ts';
import type { Input } from '../../contract/index.ts';
import { type Chart, presetAccount } from '../../domain/datev.ts';

/** What datev.save takes. */
export function toSave({ saved: _saved, rows, ...head }: DatevView): Input<'datev.save'> {
  return { ...head, rows: rows.map(({ taxId, rate, account, key }) => ({ taxId, rate, account, key })) };
}

/** Another chart or length: every account becomes the usual one of it, and keys go, because those accounts know their tax. */
export function withChart(view: DatevView, chart: Chart, accountLength: number): DatevView {
  const debtor = view.debtor.slice(0, accountLength + 1).padEnd(accountLength + 1, '0');
  return { ...view, chart, accountLength, debtor, rows: view.rows.map((row) => ({ ...row, account: presetAccount(chart, row.category, row.rate, accountLength), key: '' })) };
}

/** The month before the one that today is in: what is usually handed over. */
export function lastMonth(today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  const days = new Date(Date.UTC(first.year, first.month, 0)).getUTCDate();
  const stem = `${first.year}-${String(first.month).padStart(2, '0')}`;
  return { from: `${stem}-01`, to: `${stem}-${days}` };
}
