// The table on the screen and in bench/RESULTS.md: limit, great, peer and measured side by side.
import type { Machine } from './machine.ts';
import { boundText, keeps, type Measured, type Row } from './row.ts';

export interface Result {
  readonly row: Row;
  readonly measured: Measured;
  readonly seconds: number;
}
export type Verdict = 'great' | 'within limit' | 'BROKEN' | 'FAILED' | 'skipped' | 'ran';

/** In a tiny run nothing is judged. */
export function verdictOf({ row, measured }: Result, tiny: boolean): Verdict {
  if (measured.failed !== undefined) return 'FAILED';
  if (measured.skipped !== undefined) return 'skipped';
  if (tiny) return 'ran';
  if (!keeps(row.limit, measured.value)) return 'BROKEN';
  return keeps(row.great, measured.value) ? 'great' : 'within limit';
}

export function valueText({ value, unit, skipped, failed }: Measured): string {
  if (skipped !== undefined || failed !== undefined) return '-';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : Number.isInteger(value) && unit !== 'x' ? 0 : 2;
  return unit === 'x' ? `${value.toFixed(digits)} x` : `${value.toFixed(digits)} ${unit}`.trim();
}

export function table(results: readonly Result[], tiny: boolean): string {
  const head = ['#', 'figure', 'limit', 'great', 'peer', 'measured', 'verdict'];
  const body = results.map((result) => {
    const { row, measured } = result;
    return [row.id, row.title, boundText(row.limit), boundText(row.great), row.peer, valueText(measured), verdictOf(result, tiny)];
  });
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((cells) => cells[i]?.length ?? 0)));
  return [head, ...body].map((cells) => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export function markdown(results: readonly Result[], facts: Machine, sizes: string, date: string): string {
  const rows = results.map((result) => {
    const { row, measured } = result;
    const cells = [row.id, row.title, boundText(row.limit), boundText(row.great), row.peer, valueText(measured), verdictOf(result, false)];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  const notes = results.flatMap(({ row, measured }) => {
    const said = measured.failed ?? measured.skipped ?? measured.note;
    return said === undefined ? [] : [`- **${row.id}** ${said}`];
  });
  return `# Figures

Written by \`npm run bench\` on ${date}; ${sizes}. Ratios come from one run in which the things compared take turns, as the median of the rounds.
Milliseconds are this machine's; the ratios are what to compare. "Great" is what a prototype reached or what is physically near; "peer" is Frappe Books
0.37 (or the naive way) in the same ratio, measured apart from this run.

| # | figure | limit | great | peer | measured | verdict |
|---|---|---|---|---|---|---|
${rows.join('\n')}

## How each was measured
${notes.join('\n')}

## The machine
${Object.entries(facts).map(([fact, value]) => `- ${fact}: ${value}`).join('\n')}
`;
}
