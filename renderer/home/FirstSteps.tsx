// Home before the first invoice: four steps that tick themselves off, each with its one next act.
import { IconCheck } from '@tabler/icons-react';
import type { Profile } from '../../contract/business.ts';
import type { HomeSummary } from '../../contract/invoices.ts';
import { go } from '../app/navigate.ts';
import { newInvoice } from '../app/newInvoice.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import classes from './Home.module.css';

/** What an invoice still lacks to look finished; empty when nothing. */
export function missingDetails(profile: Profile): string[] {
  const missing: string[] = [];
  if (profile.street === '' || profile.city === '') missing.push('address');
  if (profile.bank.iban === '' && profile.bank.other === '') missing.push('bank');
  if (profile.vatId === '' && profile.taxNumber === '') missing.push('taxId');
  return missing;
}

export function FirstSteps({ summary, profile }: { summary: HomeSummary; profile: Profile | null }) {
  const t = useT();
  const missing = profile === null ? [] : missingDetails(profile);
  const { customers, items, drafts } = summary.counts;
  const steps = [
    {
      key: 'customers', done: customers > 0, detail: customers > 0 ? t('home.first.customersDone', { count: customers }) : t('home.first.customersText'),
      acts: [{ words: t('home.first.import'), act: () => go({ screen: 'import', kind: 'customers' }) }, { words: t('home.first.type'), act: () => go({ screen: 'customers' }) }],
    },
    {
      key: 'items', done: items > 0, detail: items > 0 ? t('home.first.itemsDone', { count: items }) : t('home.first.itemsText'),
      acts: [{ words: t('home.first.import'), act: () => go({ screen: 'import', kind: 'items' }) }, { words: t('home.first.type'), act: () => go({ screen: 'items' }) }],
    },
    {
      key: 'details', done: profile !== null && missing.length === 0, detail: missing.length === 0 ? t('home.first.detailsDone') : t('home.first.detailsText', { list: missing.map((one) => t(`home.first.missing.${one}`)).join(', ') }),
      acts: [{ words: t('home.first.fill'), act: () => go({ screen: 'settings', tab: missing[0] === 'bank' ? 'bank' : 'business' }) }],
    },
    { key: 'invoice', done: false, detail: drafts > 0 ? t('home.first.invoiceDraft') : t('home.first.invoiceText'), acts: [] },
  ];
  const next = steps.findIndex((step) => !step.done);
  return (
    <section className={`card ${classes.first}`}>
      <h2 className="h20">{t('home.first.title')}</h2>
      <p className="q2">{t('home.first.lead')}</p>
      {customers + items + drafts === 0 && (
        <p className="small q2">{t('home.first.moving')} <button type="button" className="link" onClick={() => go({ screen: 'settings', tab: 'data' })}>{t('home.first.bringIn')}</button></p>
      )}
      <ol>
        {steps.map((step, i) => (
          <li key={step.key} className={step.done ? classes.done : i === next ? classes.next : undefined}>
            <b aria-hidden="true">{step.done ? <IconCheck size={14} stroke={2} /> : i + 1}</b>
            <div className="grow">
              <h3>{t(`home.first.${step.key}`)}{step.done && <span className="sr"> {t('common.done')}</span>}</h3>
              <p className="q2">{step.detail}</p>
              {step.key === 'invoice' ? (
                <div className={classes.acts}><Button keys="mod+n" onClick={newInvoice}>{t('common.newInvoice')}</Button></div>
              ) : (
                !step.done && <div className={classes.acts}>{step.acts.map((one) => <Button key={one.words} onClick={one.act}>{one.words}</Button>)}</div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
