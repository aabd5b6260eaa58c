// Where a restore stands on the screen: the place chosen, the backup looked into. Both ways use it.
import { useState } from 'react';
import type { BackupsFound, RestoreLook } from '../../contract/restore.ts';
import { type Job, useJob } from '../exports/useJob.ts';
import type { Way } from './ways.ts';

export interface Restoring {
  job: Job;
  found: BackupsFound | null;
  look: RestoreLook | null;
  /** Lists a place; the dialog closed without one leaves what was there. */
  list(ask: () => Promise<BackupsFound | null>): Promise<void>;
  open(name: string): Promise<void>;
  /** Back to the list. */
  leave(): void;
}

export function useRestore(way: Way): Restoring {
  const job = useJob();
  const [found, setFound] = useState<BackupsFound | null>(null);
  const [look, setLook] = useState<RestoreLook | null>(null);
  return {
    job, found, look,
    async list(ask) {
      const there = await job.run(ask);
      if (there !== undefined && there !== null) setFound(there);
    },
    async open(name) {
      if (found === null) return;
      const inside = await job.run((id) => way.look({ token: found.token, name, job: id }));
      if (inside !== undefined) setLook(inside);
    },
    leave() {
      setLook(null);
      job.forget();
    },
  };
}
