// An instant as evidence: "today 12:40", "yesterday 17:58", "3 Nov, 09:12", "3 Nov 2025, 09:12". Lists and the document's history use it.
import { addDays, formatDay, formatDayShort } from '../../domain/date.ts';
import { todayLocal } from '../app/clock.ts';
import { clockText } from '../editor/clockText.ts';
import { language, t } from '../i18n/index.ts';

/** On this computer's clock and calendar. */
export function momentText(instant: string, now: Date = new Date()): string {
  const day = todayLocal(new Date(instant));
  const today = todayLocal(now);
  const time = clockText(instant);
  if (day === today) return t('invoices.moment.today', { time });
  if (day === addDays(today, -1)) return t('invoices.moment.yesterday', { time });
  const date = day.slice(0, 4) === today.slice(0, 4) ? formatDayShort(day, language()) : formatDay(day, language());
  return t('invoices.moment.day', { date, time });
}
