// No false alarms: what the demo did was all right, so nothing may stand among the alerts, open or past. Called by main.ts and retail.ts.
import type { Page } from '@playwright/test';
import { valueOf } from './desk.ts';
import type { Progress } from './progress.ts';

/** The watch looks in small steps after each act; it is done when nothing new was told for a while. */
const SETTLED_MS = 3000;

/** Names every alert that stands as a difference. */
export async function noAlarms(page: Page, { compare }: Progress): Promise<void> {
  await page.waitForTimeout(SETTLED_MS);
  const told = [];
  for (const state of ['open', 'past'] as const) {
    const { rows } = valueOf('alerts.list', await page.evaluate((which) => window.billfold.alerts.list({ state: which, after: null, limit: 200 }), state));
    told.push(...rows.map(({ rule, target, again }) => `${rule}${target === null ? '' : ` (${target.label})`} ${again}`));
  }
  compare('Alerts raised', told.join(', ') || 'none', 'none');
}
