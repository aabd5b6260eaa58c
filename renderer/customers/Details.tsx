// How to reach a customer and how they are invoiced, to read. The customer's page shows it until Edit is pressed.
import { Fragment, type ReactNode } from 'react';
import type { Customer } from '../../contract/customers.ts';
import { countryName } from '../../domain/country.ts';
import { currencyOf } from '../../domain/currency.ts';
import { decimalText } from '../ui/amountText.ts';
import { earlyTermsOf, type PaymentTerms } from '../../domain/date.ts';
import { addressLines } from '../../paper/address.ts';
import { useT } from '../i18n/index.ts';
import classes from './customers.module.css';

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** May break where an address has its joints, so that a long one is not torn inside a word. */
function breakable(text: string): ReactNode {
  if (!text.includes('@')) return text;
  return text.split(/(?<=@)|(?=[.@])/).map((part, i) => <Fragment key={i}>{i > 0 && <wbr />}{part}</Fragment>);
}

function lines(texts: readonly string[]): ReactNode {
  return texts.filter((text) => text !== '').map((text) => <div key={text}><bdi>{breakable(text)}</bdi></div>);
}

function termsText(t: ReturnType<typeof useT>, terms: PaymentTerms | null): string {
  if (terms === null) return t('customers.usualTerms');
  if (terms.kind === 'immediate') return t('customers.term.immediate');
  if (terms.kind === 'instalments') return t('terms.parts', { count: terms.count });
  const early = earlyTermsOf(terms);
  const days = t(`customers.termDays.${terms.kind}`, { count: terms.days });
  return early === null ? days : `${days}, ${t('terms.early', { percent: decimalText(early.percent), count: early.days })}`;
}

export function Details({ customer }: { customer: Customer }) {
  const t = useT();
  const country = customer.country === '' ? '' : (countryName(customer.country) ?? customer.country);
  const contact = [customer.contact, customer.email, customer.phone].filter((text) => text !== '');
  const address = [...addressLines(customer), country]; // as it stands on the invoice
  return (
    <>
      <dl className={classes.dl}>
        <Row label={t('customers.contact')}>{contact.length > 0 ? lines(contact) : <span className="q3">–</span>}</Row>
        <Row label={t('customers.address')}>{address.some((text) => text !== '') ? lines(address) : <span className="q3">–</span>}</Row>
        {customer.vatId !== '' && <Row label={t('customers.vatId')}><span className="num">{customer.vatId}</span></Row>}
        {customer.taxNumber !== '' && <Row label={t('customers.taxNumber')}><span className="num">{customer.taxNumber}</span></Row>}
        <Row label={t('customers.terms')}>{termsText(t, customer.terms)}</Row>
        <Row label={t('customers.currency')}>{customer.currency === null ? t('customers.usualCurrency') : `${customer.currency}, ${currencyOf(customer.currency).name}`}</Row>
        <Row label={t('customers.languageShort')}>{customer.language === null ? t('customers.usualLanguage') : t(`editor.lang.${customer.language}`)}</Row>
        {customer.code !== '' && <Row label={t('customers.codeShort')}><span className="num">{customer.code}</span></Row>}
      </dl>
      {customer.notes !== '' && (
        <div className={classes.part}>
          <h2>{t('customers.notes')}</h2>
          <p className={classes.notes}>{customer.notes}</p>
        </div>
      )}
    </>
  );
}
