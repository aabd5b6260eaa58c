// Electron's crypto is BoringSSL, not Node's OpenSSL: the same self-test and the same vault must work in there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { z } from 'zod';

const projectRoot = join(import.meta.dirname, '../../..');

/** The runtime the other runners use; found again here when this file is run alone. */
async function electronProgram(): Promise<string> {
  const known = process.env['BILLFOLD_ELECTRON'];
  if (known !== undefined) return known;
  const { resolveElectron } = z.object({ resolveElectron: z.function({ input: [], output: z.promise(z.object({ program: z.string() })) }) })
    .parse(await import(join(projectRoot, 'tools/electron.mjs')));
  return (await resolveElectron()).program;
}

const result = z.object({ electron: z.string(), node: z.string(), argon2: z.literal(true), integrity: z.literal('ok'), loginMs: z.number(), hashMs: z.number() });

test('inside Electron the self-test passes and a vault is made, opened with Argon2id and recovered', async () => {
  const caches = join(projectRoot, '.cache');
  mkdirSync(caches, { recursive: true });
  const folder = mkdtempSync(join(caches, 'electron-crypto-')); // inside the project, so that the native packages are found
  try {
    const bundle = await rolldown({
      input: join(import.meta.dirname, 'electronChild.ts'), platform: 'node', external: [/^node:/, 'better-sqlite3', 'keytar', '@node-rs/argon2'],
    });
    await bundle.write({ dir: folder, format: 'cjs', entryFileNames: 'child.cjs', codeSplitting: false });
    await bundle.close();
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const run = spawnSync(await electronProgram(), [join(folder, 'child.cjs')], { encoding: 'utf8', env });
    expect(run.stderr).toBe('');
    const life = result.parse(JSON.parse(run.stdout));
    expect(life.loginMs).toBeLessThan(life.hashMs * 3 + 100); // a sanity limit only; the benchmark measures it
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
