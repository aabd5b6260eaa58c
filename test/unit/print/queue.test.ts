// The background queue of PDFs, on faked timers.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PdfQueue, startPdfQueue } from '../../../main/print/queue.ts';

const TIMES = { breath: 50, firstRetry: 1000, longestRetry: 8000 };

function bench(ids: string[], draw: (id: string) => Promise<Buffer> = (id) => Promise.resolve(Buffer.from(id))) {
  const missing = [...ids];
  const stored: string[] = [];
  const drawn: string[] = [];
  const failed: [string, number][] = [];
  let asked = 0;
  const queue = startPdfQueue<string>(
    {
      pending: () => {
        asked += 1;
        return missing;
      },
      load: (id) => id,
      draw: (id) => {
        drawn.push(id);
        return draw(id);
      },
      store: (id) => {
        stored.push(id);
        missing.splice(missing.indexOf(id), 1);
      },
      failed: (id, _error, times) => failed.push([id, times]),
    },
    TIMES,
  );
  return { queue, missing, stored, drawn, failed, asked: () => asked };
}

describe('the queue of PDFs', () => {
  let queue: PdfQueue | null = null;
  beforeEach(() => vi.useFakeTimers());
  afterEach(async () => {
    await queue?.stop();
    vi.useRealTimers();
  });

  it('draws what is missing, oldest first, one at a time with a breath between', async () => {
    const b = bench(['a', 'b', 'c']);
    queue = b.queue;
    await vi.advanceTimersByTimeAsync(0);
    expect(b.stored).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(49);
    expect(b.stored).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(60);
    expect(b.stored).toEqual(['a', 'b', 'c']);
  });

  it('rests when nothing is missing, and looks again when woken', async () => {
    const b = bench([]);
    queue = b.queue;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(b.asked()).toBe(1);
    b.missing.push('new');
    b.queue.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(b.stored).toEqual(['new']);
  });

  it('misses no wake that comes while it draws', async () => {
    const b = bench(['a']);
    queue = b.queue;
    b.queue.wake();
    b.missing.push('b');
    await vi.advanceTimersByTimeAsync(200);
    expect(b.stored).toEqual(['a', 'b']);
  });

  it('tries a page that fails again later and later, counts it, and lets the others through', async () => {
    const b = bench(['bad', 'good'], (id) => (id === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve(Buffer.from(id))));
    queue = b.queue;
    await vi.advanceTimersByTimeAsync(200);
    expect(b.stored).toEqual(['good']);
    await vi.advanceTimersByTimeAsync(60_000);
    // After 1, 2, 4, 8, 8, 8 ... seconds: never in a hot loop.
    expect(b.drawn.filter((id) => id === 'bad').length).toBeGreaterThanOrEqual(8);
    expect(b.drawn.filter((id) => id === 'bad').length).toBeLessThanOrEqual(11);
    expect(b.queue.failures()).toBe(b.failed.length);
    expect(b.failed.at(-1)?.[1]).toBe(b.failed.length);
  });

  it('stores nothing after it was stopped, not even the page being drawn', async () => {
    let finish: (bytes: Buffer) => void = () => undefined;
    const b = bench(['slow', 'next'], () => new Promise((resolve) => (finish = resolve)));
    queue = b.queue;
    await vi.advanceTimersByTimeAsync(0);
    const stopping = b.queue.stop();
    finish(Buffer.from('late'));
    await vi.advanceTimersByTimeAsync(1000);
    await stopping;
    expect(b.stored).toEqual([]);
    expect(b.drawn).toEqual(['slow']);
    expect(await b.queue.now('next')).toBe(false);
  });

  it('draws one ahead of the others when somebody waits for it, and never the same one twice at a time', async () => {
    let finish: (bytes: Buffer) => void = () => undefined;
    const b = bench(['a', 'z'], (id) => (id === 'a' ? new Promise((resolve) => (finish = resolve)) : Promise.resolve(Buffer.from(id))));
    queue = b.queue;
    await vi.advanceTimersByTimeAsync(0);
    expect(await b.queue.now('z')).toBe(true);
    const both = b.queue.now('a');
    finish(Buffer.from('a'));
    expect(await both).toBe(true);
    expect(b.drawn).toEqual(['a', 'z']);
    expect(b.stored).toEqual(['z', 'a']);
  });

  it('survives a database that cannot be asked', async () => {
    let broken = true;
    const stored: string[] = [];
    const made = startPdfQueue<string>(
      {
        pending: () => {
          if (broken) throw new Error('busy');
          return stored.includes('a') ? [] : ['a'];
        },
        load: (id) => id, draw: (id) => Promise.resolve(Buffer.from(id)), store: (id) => stored.push(id),
      },
      TIMES,
    );
    queue = made;
    await vi.advanceTimersByTimeAsync(0);
    broken = false;
    made.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(stored).toEqual(['a']);
    expect(made.failures()).toBe(1);
  });
});
