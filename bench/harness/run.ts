// Runs rows one after another with what they need, and gives every company copy and folder back.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Books, openBooks } from '../data/books.ts';
import { keepProduct } from '../electron/launch.ts';
import type { Result } from './report.ts';
import type { Bench, Row } from './row.ts';

export interface Plan { tiny: boolean; small: number; large: number; rounds: number }

/** Work of one row ends with the row: its books are closed before the next one starts, so that no row is slowed by another's caches. */
export async function runRows(rows: readonly Row[], plan: Plan, root: string, say: (text: string) => void, ended: (result: Result) => void): Promise<Result[]> {
  // In the project and not in /tmp, which is memory on many machines: there a sync costs nothing.
  const base = join(root, '.cache', 'bench');
  mkdirSync(base, { recursive: true });
  const scratch = mkdtempSync(join(base, 'run-'));
  keepProduct(join(root, 'dist'), join(scratch, 'dist'));
  const results: Result[] = [];
  const common: Common = { scratch, shared: new Map(), ends: [], say };
  try {
    for (const row of rows) {
      const result = await runOne(row, plan, common);
      results.push(result);
      ended(result);
    }
  } finally {
    for (const end of common.ends.toReversed()) await end();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return results;
}

interface Common { scratch: string; shared: Map<string, Promise<unknown>>; ends: (() => unknown)[]; say: (text: string) => void }

async function runOne(row: Row, plan: Plan, { scratch, shared, ends, say }: Common): Promise<Result> {
  const started = performance.now();
  const own = mkdtempSync(join(scratch, 'row-'));
  const open: Books[] = [];
  const bench: Bench = {
    ...plan, say,
    times: (full, few) => (plan.tiny ? few : full),
    books: async (size, kind) => {
      const books = await openBooks(size, kind, mkdtempSync(join(own, `${kind}-`)), say);
      open.push(books);
      return books;
    },
    folder: (name) => mkdtempSync(join(own, `${name}-`)),
    atEnd: (work) => void ends.push(work),
    sharedFolder: (name) => mkdtempSync(join(scratch, `${name}-`)),
    once: <T>(key: string, work: () => Promise<T>) => {
      const known = shared.get(key) ?? work();
      shared.set(key, known);
      return known as Promise<T>; // one key, one kind of work
    },
  };
  try {
    return { row, measured: await row.run(bench), seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    // The other rows still have something to say.
    say(error instanceof Error ? `${error.stack}` : String(error));
    return { row, measured: { value: Number.NaN, unit: '', failed: 'did not run to its end' }, seconds: (performance.now() - started) / 1000 };
  } finally {
    for (const books of open) if (books.db.open) books.close();
    rmSync(own, { recursive: true, force: true });
  }
}
