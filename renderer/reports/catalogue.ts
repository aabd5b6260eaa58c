// Which reports there are, in which group, and what each is asked for at first. Pure; the list, the report screen and the palette read it.
import { IconCalendarCheck, IconCalendarStats, IconCash, IconFileInvoice, IconHourglass, IconReceiptTax, IconTag, IconUsers, type Icon } from '@tabler/icons-react';
import type { ReportAsk, ReportName } from '../../contract/reports.ts';
import { type Preset, presetPeriod } from '../../domain/reportPeriod.ts';

export interface CatalogueEntry {
  readonly report: ReportName;
  readonly icon: Icon;
  readonly group: (typeof GROUPS)[number];
  readonly preset: Preset | 'today';
}

export const CATALOGUE: readonly CatalogueEntry[] = [
  { report: 'salesPeriod', icon: IconCalendarStats, group: 'sales', preset: 'thisYear' },
  { report: 'salesCustomer', icon: IconUsers, group: 'sales', preset: 'thisYear' },
  { report: 'salesItem', icon: IconTag, group: 'sales', preset: 'thisQuarter' },
  { report: 'ageing', icon: IconHourglass, group: 'owed', preset: 'today' },
  { report: 'statement', icon: IconFileInvoice, group: 'owed', preset: 'thisYear' },
  { report: 'payments', icon: IconCash, group: 'owed', preset: 'thisMonth' },
  { report: 'tax', icon: IconReceiptTax, group: 'tax', preset: 'lastQuarter' },
  { report: 'year', icon: IconCalendarCheck, group: 'tax', preset: 'lastYear' },
];

export const GROUPS = ['sales', 'owed', 'tax'] as const;

/** What a report is asked for when nobody has said more. */
export function firstAsk(report: ReportName, today: string, fyStartMonth: number): ReportAsk {
  const preset = CATALOGUE.find((entry) => entry.report === report)?.preset ?? 'thisYear';
  return { report, ...(preset === 'today' ? { from: today, to: today } : presetPeriod(preset, today, fyStartMonth)), basis: 'due', by: 'month', customerId: null };
}
