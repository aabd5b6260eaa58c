// What must outlive any older backup: numbers given out (T47) and people who were erased (T83). Each manifest carries it encrypted, so that the newer backups of a place say it when an older one is restored, also where no books are left. Called by make.ts and main/restore.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import type { Db } from '../db/open.ts';
import { type ErasedPaper, erasedPapers } from '../repo/documentErasure.ts';
import { readTombstones, type Tombstone } from '../repo/erasure.ts';
import { type Mark, readUsed, type UsedNumbers } from '../repo/usedNumbers.ts';
import { hkdf, NONCE_BYTES, openBytes, type Random, sealBytes, zero } from '../vault/crypto.ts';
import type { Disk } from './disk.ts';
import { type Manifest, MOST_MANIFEST, readManifest } from './manifest.ts';
import { manifestName, parseName } from './name.ts';

export interface Carried extends UsedNumbers {
  erased: Tombstone[];
  /** Documents, letters, receipts and payments without anybody in them. */
  papers: ErasedPaper[];
}
/** What the manifests of a place say together. */
export interface Known {
  carried: Carried;
  /** When the newest of them was made: until then nothing is unknown. ISO UTC. */
  until: string;
}

const number = z.int().min(0);
const carried = z.object({
  series: z.array(z.record(z.string().max(60), z.union([z.string(), z.number(), z.null()]))),
  marks: z.array(z.object({ id: z.string(), period: z.string(), next: number, taken: number, last_date: z.string().nullable() })),
  erased: z.array(z.object({ customerId: z.string().length(36), at: z.string(), by: z.string(), documents: number, keptUntil: z.string().nullable() })),
  papers: z.array(z.object({
    no: number, kind: z.enum(['document', 'reminder', 'receipt', 'payment']), id: z.string().length(36), at: z.string(), by: z.string(), keptUntil: z.string(), oldHash: z.string().nullable(), newHash: z.string().nullable(),
  })).default([]),
});
const MOST_BYTES = 32 * 1024 * 1024;
const NO_SALT = Buffer.alloc(0);

export function carriedOf(db: Db): Carried {
  return { ...readUsed(db), erased: readTombstones(db), papers: erasedPapers(db) };
}

/** `bound`: the name of the backup, so that it fits no other manifest. */
export function sealCarried(bk: Buffer, what: Carried, bound: string, random: Random): string {
  const nonce = random(NONCE_BYTES);
  const key = keyOf(bk);
  try {
    return Buffer.concat([nonce, sealBytes(key, deflateRawSync(canonicalJson(carried.parse(what))), nonce, bound)]).toString('base64');
  } finally {
    zero(key);
  }
}

/** Null for a manifest of before, and for what does not open. */
export function openCarried(bk: Buffer, { carried: text, name }: Pick<Manifest, 'carried' | 'name'>): Carried | null {
  if (text === undefined) return null;
  const bytes = Buffer.from(text, 'base64');
  const key = keyOf(bk);
  const packed = openBytes(key, bytes.subarray(NONCE_BYTES), bytes.subarray(0, NONCE_BYTES), name);
  zero(key);
  if (packed === null) return null;
  try {
    return carried.parse(JSON.parse(inflateRawSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8')));
  } catch {
    return null; // sealed by us, and of a layout we do not know
  }
}

function keyOf(bk: Buffer): Buffer {
  return hkdf(bk, NO_SALT, 'billfold/backup-carried/v1');
}

/** Reads every manifest of this vault under these keys (today's and that of an older kit), whatever became of the file beside it. Null when none says anything. */
export function knownAt(folder: string, { bks, vaultId }: { bks: readonly Buffer[]; vaultId: string }, disk: Disk): Known | null {
  const said = disk.names(folder).flatMap((name): Known[] => {
    if (!name.endsWith('.json') || parseName(name.slice(0, -'.json'.length)) === null) return [];
    const text = disk.readText(join(folder, name), MOST_MANIFEST);
    return bks.flatMap((bk): Known[] => {
      const read = readManifest(text, bk);
      if (read?.proved !== true || read.manifest.vaultId !== vaultId || manifestName(read.manifest.name) !== name) return [];
      const one = openCarried(bk, read.manifest);
      return one === null ? [] : [{ carried: one, until: read.manifest.createdAt }];
    });
  });
  const [first, ...others] = said;
  if (first === undefined) return null;
  return others.reduce((all, one) => ({ carried: together(all.carried, one.carried), until: one.until > all.until ? one.until : all.until }), first);
}

/** Of each counter the higher one, everybody erased, every series. */
function together(a: Carried, b: Carried): Carried {
  const marks = new Map<string, Mark>();
  for (const mark of [...a.marks, ...b.marks]) {
    const key = `${mark.id} ${mark.period}`;
    const had = marks.get(key);
    marks.set(key, had === undefined ? mark : { ...mark, next: Math.max(had.next, mark.next), taken: Math.max(had.taken, mark.taken), last_date: [had.last_date ?? '', mark.last_date ?? ''].toSorted().at(-1) || null });
  }
  return {
    series: [...new Map([...a.series, ...b.series].map((row) => [row['id'], row])).values()], marks: [...marks.values()],
    erased: [...new Map([...a.erased, ...b.erased].map((stone) => [stone.customerId, stone])).values()],
    papers: [...new Map([...a.papers, ...b.papers].map((paper) => [paper.id, paper])).values()].sort((x, y) => x.no - y.no),
  };
}
