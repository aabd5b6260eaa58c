// Everything that leaves the app as a file and is long, in the real app, while the main process is watched: reports, a statement of a busy customer, lists, the log, DATEV.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { schema } from '../../main/db/migrate.ts';
import { openDatabase } from '../../main/db/open.ts';
import { draftsSave } from '../../main/service/drafts.ts';
import { invoicesIssue } from '../../main/service/issue.ts';
import { found } from '../../main/service/problems.ts';
import { DATABASE_FILE } from '../../main/vault/vaultFile.ts';
import { contextOf, TODAY } from '../data/context.ts';
import { fiveLineDraft } from '../data/fill.ts';
import { made } from '../data/make.ts';
import { chance } from '../data/random.ts';
import { timedAsync } from '../harness/measure.ts';
import type { Bench } from '../harness/row.ts';
import { untilChecked } from './calls.ts';
import { type Stall, watched } from './imports.ts';
import { launch, type Running } from './launch.ts';
import { prepare, signIn } from './signedIn.ts';

export interface Exported { name: string; stall: Stall; tookMs: number; bytes: number }

/** Just below what a report may have on paper. */
const BUSY_DOCUMENTS = 4900;
const EVER = { from: '2017-01-01', to: TODAY };
const YEAR = { from: '2026-01-01', to: TODAY };

export function exportRun(ctx: Bench): Promise<Exported[]> {
  return ctx.once('exports', async () => {
    const folder = ctx.folder('exports');
    const [userData, saved] = [join(folder, 'user-data'), join(folder, 'saved')];
    mkdirSync(saved);
    const { totpSecret } = await prepare(userData, ctx.large, ctx.say);
    const busy = await busyCustomer(ctx, join(userData, 'vault', DATABASE_FILE));
    const app = launch({ app: 'app', userData, env: { BENCH_SAVE: saved } });
    try {
      await app.when('ready');
      await signIn(app, totpSecret);
      await untilChecked(app);
      const done: Exported[] = [];
      for (const { name, call } of calls(busy)) {
        let tookMs = 0;
        const before = new Set(readdirSync(saved));
        const stall = await watched(app, async () => {
          tookMs = await timedAsync(() => whole(app, call));
        });
        const bytes = readdirSync(saved).filter((file) => !before.has(file)).reduce((sum, file) => sum + statSync(join(saved, file)).size, 0);
        done.push({ name, stall, tookMs, bytes });
      }
      return done;
    } finally {
      await app.quit();
    }
  });
}

/** One customer who has bought several times a day; the others buy some dozen times in five years. */
async function busyCustomer(bench: Bench, file: string): Promise<string> {
  const { key, ak, owner } = await made(bench.large, bench.say);
  const db = openDatabase(file, key, { schemaVersion: schema.latest });
  db.pragma('synchronous=OFF');
  const ctx = contextOf(db, ak, owner);
  const c = chance(5);
  const { id } = found(db.prepare<[], { id: string }>('SELECT id FROM customer WHERE rid = 1').get());
  for (let n = 0; n < bench.times(BUSY_DOCUMENTS, 5); n += 1) {
    const draft = draftsSave(ctx, { body: { ...fiveLineDraft(ctx, c), customerId: id } });
    invoicesIssue(ctx, { draftId: draft.id, version: draft.version, acceptWarnings: true });
  }
  db.prepare('UPDATE pdf_progress SET through = (SELECT max(rid) FROM document)').run();
  db.close();
  return id;
}

/** Starts a call and asks whether it has ended, so that one of minutes is no answer that is missing. */
async function whole(app: Running, call: string): Promise<void> {
  await app.page(`void (globalThis.benchDone = undefined, ${call}.then((answer) => { globalThis.benchDone = answer; }, (error) => { globalThis.benchDone = { ok: false, error: String(error) }; }))`);
  for (;;) {
    const answer = await app.page<{ ok: boolean; error?: unknown; value?: unknown } | undefined>('globalThis.benchDone');
    if (answer?.ok === true) return;
    if (answer !== undefined) throw new Error(`${call}: ${JSON.stringify(answer.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Call { name: string; call: string }

function calls(customerId: string): Call[] {
  const asked = (input: object): string => JSON.stringify({ ...input, job: uuid(), language: 'en' });
  const ask = { basis: 'issue', by: 'day', customerId: null };
  const report = (name: string, asks: object, formats: readonly string[]): Call[] =>
    formats.map((format) => ({ name: `${name}, ${format}`, call: `billfold.reports.export(${asked({ ask: { ...ask, ...asks }, format })})` }));
  const all = ['csv', 'xlsx', 'pdf'];
  return [
    ...report('sales by item', { report: 'salesItem', ...EVER }, all),
    ...report('sales by customer', { report: 'salesCustomer', ...EVER }, all),
    ...report('statement', { report: 'statement', ...EVER, customerId }, all),
    { name: 'statement on the screen', call: `billfold.reports.run(${JSON.stringify({ ask: { ...ask, report: 'statement', ...EVER, customerId }, job: uuid() })})` },
    { name: 'list, csv', call: `billfold.batch.csv(${JSON.stringify({ ids: null, q: '', filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null }, job: uuid() })})` },
    ...['csv', 'signed'].map((format) => ({ name: `log, ${format}`, call: `billfold.audit.export(${asked({ format, q: '', filters: { actor: null, actions: [], entityId: null, from: null, to: null } })})` })),
    { name: 'log of a day, pdf', call: `billfold.audit.export(${asked({ format: 'pdf', q: '', filters: { actor: null, actions: ['customer.create'], entityId: null, from: null, to: null } })})` },
    {
      name: 'DATEV', call: `billfold.datev.get({}).then(({ value }) => { const { saved, rows, ...head } = value; return billfold.datev.save({ ...head, consultant: '1234567', client: '12345',
        rows: rows.map(({ taxId, rate, account, key }) => ({ taxId, rate, account: account === '' ? '8400' : account, key })) }); }).then((answer) => answer.ok ? billfold.datev.export(${JSON.stringify({ ...YEAR, job: uuid() })}) : answer)`,
    },
  ];
}
