// Time-based phone codes (RFC 6238: SHA-1, 6 digits, 30 s). Called by login, create, credentials, recover.
import { Secret, TOTP } from 'otpauth';
import { sameBytes, type Random } from './crypto.ts';

export const STEP_MS = 30_000;
const SECRET_BYTES = 20;
const OFFSETS = [-1, 0, 1] as const;

/** A fresh secret of 160 bits, as RFC 4226 recommends. */
export function newTotpSecret(random: Random): Buffer {
  return random(SECRET_BYTES);
}

function totp(secret: Buffer, names: { issuer: string; label: string } = { issuer: '', label: '' }): TOTP {
  return new TOTP({ ...names, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }), algorithm: 'SHA1', digits: 6, period: STEP_MS / 1000 });
}

/** What the phone scans, and the same secret for typing. The label names vault and user only. */
export function enrolmentOf(secret: Buffer, vaultName: string, userName: string): { otpauthUri: string; totpSecret: string } {
  const code = totp(secret, { issuer: `Billfold ${vaultName}`, label: userName });
  return { otpauthUri: code.toString(), totpSecret: code.secret.base32 };
}

/** The code of one moment. */
export function totpCode(secret: Buffer, nowMs: number): string {
  return totp(secret).generate({ timestamp: nowMs });
}

export interface TotpMatch {
  /** The 30-second step the code belongs to; kept, so that it is accepted only once. */
  step: number;
  /** How far the phone's clock is from ours, in steps; a hint only. */
  drift: -1 | 0 | 1;
}

/**
 * Whether a code is the one of now, one step before or one after, and newer than the last one used.
 * All three are always computed and compared, so the time taken says nothing.
 */
export function checkTotp(secret: Buffer, code: string, nowMs: number, lastStep: number): TotpMatch | null {
  const given = Buffer.from(code.padEnd(6).slice(0, 6), 'latin1');
  const now = Math.floor(nowMs / STEP_MS);
  const generator = totp(secret);
  let match: TotpMatch | null = null;
  for (const drift of OFFSETS) {
    const step = now + drift;
    const right = sameBytes(Buffer.from(generator.generate({ timestamp: Math.max(0, step) * STEP_MS }), 'latin1'), given);
    if (right && step > lastStep && code.length === 6) match = { step, drift };
  }
  return match;
}
