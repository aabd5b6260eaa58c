// Runs long work in a process of its own, with progress and a cancel that takes effect at once. The main thread never waits for it, and draws the pages it asks for.
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { utilityProcess } from 'electron';
import { AppError, ERROR_CODES, type ErrorCode } from '../../contract/errors.ts';
import type { BackupProgress } from '../backup/task.ts';
import type { Progress } from '../import/jobs.ts';
import type { Draw } from '../print/printer.ts';
import type { JobDrawn, JobMessage, JobRequest } from './jobRequest.ts';

export interface Jobs {
  /** Runs one job; `id` is what cancel() takes. @throws AppError CANCELLED, or what the job failed with */
  run(id: string, request: JobRequest, progress: (p: Progress | BackupProgress) => void, draw?: Draw): Promise<unknown>;
  cancel(id: string): boolean;
  cancelAll(): void;
}

const PIECE = 256 * 1024;

export function jobs(): Jobs {
  const running = new Map<string, { kill(): void }>();
  return {
    run: (id, request, progress, draw = noPrinter) =>
      new Promise((resolve, reject) => {
        if (running.has(id)) {
          reject(new AppError('BUSY'));
          return;
        }
        const child = utilityProcess.fork(join(import.meta.dirname, 'job.cjs'), [], { serviceName: 'Billfold work', stdio: 'ignore' });
        let cancelled = false;
        let settled = false;
        const settle = (finish: () => void): void => {
          if (settled) return;
          settled = true;
          running.delete(id);
          finish();
          child.kill();
        };
        const answer = (drawn: JobDrawn): void => {
          if (!settled) child.postMessage(drawn);
        };
        const drawn = async (pdf: Uint8Array): Promise<void> => {
          for (let at = 0; at < pdf.length; at += PIECE) {
            const piece = new Uint8Array(pdf.subarray(at, at + PIECE)); // a copy: a view would take along all of it
            answer({ piece, left: pdf.length - at - piece.length });
            await setImmediate();
          }
        };
        running.set(id, {
          kill: () => {
            cancelled = true;
            child.kill();
          },
        });
        child.on('message', (message: JobMessage) => {
          if (message.type === 'progress') progress(message.progress);
          else if (message.type === 'draw') void draw(message.page, message.sheet).then(drawn, () => answer({ piece: null, left: 0 }));
          else if (message.type === 'done') settle(() => resolve(message.value));
          else settle(() => reject(new AppError(known(message.code), message.detail)));
        });
        child.once('exit', () => settle(() => reject(cancelled ? new AppError('CANCELLED') : new Error('job process ended'))));
        // a cancel in the moment before it was there did not reach it
        child.once('spawn', () => (cancelled ? void child.kill() : child.postMessage(request)));
      }),
    cancel(id) {
      const job = running.get(id);
      job?.kill();
      return job !== undefined;
    },
    cancelAll: () => {
      for (const job of running.values()) job.kill();
    },
  };
}

const noPrinter: Draw = () => Promise.reject(new AppError('PRINT_FAILED'));

function known(code: string): ErrorCode {
  return ERROR_CODES.find((one) => one === code) ?? 'INTERNAL';
}
