// A moment to come, with its day and time: "23 Nov 2026 12:40". For one-time codes.
import { formatDay } from '../../domain/date.ts';
import { todayLocal } from '../app/clock.ts';
import { language } from '../i18n/index.ts';

export function untilText(instant: string): string {
  const then = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${formatDay(todayLocal(then), language())} ${two(then.getHours())}:${two(then.getMinutes())}`;
}
