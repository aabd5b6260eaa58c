// Periods people report on, as two dates: months, and quarters and years of the business's own financial year. Called by the report screens; pure.
import { financialYearOf, periodBefore, periodsOf, type Period } from './closing.ts';
import { addMonths, compareDates, endOfMonth } from './date.ts';

export const PRESETS = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day of a preset, both included. Throws DATE or FY_START. */
export function presetPeriod(preset: Preset, today: string, fyStartMonth: number): Period {
  const month = { from: `${today.slice(0, 7)}-01`, to: endOfMonth(today) };
  const { from, to } = financialYearOf(today, fyStartMonth);
  const quarter = periodsOf({ from, to }, 3).find((one) => compareDates(one.to, today) >= 0) ?? month;
  switch (preset) {
    case 'thisMonth':
      return month;
    case 'lastMonth':
      return periodBefore(month);
    case 'thisQuarter':
      return quarter;
    case 'lastQuarter':
      return periodBefore(quarter);
    case 'thisYear':
      return { from, to };
    case 'lastYear':
      return { from: addMonths(from, -12), to: periodBefore({ from, to }).to };
  }
}

/** The preset that means exactly these days, if one does. */
export function presetOf({ from, to }: Period, today: string, fyStartMonth: number): Preset | null {
  return PRESETS.find((preset) => {
    const one = presetPeriod(preset, today, fyStartMonth);
    return one.from === from && one.to === to;
  }) ?? null;
}
