// How the countries write a date in digits, and with which day their calendars begin. Date fields ask; nothing is ever stored or printed this way.

/** Which of the numbers is the day: '20/11/2026', '11/20/2026' or '2026/11/20'. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** The United States, their territories, and the countries that took the habit over (CLDR's short dates). */
const MONTH_FIRST: ReadonlySet<string> = new Set(['US', 'AS', 'FM', 'GU', 'MH', 'MP', 'PH', 'PR', 'PW', 'UM', 'VI']);
/** Large to small, as ISO 8601 has it. */
const YEAR_FIRST: ReadonlySet<string> = new Set(['BT', 'CA', 'CN', 'HU', 'IR', 'JP', 'KP', 'KR', 'LT', 'MN', 'SE', 'TW', 'ZA']);
/** CLDR's week data, for where the working week is shown from Sunday. */
const SUNDAY_FIRST: ReadonlySet<string> = new Set([
  'AG', 'AS', 'BR', 'BS', 'BT', 'BW', 'BZ', 'CA', 'CO', 'DM', 'DO', 'ET', 'GT', 'GU', 'HK', 'HN', 'ID', 'IL', 'IN', 'JM', 'JP', 'KE', 'KH', 'KR', 'LA', 'MH', 'MM', 'MO', 'MT',
  'MX', 'MZ', 'NI', 'NP', 'PA', 'PE', 'PH', 'PK', 'PR', 'PT', 'PY', 'SA', 'SG', 'SV', 'TH', 'TT', 'TW', 'UM', 'US', 'VE', 'VI', 'WS', 'YE', 'ZA', 'ZW',
]);

/** By ISO 3166 code; unknown countries put the day first, as most do. */
export function dateOrderOf(country: string): DateOrder {
  if (MONTH_FIRST.has(country)) return 'mdy';
  return YEAR_FIRST.has(country) ? 'ymd' : 'dmy';
}

/** 0 is Sunday, 1 Monday. */
export function firstDayOfWeek(country: string): 0 | 1 {
  return SUNDAY_FIRST.has(country) ? 0 : 1;
}
