// What can go wrong with a backup, by name. Thrown inside main/backup; task.ts turns it into an outcome, since it is about one place and not about the books.
import type { BackupStageName, Fault } from '../../contract/backup.ts';

export class BackupFault extends Error {
  readonly code: Fault;
  readonly stage: BackupStageName;
  constructor(code: Fault, stage: BackupStageName, cause?: unknown) {
    super(code, { cause });
    this.name = 'BackupFault';
    this.code = code;
    this.stage = stage;
  }
}

const GONE = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'ENOTDIR', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH']);
const REFUSED = new Set(['EROFS', 'EACCES', 'EPERM']);
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** What a file system says of a place, as a fault of that place. What is not of the file system comes back as UNKNOWN. */
export function placeFault(error: unknown, stage: BackupStageName): BackupFault {
  if (error instanceof BackupFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (GONE.has(code)) return new BackupFault('TARGET_GONE', stage);
  if (REFUSED.has(code)) return new BackupFault('TARGET_READ_ONLY', stage);
  if (FULL.has(code)) return new BackupFault('TARGET_FULL', stage);
  if (code === 'EFBIG') return new BackupFault('TARGET_FILE_TOO_LARGE', stage);
  if (code === 'ETIMEDOUT') return new BackupFault('TARGET_SLOW', stage);
  return new BackupFault(code.startsWith('E') ? 'TARGET_IO' : 'UNKNOWN', stage, error);
}

/** What reading our own books or writing the working copy says. */
export function sourceFault(error: unknown, stage: BackupStageName): BackupFault {
  if (error instanceof BackupFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code) || code === 'DISK_FULL' || code === 'SQLITE_FULL') return new BackupFault('STAGING_FULL', stage);
  if (/^(SQLITE_(CORRUPT|NOTADB|IOERR)|DB_|VAULT_)/.test(code)) return new BackupFault('SOURCE_DAMAGED', stage);
  return new BackupFault('UNKNOWN', stage, error);
}
