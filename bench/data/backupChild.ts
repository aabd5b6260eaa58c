// Makes backups in a process of its own, one after another, until it is ended: what the job process does while the owner works. Started by row 12c with the source and the place as JSON.
import { randomBytes } from 'node:crypto';
import { constants, setPriority } from 'node:os';
import { writeSync } from 'node:fs';
import { realDisk } from '../../main/backup/disk.ts';
import { type BackupPlace, type BackupSource, makeBackups } from '../../main/backup/make.ts';
import { systemClock } from '../../main/vault/clock.ts';

interface Job { source: Omit<BackupSource, 'dek'> & { dek: string }; place: BackupPlace }

const { source, place }: Job = JSON.parse(process.argv[2] ?? '');
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
for (let n = 0; ; n += 1) {
  const deps = { disk: realDisk, nowMs: () => systemClock.nowMs() + n * 1000, newId: () => randomBytes(8).toString('hex'), progress: () => undefined };
  const [made] = await makeBackups({ ...source, dek: Buffer.from(source.dek, 'hex') }, [place], deps);
  writeSync(1, `${made?.ok === true ? 'made' : made?.code}\n`);
}
