// Settings: where customers pay to. The IBAN is checked while typing; a wrong one is said, never refused.
import { bicProblem, formatIban, ibanProblem } from '../../domain/iban.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { NoteField, TextField } from '../ui/Field.tsx';
import { Part } from './Part.tsx';
import { editProfile, type ProfileDraft } from './profileStore.ts';
import { useProblem } from './useProblem.ts';
import classes from './Settings.module.css';

export function BankTab({ draft }: { draft: ProfileDraft }) {
  const t = useT();
  const problem = useProblem();
  const { bank } = draft;
  const edit = (change: Partial<ProfileDraft['bank']>) => editProfile({ bank: { ...bank, ...change } });
  const iban = bank.iban === '' ? null : ibanProblem(bank.iban);
  const bic = bank.bic === '' ? null : bicProblem(bank.bic);
  return (
    <Part title={t('settings.bank.title')} text={t('settings.bank.text')}>
      <TextField label={t('settings.bank.holder')} value={bank.holder} onChange={(holder) => edit({ holder })} problem={problem('bank.holder')} placeholder={draft.legalName || draft.name} className={classes.wide ?? ''} maxLength={120} />
      <TextField
        label={t('settings.bank.iban')} value={bank.iban} onChange={(text) => edit({ iban: text })} problem={problem('bank.iban')} hint={fieldSentence(iban === null ? undefined : { code: iban })} maxLength={42}
        onBlur={() => iban === null && bank.iban !== '' && formatIban(bank.iban) !== bank.iban && edit({ iban: formatIban(bank.iban) })} className={classes.ltr ?? ''}
      />
      <TextField label={t('settings.bank.bic')} value={bank.bic} onChange={(text) => edit({ bic: text })} problem={problem('bank.bic')} hint={fieldSentence(bic === null ? undefined : { code: bic })} maxLength={14} className={classes.ltr ?? ''} />
      <NoteField label={t('settings.bank.other')} help={t('settings.bank.otherHelp')} value={bank.other} onChange={(other) => edit({ other })} problem={problem('bank.other')} autosize minRows={2} maxLength={300} className={classes.wide ?? ''} />
    </Part>
  );
}
