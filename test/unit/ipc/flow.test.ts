// The bucket slows runaway callers; the gate lets one job at a time hold the write lock.
import { describe, expect, it } from 'vitest';
import { bucket } from '../../../main/ipc/rate.ts';
import { writeGate } from '../../../main/ipc/writeGate.ts';

describe('bucket', () => {
  it('lets a burst through, then 50 calls a second', () => {
    let now = 0;
    const calls = bucket(() => now);
    const taken = (n: number): number => Array.from({ length: n }, () => calls.take()).filter(Boolean).length;
    expect(taken(10_000)).toBe(150);
    now += 1000;
    expect(taken(10_000)).toBe(50);
    now += 3_600_000;
    expect(taken(10_000)).toBe(150);
  });
});

describe('writeGate', () => {
  it('opens again when the job fails', async () => {
    const gate = writeGate();
    await expect(gate.hold(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(gate.held).toBe(false);
    await gate.pass();
  });
  it('runs holders one after the other', async () => {
    const gate = writeGate();
    const order: string[] = [];
    const job = (name: string) => async (): Promise<void> => {
      order.push(`${name} starts`);
      await Promise.resolve();
      order.push(`${name} ends`);
    };
    await Promise.all([gate.hold(job('a')), gate.hold(job('b'))]);
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  });
});
