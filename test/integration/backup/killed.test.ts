// The process that makes a backup is killed (SIGKILL) at every tenth of each stage: older backups and the books stay whole, and the next run leaves nothing of it behind.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type BackupPlace, makeBackups } from '../../../main/backup/make.ts';
import { attach } from '../../../main/service/asides.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, backedBooks, depsAt, NOW } from './books.ts';
import { entriesOf, expectBooksWhole, expectIntact, expectNextCleansUp, hashes } from './state.ts';

cleanUpAfterEach(afterEach);

/** Those that tell how far they are are killed by that, the others by the time they take. */
const COUNTED: readonly string[] = ['copy', 'readBack'];
const TIMED: readonly string[] = ['preflight', 'snapshot', 'verify', 'publish'];
/** Over in a moment: nothing is gained by hitting it ten times. */
const SHORT: readonly string[] = ['preflight', 'publish'];

interface Said { stage: string; done: number; total: number; atMs: number }

/** Runs the child; `kill` sees each thing it says and may answer in how many milliseconds it is to die. */
function run(books: BackedBooks, place: BackupPlace, nowMs: number, kill: (said: Said) => number | null): Promise<{ killed: boolean; said: Said[] }> {
  const source = { ...books.source, dek: books.source.dek.toString('hex') };
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'killedChild.ts'), JSON.stringify({ source, places: [place], nowMs })], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => {
    const said: Said[] = [];
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [stage = '', done, total] = line.split(' ');
        const one = { stage, done: Number(done), total: Number(total), atMs: performance.now() };
        said.push(one);
        const wait = kill(one);
        if (wait === 0) child.kill('SIGKILL');
        else if (wait !== null) setTimeout(() => child.kill('SIGKILL'), wait);
      }
    });
    child.once('close', (_code, signal) => resolve({ killed: signal === 'SIGKILL', said }));
  });
}

/** How long a stage takes here. */
function lengthOf(said: readonly Said[], stage: string): number {
  const from = said.find((one) => one.stage === stage)?.atMs ?? 0;
  return (said.slice(said.findIndex((one) => one.stage === stage)).find((one) => one.stage !== stage)?.atMs ?? from) - from;
}

async function prepared(): Promise<{ books: BackedBooks; place: BackupPlace; before: Record<string, string> }> {
  const books = await backedBooks();
  for (const _ of attach(books.ctx, books.issue(), 'plans.bin', randomBytes(10 * 1024 * 1024))) continue;
  const place = books.place('stick');
  expect(await makeBackups(books.source, [place], depsAt())).toMatchObject([{ ok: true }]);
  return { books, place, before: hashes(place.folder) };
}

it.each([...COUNTED, ...TIMED])('killed at every tenth of %s', async (stage) => {
  const { books, place, before } = await prepared();
  const calm = await run(books, place, NOW + 1000, () => null);
  expect(calm.said.at(-1)).toMatchObject({ stage: 'over', done: 1 });
  for (const name of readdirSync(place.folder)) if (before[name] === undefined) rmSync(join(place.folder, name));
  let takes = lengthOf(calm.said, stage);
  let kills = 0;
  const found = new Set<string>();
  const killAt = async (tenth: number): Promise<boolean> => {
    let begun = false;
    const { killed, said } = await run(books, place, NOW + (2 + tenth) * 1000, (one) => {
      if (begun || one.stage !== stage || (COUNTED.includes(stage) && one.done < (tenth * one.total) / 10)) return null;
      begun = true;
      return COUNTED.includes(stage) ? 0 : (tenth * takes) / 10;
    });
    if (!killed) takes = Math.min(takes, lengthOf(said, stage)); // the machine is quicker now than it was
    return killed;
  };
  for (let tenth = 0; tenth < 10; tenth += SHORT.includes(stage) ? 4 : 1) {
    if ((await killAt(tenth)) || (await killAt(tenth))) kills += 1;
    expectIntact(books, place.folder, before);
    for (const name of readdirSync(place.folder)) if (before[name] === undefined) found.add(name.replace(/^.*\./, ''));
  }
  expect(kills).toBeGreaterThanOrEqual(SHORT.includes(stage) ? 1 : 8);
  for (const kind of found) expect(['part', 'bak', 'json']).toContain(kind);
  // what is only half there carries no manifest, or none that fits: it is never offered as proved
  for (const entry of entriesOf(books, place.folder)) expect(entry.fault).toBeNull();
  await expectNextCleansUp(books, place);
  expectBooksWhole(books);
}, 120_000);
