import { deflateSync, crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  businessClearLogo,
  businessGet,
  businessLogo,
  businessSave,
  businessSetLogo,
} from '../../../main/service/business.ts';
import { readIdleMinutes, saveIdleMinutes } from '../../../main/service/security.ts';
import { seedBusiness } from '../../../main/service/seed.ts';
import { seriesArchive, seriesList, seriesPeek, seriesSave } from '../../../main/service/series.ts';
import { taxesArchive, taxesList, taxesSave } from '../../../main/service/taxes.ts';
import { addCustomer, type Company, draftBody, issueInvoice, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

/** A real PNG of one colour, or of what a test makes of it. */
function png(width = 2, height = 2, more: Buffer[] = []): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  header.writeUInt8(6, 9);
  const pixels = deflateSync(Buffer.alloc(2 * (1 + 2 * 4)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const profileInput = () => {
  const { logo: _logo, ...rest } = businessGet(company.ctx);
  return rest;
};

describe('the business', () => {
  it.each([
    ['IE', 'EUR', 'VAT 23 %'],
    ['DE', 'EUR', 'USt 19 %'],
    ['FR', 'EUR', 'TVA 20 %'],
    ['CH', 'CHF', 'MWST 8.1 %'],
    ['IN', 'INR', 'CGST 9 %'],
    ['GB', 'GBP', 'VAT 20 %'],
  ])('starts in %s with its usual tax and a series for each kind of document', (country, currency, name) => {
    const other = openCompany({ country, currency });
    const { rows } = taxesList(other.ctx, { archived: false });
    expect(rows[0]).toMatchObject({ name, isDefault: true, category: 'S' });
    expect(rows.at(-1)).toMatchObject({ name: 'No tax', category: 'O', isDefault: false });
    const kinds = ['invoice', 'credit-note', 'quote', 'order-confirmation', 'delivery-note', 'pro-forma', 'deposit-invoice'];
    expect(seriesList(other.ctx, { archived: false }).rows).toMatchObject(kinds.map((kind) => ({ kind, isDefault: true, nextSequence: 1, lastIssued: null })));
    expect(businessGet(other.ctx)).toMatchObject({ country, currency, terms: { kind: 'net', days: 14 }, version: 1 });
    other.close();
  });

  it('is made once', () => {
    expect(() => seedBusiness(company.ctx, { name: 'Again', country: 'IE', currency: 'EUR', language: 'en' })).toThrow('VAULT_EXISTS');
  });

  it('is saved by version, and keeps its currency once anything was issued', () => {
    const { ctx } = company;
    expect(businessSave(ctx, { ...profileInput(), tagline: 'Prints', currency: 'USD' })).toEqual({ version: 2 });
    expect(() => businessSave(ctx, { ...profileInput(), version: 1 })).toThrow('CONFLICT');
    issueInvoice(ctx, draftBody(addCustomer(ctx), { currency: 'USD' }));
    expect(() => businessSave(ctx, { ...profileInput(), currency: 'EUR' })).toThrow('IN_USE');
    expect(businessGet(ctx)).toMatchObject({ tagline: 'Prints', currency: 'USD', version: 2 });
  });

  it('takes a plain PNG as its logo, and keeps every logo it ever had', () => {
    const { ctx } = company;
    const image = png();
    const { logo } = businessSetLogo(ctx, { png: image.toString('base64') });
    expect(businessGet(ctx).logo).toBe(logo);
    businessClearLogo(ctx);
    expect(businessGet(ctx).logo).toBeNull();
    expect(businessLogo(ctx, { hash: logo })).toEqual({ png: image.toString('base64') });
    expect(() => businessLogo(ctx, { hash: 'f'.repeat(64) })).toThrow('NOT_FOUND');
  });

  it('refuses a logo that is not exactly one small PNG (SECURITY e 49)', () => {
    const broken = png();
    broken.writeUInt8(broken.readUInt8(45) ^ 1, 45); // inside the pixels
    const hostile = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      Buffer.from('<html>'),
      Buffer.alloc(0),
      png().subarray(0, 20),
      broken,
      Buffer.concat([png(), Buffer.from('<script>')]),
      png(30_000, 30_000),
      png(0, 1),
      Buffer.from('GIF89a'),
    ];
    for (const bytes of hostile) expect(() => businessSetLogo(company.ctx, { png: bytes.toString('base64') })).toThrow('IMAGE_INVALID');
    expect(businessGet(company.ctx)).toMatchObject({ logo: null, version: 1 });
  });

  it('remembers after how many minutes it locks', () => {
    expect(readIdleMinutes(company.ctx.db)).toBe(5);
    saveIdleMinutes(company.ctx, 15);
    expect(readIdleMinutes(company.ctx.db)).toBe(15);
  });
});

describe('taxes', () => {
  const standard = {
    name: 'New',
    category: 'S' as const,
    versions: [{ from: '2026-01-01', rate: '21' }],
    compound: false,
    withholding: false,
    reason: '',
    isDefault: false,
  };

  it('keep their category apart from their rate (T18)', () => {
    const { ctx } = company;
    const refused = (fields: object, path: string) =>
      expect(() => taxesSave(ctx, { ...standard, ...fields })).toThrow(
        expect.objectContaining({ detail: { fields: [expect.objectContaining({ path })] } }),
      );
    refused({ category: 'E', versions: [{ from: '2026-01-01', rate: '0' }] }, 'reason');
    refused({ category: 'Z', versions: [{ from: '2026-01-01', rate: '5' }] }, 'versions.0.rate');
    refused({ versions: [{ from: '2026-01-01', rate: '0.00' }] }, 'versions.0.rate');
    refused({ reason: 'Because' }, 'reason');
    refused(
      {
        versions: [
          { from: '2026-01-01', rate: '20' },
          { from: '2026-01-01', rate: '21' },
        ],
      },
      'versions.1.from',
    );
    refused({ compound: true, withholding: true }, 'compound');
  });

  it('are saved by version and keep odd rates digit by digit (T17)', () => {
    const { ctx } = company;
    const { id } = taxesSave(ctx, { ...standard, versions: [{ from: '2026-01-01', rate: '9.975' }] });
    taxesSave(ctx, {
      ...standard,
      id,
      version: 1,
      versions: [
        { from: '2026-01-01', rate: '9.975' },
        { from: '2027-01-01', rate: '6.625' },
      ],
    });
    expect(() => taxesSave(ctx, { ...standard, id, version: 1 })).toThrow('CONFLICT');
    const row = taxesList(ctx, { archived: false }).rows.find((tax) => tax.id === id);
    expect(row).toMatchObject({
      version: 2,
      versions: [
        { from: '2027-01-01', rate: '6.625' },
        { from: '2026-01-01', rate: '9.975' },
      ],
    });
    taxesArchive(ctx, { id, archived: true });
    expect(taxesList(ctx, { archived: false }).rows.some((tax) => tax.id === id)).toBe(false);
  });
});

describe('series', () => {
  const plain = { kind: 'invoice' as const, name: 'Shop', pattern: 'S-{00000}', rules: 'plain' as const, isDefault: false };

  it('show the next number without taking it', () => {
    const { ctx } = company;
    expect(seriesPeek(ctx, { id: null, date: TODAY })).toEqual({ number: 'INV-2026-0001', lastIssued: null, closedThrough: null });
    expect(seriesPeek(ctx, { id: null, date: TODAY }).number).toBe('INV-2026-0001');
    expect(seriesPeek(ctx, { id: null, date: '2027-02-01' }).number).toBe('INV-2027-0001');
    issueInvoice(ctx, draftBody(addCustomer(ctx)));
    expect(seriesPeek(ctx, { id: null, date: TODAY })).toEqual({ number: 'INV-2026-0002', lastIssued: TODAY, closedThrough: null });
  });

  it('may be moved on, with a record that explains the gap, but never back under a number given out', () => {
    const { ctx } = company;
    const { id } = seriesSave(ctx, { ...plain, nextSequence: 120 });
    expect(seriesPeek(ctx, { id, date: TODAY }).number).toBe('S-00120');
    const saved = seriesSave(ctx, { ...plain, id, version: 1, nextSequence: 100 });
    issueInvoice(ctx, draftBody(addCustomer(ctx), { seriesId: id }));
    expect(() => seriesSave(ctx, { ...plain, id, version: saved.version, nextSequence: 100 })).toThrow('INVALID_INPUT');
    expect(seriesPeek(ctx, { id, date: TODAY }).number).toBe('S-00101');
    expect(ctx.db.prepare("SELECT count(*) FROM audit_log WHERE action = 'series.jump'").pluck().get()).toBe(2);
  });

  it("refuse a pattern that is wrong, too long for its rules (T45), or another series' own", () => {
    const { ctx } = company;
    for (const pattern of ['INV', '{0000}{0000}', 'INV-{MM}-{000}', 'INV-{X}-{0}', ''])
      expect(() => seriesSave(ctx, { ...plain, pattern }), pattern).toThrow('INVALID_INPUT');
    expect(() => seriesSave(ctx, { ...plain, rules: 'india', pattern: 'INVOICE/{FY}/{0000}' })).toThrow('INVALID_INPUT');
    expect(() => seriesSave(ctx, { ...plain, pattern: 'INV-{YYYY}-{0000}' })).toThrow('INVALID_INPUT');
    expect(seriesSave(ctx, { ...plain, rules: 'india', pattern: 'INV/{FY}/{0000}' }).version).toBe(1);
  });

  it('have one default, and the last usable one cannot be archived', () => {
    const { ctx } = company;
    const { id } = seriesSave(ctx, { ...plain, isDefault: true });
    expect(seriesPeek(ctx, { id: null, date: TODAY }).number).toBe('S-00001');
    const [first] = seriesList(ctx, { archived: false }).rows;
    seriesArchive(ctx, { id: first?.id ?? '', archived: true });
    expect(() => seriesArchive(ctx, { id, archived: true })).toThrow('IN_USE');
  });
});
