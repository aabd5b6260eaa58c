// Makes backups of a vault in a process of its own that is killed from outside. Started by killed.test.ts: node killedChild.ts <source and places as JSON>. Says each stage as it begins.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { z } from 'zod';
import { realDisk } from '../../../main/backup/disk.ts';
import { makeBackups } from '../../../main/backup/make.ts';

const { source, places, nowMs } = z.object({
  source: z.object({ database: z.string(), dek: z.string(), staging: z.string(), vaultId: z.string(), deviceId: z.string(), kitSerial: z.string(), appVersion: z.string() }),
  places: z.array(z.object({ id: z.string(), folder: z.string() })),
  nowMs: z.number(),
}).parse(JSON.parse(process.argv[2] ?? ''));

const made = await makeBackups({ ...source, dek: Buffer.from(source.dek, 'hex') }, places, {
  disk: realDisk, nowMs: () => nowMs, newId: () => randomBytes(8).toString('hex'),
  progress: (stage, _target, done, total) => void writeSync(1, `${stage} ${done} ${total}\n`), // at once: a killed process flushes nothing
});
writeSync(1, `over ${made.every(({ ok }) => ok) ? 1 : 0} 1\n`);
