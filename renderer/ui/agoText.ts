// Moments in evidence and lists, as people say them: "today 12:40", "yesterday 17:58", "on 3 Nov 2026". In the computer's own time zone.
import { daysBetween, formatDay } from '../../domain/date.ts';
import { todayLocal } from '../app/clock.ts';
import { language, t } from '../i18n/index.ts';

/** "today 12:40". `now` only for tests. */
export function momentText(instant: string, now: Date = new Date()): string {
  const then = new Date(instant);
  const day = todayLocal(then);
  const time = `${String(then.getHours()).padStart(2, '0')}:${String(then.getMinutes()).padStart(2, '0')}`;
  const days = daysBetween(day, todayLocal(now));
  if (days === 0) return t('when.today', { time });
  if (days === 1) return t('when.yesterday', { time });
  return t('when.on', { day: formatDay(day, language()) });
}

/** "4 minutes ago", then the moment. */
export function agoText(instant: string, now: Date = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000);
  if (minutes >= 0 && minutes < 1) return t('when.justNow');
  if (minutes >= 0 && minutes < 60) return t('when.minutes', { count: minutes });
  return momentText(instant, now);
}
