// The content security policy has no way round it, and the frozen web preferences stay frozen (H01, H23, H24).
import { describe, expect, it } from 'vitest';
import { SAFE_HEADERS, appPolicy } from '../../../main/app/csp.ts';
import { WEB_PREFERENCES } from '../../../main/app/webPreferences.ts';

describe('appPolicy', () => {
  const policy = appPolicy('abc123');
  it('starts from nothing and allows scripts only from the app itself', () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|wasm-unsafe|https?:|\*|blob:/);
  });
  it('reaches no network, frame, worker or form and demands trusted types', () => {
    for (const part of ["connect-src 'none'", "frame-src 'none'", "worker-src 'none'", "form-action 'none'", "object-src 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]) expect(policy).toContain(part);
  });
  it('goes with the headers that keep types, openers and referrers in place', () => {
    expect(SAFE_HEADERS).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Referrer-Policy': 'no-referrer' });
  });
});

describe('WEB_PREFERENCES', () => {
  it('is exactly the hardened set, and frozen', () => {
    expect(WEB_PREFERENCES).toEqual({
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true,
      allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false, safeDialogs: true,
    });
    expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true);
  });
});
