// Lets the job process copy the books under a new key, and says how far it is. Called by the handler of security.rotate.
import { statSync } from 'node:fs';
import { z } from 'zod';
import type { CopyWork } from '../vault/rotate.ts';
import type { Session } from '../vault/session.ts';
import { databasePath } from '../vault/vault.ts';
import type { House } from './house.ts';
import { runJob } from './runJob.ts';

const LOOK_MS = 200;
const answer = z.strictObject({ seq: z.int().min(0) });

/** How far the copy is shows in the size of its file; sealing and checking come after, and count as one. */
export function rotatedCopy(house: House, session: Session, job: string): CopyWork {
  return async (order, { dek, kit }) => {
    // Arrays of their own: a Buffer is a view, and what is sent takes along all that lies beside it.
    const [newDek, newKit] = [new Uint8Array(dek), kit === null ? null : { ak: new Uint8Array(kit.ak), bk: new Uint8Array(kit.bk) }];
    const total = sizeOf(databasePath(session.vault));
    let shown = 0;
    const timer = setInterval(() => {
      const done = Math.min(sizeOf(order.to), total);
      if (done === shown) return;
      shown = done;
      house.send({ type: 'progress', job, stage: done < total ? 'writing' : 'checking', done, total });
    }, LOOK_MS);
    try {
      return answer.parse(await runJob(house, session, job, { name: 'rotateCopy', order, newDek, newKit }));
    } finally {
      clearInterval(timer);
      for (const secret of [newDek, newKit?.ak, newKit?.bk]) secret?.fill(0);
    }
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
