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
  /** The backup that was chosen is of this older kit, which has to be typed. */
  asks: { name: string; serial: string } | null;
  openWith(kit: string): Promise<void>;
  /** The older kit that opened what is looked at. */
  kit: string | null;
  /** Back to the list. */
  leave(): void;
}

export function useRestore(way: Way): Restoring {
  const job = useJob();
  const [found, setFound] = useState<BackupsFound | null>(null);
  const [look, setLook] = useState<RestoreLook | null>(null);
  const [asks, setAsks] = useState<Restoring['asks']>(null);
  const [kit, setKit] = useState<string | null>(null);
  const into = async (name: string, typed: string | null) => {
    if (found === null) return;
    const inside = await job.run((id) => way.look({ token: found.token, name, job: id, ...(typed !== null && { kit: typed }) }));
    if (inside === undefined) return;
    setLook(inside);
    setKit(typed);
    setAsks(null);
  };
  return {
    job, found, look, asks, kit,
    async list(ask) {
      const there = await job.run(ask);
      if (there !== undefined && there !== null) setFound(there);
    },
    async open(name) {
      const row = found?.rows.find((one) => one.name === name);
      if (row?.code !== 'OTHER_KIT') return into(name, null);
      job.forget();
      setAsks({ name, serial: row.kitSerial });
    },
    async openWith(typed) {
      if (asks !== null) await into(asks.name, typed);
    },
    leave() {
      setLook(null);
      setAsks(null);
      job.forget();
    },
  };
}
