// Makes the page live under its content security policy: style nonce and the one Trusted Types policy. Only main.tsx calls it, before anything renders.
import { setNonce } from 'get-nonce';

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
}

/** The nonce that main put on this document; undefined where there is none (tests, dev server). */
export function styleNonce(): string | undefined {
  return document.documentElement.dataset.nonce || undefined;
}

/**
 * React sets the text of style elements through innerHTML, so the default policy must let CSS pass. Nothing with a "<" does:
 * markup from a string stays impossible in this page.
 */
export function onlyCss(text: string): string {
  if (text.includes('<')) throw new TypeError('markup refused');
  return text;
}

/** To be called once, before React renders. */
export function settleTrust(): void {
  const nonce = styleNonce();
  if (nonce !== undefined) setNonce(nonce);
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  factory?.createPolicy('default', { createHTML: onlyCss });
}
