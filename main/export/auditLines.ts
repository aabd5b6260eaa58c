// A record of the log as one line of audit.jsonl, and back, with what each field means. Used by export, import and README.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { AuditRow } from '../repo/wholeAudit.ts';
import { embedded, unembedded } from './lines.ts';

export const AUDIT_FIELDS: readonly (readonly [name: string, says: string])[] = [
  ['vault', 'The vault whose log it stands in: records of books that were brought in come first.'],
  ['epoch', 'Grows when a log was restored or a rollback was acknowledged.'],
  ['seq', 'Number of the record in its log, without gaps.'],
  ['at', 'When (UTC).'],
  ['actor', 'Identifier of the user, or "system".'],
  ['actorName', 'Name of the user.'],
  ['action', 'What was done, for instance invoice.issue.'],
  ['entity', 'What kind of thing it was done to.'],
  ['entityId', 'Identifier of the thing; null where there is none.'],
  ['bodyHash', 'SHA-256 of the body’s canonical JSON.'],
  ['prev', 'MAC of the record before; zeros for the first.'],
  ['mac', 'HMAC-SHA-256 of the record under the audit key of the vault, which never leaves it.'],
  ['body', 'Details: identifiers, hashes, and of master data what changed from what to what; null when it was erased.'],
  ['erasedBy', 'Number of the record that says why the body was erased; null otherwise.'],
];

const hash = z.string().length(64).regex(/^[0-9a-f]+$/).transform((hex) => Buffer.from(hex, 'hex'));
const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const line = z.strictObject({
  vault: z.string().length(36), epoch: seq, seq, at: z.string().length(24), actor: z.string().max(100), actorName: z.string().max(200), action: z.string().min(1).max(60), entity: z.string().min(1).max(60),
  entityId: z.string().max(100).nullable(), bodyHash: hash, prev: hash, mac: hash, body: z.unknown(), erasedBy: seq.nullable(),
});

export function auditLine({ bodyHash, prev, mac, body, erasedBy, ...plain }: AuditRow): string {
  const bytes = { bodyHash: bodyHash.toString('hex'), prev: prev.toString('hex'), mac: mac.toString('hex') };
  return JSON.stringify({ ...plain, ...bytes, body: body === null ? null : embedded(body), erasedBy });
}

/** @throws AppError EXPORT_DAMAGED */
export function parseAuditLine(value: unknown): AuditRow {
  const parsed = line.safeParse(value);
  if (!parsed.success) throw new AppError('EXPORT_DAMAGED');
  const { body, ...rest } = parsed.data;
  return { ...rest, body: body === null || body === undefined ? null : unembedded(body) };
}
