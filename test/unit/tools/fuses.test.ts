// Setting the fuses: complete or not at all. The programs here are a few bytes that look like a runtime to the fuse tool.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFuses, setFuses } from '../../../tools/fuses.mjs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
let folder: string;
let program: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-fuses-'));
  program = join(folder, 'electron');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A runtime with so many fuses, all on. */
function runtime(count: number): void {
  writeFileSync(program, Buffer.concat([Buffer.alloc(100), Buffer.from(SENTINEL), Buffer.from([1, count]), Buffer.alloc(count, 0x31), Buffer.alloc(50)]));
}

it.each([8, 9])('a runtime with %i fuses gets every one of them', async (count) => {
  runtime(count);
  await setFuses(program);
  const fuses = await readFuses(program);
  expect(Object.keys(fuses)).toHaveLength(count);
  expect(Object.entries(fuses).filter(([, on]) => on === true).map(([name]) => name)).toEqual(
    expect.arrayContaining(['EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar']),
  );
  expect(fuses).toMatchObject({ RunAsNode: false, EnableNodeCliInspectArguments: false, GrantFileProtocolExtraPrivileges: false });
});

it('a runtime with a fuse we have not decided on cannot be packed', async () => {
  runtime(10);
  await expect(setFuses(program)).rejects.toThrow('strictlyRequireAllFuses');
});
