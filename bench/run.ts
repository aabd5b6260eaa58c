// `npm run bench`: measures every figure of the list of goals, prints limit, great, peer and measured side by side, writes bench/RESULTS.md, fails when a limit is broken.
// Options: --tiny (sanity of the code, nothing judged), --rows 1,3,5, --size 100000, --rounds 7. Started by tools/run.mjs inside a private desktop.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './harness/machine.ts';
import { markdown, type Result, table, valueText, verdictOf } from './harness/report.ts';
import { runRows } from './harness/run.ts';
import { ROWS } from './rows.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { tiny: { type: 'boolean', default: false }, rows: { type: 'string' }, size: { type: 'string' }, rounds: { type: 'string' } },
});
const { tiny } = values;
const wanted = values.rows?.split(',').map((id) => id.trim());
const rows = ROWS.filter(({ id }) => wanted === undefined || wanted.includes(id));
const large = Number(values.size ?? (tiny ? 400 : 100_000));
const small = Math.min(large, tiny ? 200 : 1000);
const rounds = Number(values.rounds ?? (tiny ? 1 : 7));
if (![large, rounds].every((n) => Number.isInteger(n) && n > 0) || rows.length === 0) {
  process.stderr.write(`Rows: ${ROWS.map(({ id }) => id).join(', ')}. Size and rounds are whole numbers.\n`);
  process.exit(2);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ended = (result: Result): void => {
  const { row, measured, seconds } = result;
  const aside = measured.failed ?? measured.skipped ?? measured.note ?? '';
  say(`${row.id.padStart(3)}  ${row.title}: ${valueText(measured)} (${verdictOf(result, tiny)}, ${seconds.toFixed(1)} s)\n       ${aside}`);
};

const facts = machine(root);
const results = (await runRows(rows, { tiny, small, large, rounds }, root, say, ended)).toSorted((a, b) => a.row.id.localeCompare(b.row.id, 'en', { numeric: true }));
say(`\n${table(results, tiny)}\n`);
const whole = !tiny && wanted === undefined && values.size === undefined;
if (whole) {
  const sizes = `${small.toLocaleString('en')} and ${large.toLocaleString('en')} invoices, ${rounds} rounds`;
  writeFileSync(join(root, 'bench', 'RESULTS.md'), markdown(results, facts, sizes, new Date().toISOString().slice(0, 10)));
  say('Written to bench/RESULTS.md.');
}
const broken = results.filter((result) => ['BROKEN', 'FAILED'].includes(verdictOf(result, tiny)));
if (broken.length > 0) say(`${broken.length} limit(s) broken: ${broken.map(({ row }) => row.id).join(', ')}.`);
process.exit(broken.length > 0 ? 1 : 0);
