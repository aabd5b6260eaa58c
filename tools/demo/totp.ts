// Codes as an authenticator app on a phone shows them (RFC 6238, SHA-1, six digits, 30 seconds), written here so that the demo and the tests do not take them from the app they try.
import { createHmac } from 'node:crypto';
import { time } from './time.ts';

const PERIOD_S = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a base32 text, however it is spaced. */
export function base32(text: string): Buffer {
  const bits = [...text.toUpperCase().replace(/[\s=-]/g, '')]
    .map((sign) => {
      const value = ALPHABET.indexOf(sign);
      if (value < 0) throw new Error(`“${sign}” is not base32.`);
      return value.toString(2).padStart(5, '0');
    })
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The step a moment lies in. */
export function stepAt(ms: number): number {
  return Math.floor(ms / 1000 / PERIOD_S);
}

/** The six digits of one step (RFC 4226, section 5.3). */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', base32(secret)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A phone: remembers the secret and never shows the same code twice, since the app takes each only once. */
export interface Phone {
  readonly secret: string;
  /** The step of the last code; 0 before the first. */
  readonly last: number;
  /** The next code that has not been used, waiting for the clock where needed. */
  nextCode(): Promise<string>;
}

/** Seconds between reading a code off the phone and its check by the app. */
const TYPING_MS = 8000;

/**
 * `used` is the last step whose code was typed already. The app takes the code of this step, of the one before and of the one after. Beginning with the oldest leaves three for quick succession; a fourth has to wait.
 */
export function phone(secret: string, used = 0): Phone {
  const mine = {
    secret,
    last: used,
    async nextCode() {
      const step = Math.max(stepAt(time.now() + TYPING_MS) - 1, mine.last + 1);
      const early = (step - 1) * PERIOD_S * 1000 - time.now();
      if (early > 0) await time.pass(early + 50);
      mine.last = step;
      return codeOfStep(secret, step);
    },
  };
  return mine;
}
