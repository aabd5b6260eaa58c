// What the app may be asked before and after login: version, state of the vault, theme.
import { z } from 'zod';
import { method } from './method.ts';
import { PERMISSIONS } from '../domain/roles.ts';
import { ERROR_CODES } from './errors.ts';
import { limits } from './users.ts';
import { instant, language, made, name, nothing } from './wire.ts';

export const keychainState = z.enum(['ok', 'locked', 'unavailable', 'absent', 'foreign']);

export const sessionState = z.strictObject({
  /** none: first run; locked: login; broken: vault files need help (see problem); open: somebody is in. */
  vault: z.enum(['none', 'locked', 'broken', 'open']),
  mode: z.enum(['keychain', 'passphrase']),
  keychain: keychainState,
  problem: z.enum(ERROR_CODES).nullable(),
  /** Older vault files lie beside (renamed aside, never deleted). */
  setAside: z.boolean(),
  /** triesLeft: before the PIN is switched off; freeTries: before the next pause. */
  lockout: z.strictObject({ triesLeft: z.number().int().min(0).max(20), freeTries: z.number().int().min(1).max(5), retryAfter: z.number().int().min(0).max(86400), disabled: z.boolean() }),
  /** The cloud service whose folder the books lie in, which would damage them; null where there is none. */
  syncedFolder: made(40).nullable(),
  /** While open: why nothing can be changed. 'history': the log went back or was edited and nobody has acknowledged it; 'medium': the disk takes no writes. */
  readOnly: z.enum(['history', 'medium']).nullable(),
  /** While locked: whether a name must be typed, whether a one-time code waits for somebody, and who was in last since the program started (kept in memory only). */
  needsName: z.boolean(), codeWaiting: z.boolean(), lastName: made(80).nullable(),
  user: z.strictObject({
    id: made(36), name: name(80), role: made(36),
    /** Of a role of the business's own. */
    roleName: made(60).nullable(), permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length), limits,
  }).nullable(),
});

export const system = {
  'system.info': method({
    access: 'open', permission: null, writes: false, input: nothing,
    output: z.strictObject({
      version: made(20), platform: z.enum(['linux', 'darwin', 'win32']), electron: made(20), packaged: z.boolean(), today: made(10), now: instant,
      /** As chosen; what is shown follows the operating system's colours, which main steers. */
      theme: z.enum(['light', 'dark', 'system']), language, languageChoice: z.enum(['system', 'en', 'de', 'fr', 'es']),
      /** Whether single letters do something outside fields (WCAG 2.1.4). */
      letterKeys: z.boolean(),
    }),
  }),
  'system.setTheme': method({ access: 'open', permission: null, writes: false, input: z.strictObject({ theme: z.enum(['light', 'dark', 'system']) }), output: nothing }),
  'system.setLanguage': method({ access: 'open', permission: null, writes: false, input: z.strictObject({ language: z.enum(['system', 'en', 'de', 'fr', 'es']) }), output: nothing }),
  'system.setLetterKeys': method({ access: 'open', permission: null, writes: false, input: z.strictObject({ on: z.boolean() }), output: nothing }),
  'system.openDataFolder': method({ access: 'open', permission: null, writes: false, input: nothing, output: nothing }),
  'system.quit': method({ access: 'open', permission: null, writes: false, input: nothing, output: nothing }),
  'session.state': method({ access: 'open', permission: null, writes: false, input: nothing, output: sessionState }),
};
export type SessionState = z.infer<typeof sessionState>;
