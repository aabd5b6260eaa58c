// The calendar date of this computer, for "today" in forms and lists. Money and law use what main says at issue.
import { useEffect, useState } from 'react';

/** Today as YYYY-MM-DD in the computer's own time zone. */
export function todayLocal(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Today, and again after midnight: a laptop that stays open must not date invoices yesterday. */
export function useToday(): string {
  const [today, setToday] = useState(() => todayLocal());
  useEffect(() => {
    const timer = setInterval(() => setToday(todayLocal()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return today;
}

/** The hour of the day, 0 to 23, for greetings. */
export function useHour(): number {
  const [hour, setHour] = useState(() => new Date().getHours());
  useEffect(() => {
    const timer = setInterval(() => setHour(new Date().getHours()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return hour;
}
