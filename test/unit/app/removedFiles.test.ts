// Files removed a moment ago: given back once, only to the login that removed them, and wiped when their time is over.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { removedFiles } from '../../../main/app/removedFiles.ts';

afterEach(() => void vi.useRealTimers());
const file = (text: string) => ({ documentId: 'd', name: 'plan.pdf', bytes: Buffer.from(text) });

describe('removed files', () => {
  it('come back whole, once', () => {
    const [files, session] = [removedFiles(), {}];
    files.hold(session, 'a', file('whole'));
    expect(files.take(session, 'a')?.bytes.toString()).toBe('whole');
    expect(files.take(session, 'a')).toBeNull();
  });

  it('are wiped at once when the books close', () => {
    const [files, session, one] = [removedFiles(), {}, file('secret')];
    files.hold(session, 'a', one);
    files.forget();
    expect([files.take(session, 'a'), one.bytes.every((byte) => byte === 0)]).toEqual([null, true]);
  });

  it('are wiped after a minute, when more are removed, and for anybody who logs in after', () => {
    vi.useFakeTimers();
    const [files, session] = [removedFiles(), {}];
    const [late, early, other] = [file('late'), file('early'), file('other')];
    files.hold(session, 'late', late);
    vi.advanceTimersByTime(60_000);
    expect([files.take(session, 'late'), late.bytes.every((byte) => byte === 0)]).toEqual([null, true]);
    files.hold(session, 'early', early);
    for (const id of ['1', '2', '3']) files.hold(session, id, file(id));
    expect([files.take(session, 'early'), early.bytes.every((byte) => byte === 0)]).toEqual([null, true]);
    files.hold(session, 'other', other);
    expect([files.take({}, 'other'), other.bytes.every((byte) => byte === 0)]).toEqual([null, true]);
  });
});
