// Row 17: unlocking is the deliberate slow hash and next to nothing else.
import { randomBytes } from 'node:crypto';
import { schema } from '../../main/db/migrate.ts';
import { openDatabase } from '../../main/db/open.ts';
import { derive, PIN_KDF } from '../../main/vault/kdf.ts';
import { makeSecretSlot, openSecretSlot } from '../../main/vault/slots.ts';
import { PIN } from '../data/make.ts';
import { median, ms, ratio, smallest, takeTurns, timedAsync } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '17', title: 'unlock / bare Argon2id', limit: { atMost: 1.3 }, great: { atMost: 1.05 }, peer: '-',
  async run(ctx) {
    const books = await ctx.books(ctx.large, 'cipher');
    books.close();
    const vaultId = '01900000-0000-7000-8000-000000000002';
    const ds = randomBytes(32);
    const slot = await makeSecretSlot({ vaultId, userId: books.made.owner.id, userName: books.made.owner.name, secret: PIN, ds, dek: books.made.key, kdf: PIN_KDF, at: new Date().toISOString(), random: randomBytes });
    const unlock = async (): Promise<void> => {
      const dek = await openSecretSlot(slot, vaultId, PIN, ds);
      if (dek === null) throw new Error('the slot did not open');
      openDatabase(books.file, dek, { schemaVersion: schema.latest }).close();
    };
    const bare = (): Promise<Buffer> => derive(PIN, Buffer.from(slot.salt, 'base64'), PIN_KDF);
    const figures = await takeTurns(ctx.times(15, 1), { unlock: () => timedAsync(unlock), bare: () => timedAsync(bare) });
    return {
      value: ratio(figures.unlock, figures.bare), unit: 'x',
      note: `hash, unwrap and open: ${ms(median(figures.unlock))} (least ${ms(smallest(figures.unlock))}) against ${ms(median(figures.bare))} (${ms(smallest(figures.bare))}); ratio of the least ${(smallest(figures.unlock) / smallest(figures.bare)).toFixed(2)}.`,
    };
  },
};
