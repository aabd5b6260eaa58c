// Row 18: the other direction. A guess may not become cheap: the PIN's hash against what SQLCipher itself would spend on a passphrase.
import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { derive, PIN_KDF } from '../../main/vault/kdf.ts';
import { median, ms, ratio, takeTurns, timedAsync } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const SQLCIPHER_ROUNDS = 256_000;
const NEEDED_KIB = 65_536;

export const row: Row = {
  id: '18', title: "PIN hash / SQLCipher's PBKDF2 (a floor)", limit: { atLeast: 0.4 }, great: { atLeast: 0.6 }, peer: '-',
  async run(ctx) {
    if (PIN_KDF.name !== 'argon2id' || PIN_KDF.memoryKib < NEEDED_KIB) throw new Error('the PIN hash uses less memory than promised');
    const salt = randomBytes(16);
    const figures = await takeTurns(ctx.times(9, 1), {
      argon: () => timedAsync(() => derive('804526', salt, PIN_KDF)),
      pbkdf2: () => timedAsync(() => promisify(pbkdf2)('804526', salt, SQLCIPHER_ROUNDS, 32, 'sha512')),
    });
    return {
      value: ratio(figures.argon, figures.pbkdf2), unit: 'x',
      note: `Argon2id ${PIN_KDF.memoryKib / 1024} MiB, ${PIN_KDF.passes} passes, ${PIN_KDF.lanes} lanes: ${ms(median(figures.argon))} and all that memory per guess; PBKDF2-SHA512 ${SQLCIPHER_ROUNDS.toLocaleString('en')} rounds: ${ms(median(figures.pbkdf2))}.`,
    };
  },
};
