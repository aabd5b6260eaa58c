// Single figures out of a report's table, for the dashboard. Pure.
import type { ReportCell, ReportSection, ReportTable } from '../../contract/reports.ts';

/** A cell that is a text of its own: a name, a month. */
export function textOf(cell: ReportCell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

/** A column of a section's sums, or of one row; nothing there counts as 0. */
export function figureOf(section: ReportSection | undefined, column: string, cells = section?.totals): number {
  const value = cells?.[section?.columns.findIndex(({ id }) => id === column) ?? -1];
  return typeof value === 'number' ? value : 0;
}

export function ofCurrency(table: ReportTable | null, currency: string, id = ''): ReportSection | undefined {
  return table?.sections.find((section) => section.currency === currency && section.id === id);
}
