// Says an alert through the operating system: what kind it is, never who, how much or which customer. Only to a person who may read alerts, and only where the settings want it. Called by the alert feed.
import { app, Notification } from 'electron';
import { ALERT_TITLES } from '../../domain/alertTitles.ts';
import { type AlertRule, SERIOUS } from '../../domain/alertRules.ts';
import type { Lang } from '../../domain/lang.ts';
import { rightsOf } from '../repo/roles.ts';
import { readAlertSettings } from '../service/alerts.ts';
import type { House } from './house.ts';
import { LANGUAGES, readPreference, screenLanguage } from './preference.ts';

const OPEN: Readonly<Record<Lang, string>> = { en: 'Open Billfold to see what happened.', de: 'Öffnen Sie Billfold, um zu sehen, was geschehen ist.', fr: 'Ouvrez Billfold pour voir ce qui s’est passé.', es: 'Abra Billfold para ver qué ha pasado.' };

/** One notification for all that was told at once: the gravest names it. */
export function showAlert(house: () => House, rules: readonly AlertRule[]): void {
  const { session, paths, window } = house();
  if (session === null || session.closed || !Notification.isSupported()) return;
  if (!rightsOf(session.db, session.user.id).can('alert.read') || !readAlertSettings({ db: session.db }).notify) return;
  const rule = rules.find((one) => SERIOUS.has(one)) ?? rules[0];
  if (rule === undefined) return;
  const lang = screenLanguage(readPreference(paths.userData, 'language', LANGUAGES, 'system'), app.getLocale());
  const notice = new Notification({ title: ALERT_TITLES[lang][rule], body: OPEN[lang], urgency: SERIOUS.has(rule) ? 'critical' : 'normal' });
  notice.on('click', () => {
    if (window === null || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  notice.show();
}
