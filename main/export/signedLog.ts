// The log as a file for others: one JSON line a record, the chain's own hashes in it, and a signature over all of it. tools/verify-audit.mjs checks it without us. Called by auditWork.ts.
import { createHash } from 'node:crypto';
import { pastKeys, type PastKey } from '../audit/pastKeys.ts';
import { logSigner } from '../audit/signer.ts';
import { eachRecord, type SignedRow } from '../repo/auditLog.ts';
import type { Stretch } from '../repo/auditLog.ts';

/** What is signed begins with this, so that the signature means nothing anywhere else. */
export const SIGNED = 'billfold/log/v1|';

export interface LogFileAbout {
  vaultId: string;
  business: string;
  madeAt: string;
}

/** Lines with their ends: a head, the records of a stretch in order, and the signed end. Yields chunks of bytes. */
export function* signedLog(db: Parameters<typeof eachRecord>[0], ak: Buffer, about: LogFileAbout, stretch: Stretch, onRow?: (seq: number) => void): Generator<Buffer> {
  const signer = logSigner(ak, about.vaultId);
  const digest = createHash('sha256');
  const out = (line: unknown): Buffer => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
    digest.update(bytes);
    return bytes;
  };
  yield out({ billfoldLog: 1, vault: about.vaultId, business: about.business, madeAt: about.madeAt, publicKey: signer.publicKey, pastKeys: pastKeys(db).map(hexOf) });
  let [records, last]: [number, SignedRow | null] = [0, null];
  for (const row of eachRecord(db, stretch)) {
    yield out(lineOf(row));
    [records, last] = [records + 1, row];
    onRow?.(row.seq);
  }
  const end = { end: true, records, head: last === null ? null : { epoch: last.epoch, seq: last.seq, mac: last.mac.toString('hex') } };
  const sum = digest.copy().update(JSON.stringify(end)).digest();
  yield Buffer.from(`${JSON.stringify({ ...end, signature: signer.sign(Buffer.concat([Buffer.from(SIGNED), sum])) })}\n`, 'utf8');
}

/** For whoever has the newest Recovery Kit: the keys of the ones before it open one after the other. */
function hexOf({ untilSeq, mac, nonce, sealed }: PastKey): object {
  return { untilSeq, mac: mac.toString('hex'), nonce: nonce.toString('hex'), sealed: sealed.toString('hex') };
}

/** The body as its own text: its hash is over exactly these letters. */
function lineOf({ seq, epoch, at, actor, actorName, action, entity, entityId, bodyHash, prev, mac, body, erasedBy }: SignedRow): object {
  return { seq, epoch, at, actor, actorName, action, entity, entityId, bodyHash: bodyHash.toString('hex'), prev: prev.toString('hex'), mac: mac.toString('hex'), body, erasedBy };
}
