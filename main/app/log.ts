// The app's own log: JSON lines, redacted in the sink, 0600, five files of 1 MiB. It never holds names, amounts, paths or secrets (SECURITY H66).
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAppError } from '../../contract/errors.ts';
import { redact } from './redact.ts';

const MAX_BYTES = 1024 * 1024;
const FILES = 5;

export interface Log {
  info(event: string, facts?: Record<string, string | number | boolean>): void;
  /** Writes what is needed to find the place, and answers the incident id that the person may quote. */
  failure(event: string, error: unknown): string;
}

/** A log that writes below `folder`. A log that cannot be written must never stop the app: it then stays silent. */
export function openLog(folder: string, newId: () => string, now: () => string = () => new Date().toISOString()): Log {
  const file = join(folder, 'billfold.log');
  const write = (entry: Record<string, unknown>): void => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      rotate(file);
      appendFileSync(file, `${redact(JSON.stringify({ at: now(), ...entry }))}\n`, { mode: 0o600 });
    } catch {
      // a full or read-only disk: there is nowhere left to say so
    }
  };
  return {
    info: (event, facts = {}) => write({ level: 'info', event, ...facts }),
    failure(event, error) {
      const incident = newId().slice(-12);
      // Messages of foreign errors may hold SQL, values or paths: only the class, the code and our own frames are kept.
      write({ level: 'error', event, incident, name: errorName(error), code: errorCode(error), frames: frames(error) });
      return incident;
    },
  };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < MAX_BYTES) return;
  rmSync(`${file}.${FILES - 1}`, { force: true });
  for (let n = FILES - 2; n >= 1; n--) if (statSync(`${file}.${n}`, { throwIfNoEntry: false })) renameSync(`${file}.${n}`, `${file}.${n + 1}`);
  renameSync(file, `${file}.1`);
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function errorCode(error: unknown): string {
  if (isAppError(error)) return error.code;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : '';
}

/** Function names and file:line of the stack, without folders and without the message. */
function frames(error: unknown): string[] {
  if (!(error instanceof Error) || !error.stack) return [];
  const found = error.stack.matchAll(/^\s+at (?:(?:async )?([\w.<>$]+) \()?.*?([\w.-]+:\d+:\d+)\)?$/gm);
  return [...found].slice(0, 12).map((m) => `${m[1] ?? ''} ${m[2] ?? ''}`.trim());
}
