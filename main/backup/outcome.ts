// What the job process answers about backups: plain data, one per place, so that one place that fails says nothing about the others. Shared by task.ts and the services that record it.

/** Counts and sums of books at one moment. Sums are over issued documents, per currency, in minor units. */
export interface BackupFigures {
  records: number;
  documents: number;
  customers: number;
  items: number;
  payments: number;
  pdfs: number;
  sums: { currency: string; amount: number }[];
}
export type MadeOutcome =
  | { ok: true; target: string; name: string; seq: number; bytes: number; sha256: string; head: { epoch: number; seq: number }; figures: BackupFigures; ms: number }
  | { ok: false; target: string; code: string; stage: string; ms: number };
export type DrillOutcome =
  | { ok: true; target: string; name: string; figures: BackupFigures; /** Of documents and PDFs, made again from what is there; null for an older schema. */ seals: { all: number; fitting: number } | null; /** What the live books have of that moment, where the job could work it out. */ live: BackupFigures | null; ms: number }
  | { ok: false; target: string; name: string; code: string; ms: number };
/** `code`: the first thing that was wrong, '' when all was well; `name`: the backup it was in. */
export interface ScrubOutcome {
  target: string;
  checked: number;
  code: string;
  name: string;
  ms: number;
}
export interface KeepOutcome {
  target: string;
  removed: string[];
  code: string;
  ms: number;
}
/** One backup on a place, in a list. */
export interface ListedBackup {
  name: string;
  at: string;
  bytes: number;
  keep: boolean;
}
export interface ListOutcome {
  code: string;
  rows: ListedBackup[];
}
