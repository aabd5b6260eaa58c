// The business itself in the complete export: profile, logos, settings, taxes, number series. Listed by main/export/tables.ts only.
import { file, flag, integer, json, RECORD, ref, RID, text, type Table } from '../columns.ts';

const MINUTES = 'Counts the changes of this record; two windows cannot overwrite each other.';

export const BUSINESS: readonly Table[] = [
  {
    table: 'logo', file: 'logos', says: 'A logo that the business has or once had: issued documents keep theirs.', key: 'hash', order: 'rid',
    columns: {
      rid: RID,
      hash: text('hash', 'SHA-256 of the PNG, in hex; other files name the logo by it.'),
      png: file('logos', 'png', 't.hash', 'Where the PNG lies in this archive.'),
    },
  },
  {
    seeded: true, table: 'business', file: 'business', says: 'The business: always one line.', key: null, order: 'rid',
    columns: {
      rid: RID,
      version: integer('version', MINUTES),
      profile: json('profile', 'Name, address, bank, tax numbers, currency, language, payment terms and the other settings of the profile, as typed.'),
      logo_rid: ref('logo', 'logo', 'Hash of the logo used now; null without one.'),
      updated_at: text('updatedAt', 'When the profile was last changed (UTC).'),
    },
  },
  {
    seeded: true, table: 'setting', file: 'settings', says: 'A setting by its name.', key: null, order: 'key',
    columns: {
      key: text('key', 'Name of the setting.'),
      value: json('value', 'Its value. "device" is the identity under which this computer gives out numbers.'),
    },
  },
  {
    seeded: true, table: 'tax_rate', file: 'taxes', says: 'A tax that can be put on a line, also when it is no longer offered.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      version: integer('version', MINUTES),
      name: text('name', 'As it stands on paper.'),
      category: text('category', 'EN 16931 category: S standard, Z zero, E exempt, AE reverse charge, K intra-Community, G export, O outside the scope.'),
      compound: flag('compound', 'Counted on top of the other taxes of the line.'),
      withholding: flag('withholding', 'Taken off what is paid instead of added.'),
      reason: text('reason', 'Why no tax is charged; empty for S and Z.'),
      is_default: flag('isDefault', 'Put on new lines by itself.'),
      archived: flag('archived', 'No longer offered.'),
    },
  },
  {
    seeded: true, table: 'tax_rate_version', file: 'tax-rates', says: 'What a tax amounts to from a day on.', key: null, order: 'tax_rate_rid, valid_from',
    columns: {
      tax_rate_rid: ref('tax_rate', 'tax', 'The tax (id in taxes.jsonl).'),
      valid_from: text('validFrom', 'First day (YYYY-MM-DD); the day of supply picks the rate.'),
      rate: text('rate', 'Percent, as an exact decimal.'),
    },
  },
  {
    table: 'tax_due', file: 'tax-due', says: 'From which day on tax falls due when invoiced or when paid; of several for one day the last one holds. None: always when invoiced.', key: null, order: 'rid',
    columns: {
      rid: RID,
      valid_from: text('validFrom', 'First day (YYYY-MM-DD); the day of issue picks the way.'),
      due: text('due', 'invoiced or paid.'),
      audit_seq: RECORD,
      at: text('at', 'When it was chosen (UTC).'),
      by: text('by', 'Who chose it.'),
    },
  },
  {
    seeded: true, table: 'number_series', file: 'series', says: 'A series of document numbers.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      version: integer('version', MINUTES),
      kind: text('kind', 'Kind of document it numbers.'),
      name: text('name', 'What the series is called.'),
      pattern: text('pattern', 'How a number is made: {YYYY}, {YY}, {MM}, {FY} and zeros for the counter.'),
      rules: text('rules', 'plain, or india (Rule 46: at most 16 characters).'),
      is_default: flag('isDefault', 'Used where no other is chosen.'),
      archived: flag('archived', 'No longer offered.'),
      device_id: text('device', 'Identity of the computer that numbers with it (setting "device").'),
    },
  },
  {
    table: 'series_counter', file: 'counters', says: 'How far a series has counted in a period.', key: null, order: 'series_rid, period',
    columns: {
      series_rid: ref('number_series', 'series', 'The series (id in series.jsonl).'),
      period: text('period', 'The period the counter belongs to, as the pattern writes it; empty when it never starts again.'),
      next: integer('next', 'The number that is given out next.'),
      taken: integer('taken', 'The highest number given out; 0 for none.'),
      last_date: text('lastDate', 'Date of the newest document of the period; null for none.'),
    },
  },
];
