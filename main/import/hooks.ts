// How a job tells where it is and learns that nobody wants it any more. Used by everything in main/import.
import { AppError } from '../../contract/errors.ts';

export interface Progress {
  stage: 'reading' | 'checking' | 'saving' | 'undoing' | 'writing' | 'issuing' | 'drawing' | 'proving';
  done: number;
  total: number;
}
export interface JobHooks {
  onProgress?(progress: Progress): void;
  cancelled?(): boolean;
}
const EVERY_ROWS = 500;

/** Speaks up every few hundred rows; CANCELLED when the person gave up. */
export function step(hooks: JobHooks, stage: Progress['stage'], done: number, total: number): void {
  if (done % EVERY_ROWS !== 0 && done !== total) return;
  if (hooks.cancelled?.() === true) throw new AppError('CANCELLED');
  hooks.onProgress?.({ stage, done, total });
}

/** Of work that goes over all rows twice: said in rows, so that a person reads the number they know. */
export function halfStep(hooks: JobHooks, stage: Progress['stage'], done: number, total: number): void {
  if (done % 2 === 0) step(hooks, stage, done / 2, total / 2);
}
