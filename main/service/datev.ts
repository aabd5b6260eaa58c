// What datev.get and datev.save of the wall do: the accountant's numbers, and where the revenue of each tax rate is booked. Called by the IPC router, the export and tests.
import { datevSettings } from '../../contract/datev.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { type DatevSettings, isAccount, isClient, isConsultant, isDebtor, isKey, presetAccount } from '../../domain/datev.ts';
import { changesIn } from '../audit/changes.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { allTaxes } from '../repo/taxes.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { refuseField } from './problems.ts';

const KEY = 'datev';
const FIRST: DatevSettings = { chart: '03', consultant: '', client: '', accountLength: 4, debtor: '10000', debtorByCode: true, rows: [] };

/** As saved, with every rate there is; a rate nobody has looked at yet gets the usual account of the chart. */
export function datevGet(ctx: Ctx): Output<'datev.get'> {
  return readTogether(ctx, () => {
    const stored = readSetting(ctx.db, KEY, datevSettings);
    const { rows: known, ...settings } = stored ?? FIRST;
    const rows = allTaxes(ctx.db).filter(({ withholding }) => !withholding).flatMap(({ id: taxId, name, category, archived, versions }) =>
      versions.map(({ rate }) => {
        const row = known.find((one) => one.taxId === taxId && one.rate === rate);
        return { taxId, rate, name, category, archived, account: row?.account ?? presetAccount(settings.chart, category, rate, settings.accountLength), key: row?.key ?? '' };
      }),
    );
    // two versions of one rate are one row
    return { ...settings, rows: rows.filter((row, i) => rows.findIndex((one) => one.taxId === row.taxId && one.rate === row.rate) === i), saved: stored !== undefined };
  });
}

/** INVALID_INPUT names the field. Empty numbers may be saved; an export then asks for them. */
export function datevSave(ctx: Ctx, input: Parsed<'datev.save'>): Output<'datev.save'> {
  const { consultant, client, accountLength, debtor, rows } = input;
  if (consultant !== '' && !isConsultant(consultant)) refuseField('consultant', 'DATEV_CONSULTANT');
  if (client !== '' && !isClient(client)) refuseField('client', 'DATEV_CLIENT');
  if (!isDebtor(debtor, accountLength)) refuseField('debtor', 'DATEV_DEBTOR', { digits: accountLength + 1 });
  rows.forEach(({ account, key }, i) => {
    if (account !== '' && !isAccount(account, accountLength)) refuseField(`rows.${i}.account`, 'DATEV_ACCOUNT', { digits: accountLength });
    if (!isKey(key)) refuseField(`rows.${i}.key`, 'DATEV_KEY');
  });
  return transact(ctx, () => {
    const before = readSetting(ctx.db, KEY, datevSettings);
    writeSetting(ctx.db, KEY, input);
    audit(ctx, 'settings.datev', 'settings', null, changesIn(before ?? FIRST, input));
    return {};
  });
}
