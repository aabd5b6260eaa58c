// The few places where the app touches Electron, each with Electron played by hand: the scheme's rights, developer tools, the clipboard.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const played = vi.hoisted(() => ({ schemes: [] as unknown[], text: '' }));
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => played.schemes.push(...schemes) },
  clipboard: {
    writeText: (text: string) => { played.text = text; },
    readText: () => played.text,
    clear: () => { played.text = ''; },
  },
}));
const { registerScheme } = await import('../../../main/app/protocol.ts');
const { guardContents, isOwnUrl } = await import('../../../main/app/guards.ts');
const { clearSecret, copySecret } = await import('../../../main/app/clipboard.ts');

it('H20 the app scheme may neither be fetched across origins nor walk past the policy', () => {
  registerScheme();
  expect(played.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false, bypassCSP: false, stream: false, codeCache: true } },
  ]);
});

describe('H12 developer tools', () => {
  function opened(packaged: boolean): { closed: number; told: number } {
    const heard = new Map<string, () => void>();
    let closed = 0;
    let told = 0;
    const contents = {
      setWebRTCIPHandlingPolicy: () => undefined, setWindowOpenHandler: () => undefined,
      on: (event: string, act: () => void) => heard.set(event, act), closeDevTools: () => { closed += 1; },
    };
    guardContents(contents as unknown as Parameters<typeof guardContents>[0], packaged, () => { told += 1; });
    heard.get('devtools-opened')?.();
    return { closed, told };
  }
  it('close again at once in the packaged app, whoever opened them, and that is told', () => {
    expect([opened(true), opened(false)]).toEqual([{ closed: 1, told: 1 }, { closed: 0, told: 0 }]);
  });
});

it.each(['app://billfold@evil/', 'app://billfold.evil/', 'app://billfold:80@x/', 'https://x/?next=app://billfold', 'file:///app://billfold', 'about:blank', 'app://BILLFOLD.x', ''])('H07 %j is not our own address', (url) => {
  expect(isOwnUrl(url)).toBe(false);
});

describe('H64 a secret on the clipboard', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('is gone after a minute', async () => {
    copySecret('AAAA-BBBB');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(played.text).toBe('AAAA-BBBB');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(played.text).toBe('');
  });
  it('is gone on lock and quit', async () => {
    copySecret('AAAA-BBBB');
    await clearSecret();
    expect(played.text).toBe('');
  });
  it('leaves alone what was copied since', async () => {
    copySecret('AAAA-BBBB');
    played.text = 'a shopping list';
    await vi.advanceTimersByTimeAsync(61_000);
    expect(played.text).toBe('a shopping list');
  });
});
