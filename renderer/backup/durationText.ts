// How long something took, as people say it: "0.4 s", "1 min 52 s". Screens of backups only.
import { localeTag, t } from '../i18n/index.ts';

export function durationText(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100));
  if (tenths < 100) return t('backup.drill.seconds', { n: new Intl.NumberFormat(localeTag(), { minimumFractionDigits: 1 }).format(tenths / 10) });
  const seconds = Math.floor(tenths / 10);
  return seconds < 60 ? t('backup.drill.seconds', { n: seconds }) : t('backup.drill.minutes', { m: Math.floor(seconds / 60), s: seconds % 60 });
}
