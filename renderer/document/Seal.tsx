// The seal of an issued invoice, and "Prove it": main works it out anew from what is stored and compares. A claim is only shown when it was checked, with its date.
import { IconLock, IconLockCheck, IconLockExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import type { InvoiceView } from '../../contract/invoices.ts';
import { asksForMoney } from '../../domain/lifecycle.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../invoices/momentText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './document.module.css';

/** The beginning of a hash in groups people can compare: 7F3A 91C0 4D2E. */
export function sealGroups(hash: string, groups = 4): string {
  return (hash.toUpperCase().match(/.{4}/g) ?? []).slice(0, groups).join(' ');
}

export function Seal({ invoice }: { invoice: InvoiceView }) {
  const t = useT();
  const [proof, setProof] = useState<Output<'invoices.prove'> | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  async function prove(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      setProof(await call(api().invoices.prove({ id: invoice.id })));
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  }
  const state = proof === null ? 'sealed' : proof.intact ? 'intact' : 'broken';
  const Shown = { sealed: IconLock, intact: IconLockCheck, broken: IconLockExclamation }[state];
  const since = momentText(invoice.issuedAt);
  return (
    <section>
      <div className={`${classes.seal} ${state === 'broken' ? classes.broken : ''}`}>
        <span className={classes.disc}><Shown size={20} stroke={1.6} aria-hidden="true" /></span>
        <div className="grow" role="status">
          <div className="m">{t(state === 'intact' && proof?.erased != null ? 'document.seal.erased' : `document.seal.${state}`)}</div>
          <div className="small q2">{proof === null ? t('document.sealedSince', { since }) : t('document.checked', { since, when: momentText(proof.checkedAt) })}</div>
        </div>
        <Button size="dense" busy={busy} onClick={() => void prove()}>{t('document.prove')}</Button>
      </div>
      {error && <Problem alert>{sentence(error)}</Problem>}
      {state === 'broken' && <Problem alert>{t('document.brokenText')}</Problem>}
      <p className={classes.groups}>
        <span className="q2">{t('document.sealIs')}</span> <span className="code">{sealGroups(invoice.contentHash)}</span>
      </p>
      {invoice.erased === null && <p className={`small q2 ${classes.never}`}>{t(asksForMoney(invoice.snapshot.kind) ? 'document.never' : 'papers.never')}</p>}
    </section>
  );
}
