// One customer: what they were invoiced, their documents, how to reach them; changed in place.
import { IconArchive, IconArchiveOff, IconCash, IconFileInvoice, IconPencil, IconPlus, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import type { Customer as CustomerData } from '../../contract/customers.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { back, go } from '../app/navigate.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { openStatement } from '../reports/openStatement.ts';
import { useBooks } from '../editor/books.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { ReminderPart } from '../reminders/ReminderPart.tsx';
import { firstAsk } from '../reports/catalogue.ts';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Balance } from '../payments/Balance.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { archiveCustomer } from './archive.ts';
import { CustomerDocuments } from './CustomerDocuments.tsx';
import { CustomerForm } from './CustomerForm.tsx';
import { draftOf } from './customerDraft.ts';
import { Details } from './Details.tsx';
import { Erased, PersonalData } from './PersonalData.tsx';
import classes from './customers.module.css';

type Loaded = Output<'customers.get'>;

export default function Customer({ id }: { id: string }) {
  const t = useT();
  const loaded = useLoad(() => call(api().customers.get({ id })), id);
  const [editing, setEditing] = useState(false);
  useChanged(['customers', 'invoices', 'drafts'], loaded.reload);
  const pay = () => go({ screen: 'recordPayment', customerId: id });
  const { value, error } = loaded;
  const erased = value?.erased === true;
  const [mayWrite, mayChange, mayPay, mayReport] = [useMay('draft.write'), useMay('customer.write'), useMay('payment.write'), useMay('report.read')];
  useShortcut('e', () => setEditing(true), { enabled: !editing && !erased && mayChange });
  useShortcut('p', pay, { enabled: !editing && !erased && mayPay });
  const crumb = <button type="button" className="link" onClick={() => go({ screen: 'customers' })}>{t('customers.crumb')}</button>;
  if (!value) {
    return (
      <Screen title={t('customers.one')} crumb={crumb}>
        {error && (
          <div className={classes.form}>
            <Problem alert>{sentence(error)}</Problem>
            <Button onClick={back}>{t('common.back')}</Button>
          </div>
        )}
      </Screen>
    );
  }
  const { customer } = value;
  return (
    <Screen
      title={customer.name} crumb={crumb} beside={erased ? <Chip kind="draft" icon={IconUserX}>{t('erasure.erased')}</Chip> : customer.archived && <Chip kind="draft" icon={IconArchive}>{t('customers.away')}</Chip>}
      actions={erased ? mayReport && <Button icon={<IconFileInvoice size={16} stroke={1.75} aria-hidden="true" />} onClick={() => openStatement(id)}>{t('reports.statement')}</Button> : (
        <>
          {mayChange && <Button icon={customer.archived ? <IconArchiveOff size={16} stroke={1.75} aria-hidden="true" /> : <IconArchive size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void archiveCustomer(id, customer.name, !customer.archived)}>
            {t(customer.archived ? 'customers.bringBack' : 'customers.putAway')}
          </Button>}
          {mayReport && <Button icon={<IconFileInvoice size={16} stroke={1.75} aria-hidden="true" />} onClick={() => openStatement(id)}>{t('reports.statement')}</Button>}
          {mayPay && <Button icon={<IconCash size={16} stroke={1.75} aria-hidden="true" />} onClick={pay}>{t('payments.record')}</Button>}
          {mayWrite && <Button kind="primary" keys="mod+n" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'editor', customerId: id })}>{t('common.newInvoice')}</Button>}
        </>
      )}
      keys={erased ? [{ keys: 'esc', does: t('document.backToList') }] : [{ keys: 'mod+n', does: t('customers.key.invoice') }, { keys: 'p', does: t('payments.record') }, { keys: 'e', does: t('customers.key.edit') }, { keys: 'esc', does: t('document.backToList') }]}
    >
      <div className={classes.page} data-editing={editing}>
        <Sums value={value} id={id} />
        <section className={`card ${classes.details}`} aria-label={t('customers.details')}>
          {erased ? <Erased id={id} /> : editing ? (
            <EditPanel customer={customer} onClose={() => setEditing(false)} />
          ) : (
            <>
              <div className={classes.detailsHead}>
                <h2>{t('customers.details')}</h2>
                {mayChange && <button type="button" className={`link ${classes.editLink}`} onClick={() => setEditing(true)}><IconPencil size={14} stroke={2} aria-hidden="true" /> {t('customers.edit')}</button>}
              </div>
              <Details customer={customer} />
              <ReminderPart target={{ kind: 'customer', id }} />
              <PersonalData id={id} name={customer.name} />
            </>
          )}
        </section>
        <CustomerDocuments id={id} closed={erased} />
      </div>
    </Screen>
  );
}

function EditPanel({ customer, onClose }: { customer: CustomerData; onClose: () => void }) {
  const t = useT();
  return (
    <>
      <div className={classes.detailsHead}><h2>{t('customers.details')}</h2></div>
      <CustomerForm start={draftOf(customer)} existing={{ id: customer.id, version: customer.version }} autoFocus saveLabel={t('customers.saveChanges')} onSaved={onClose} onCancel={onClose} />
    </>
  );
}

/** A figure per currency, never added up across them. */
function Sums({ value, id }: { value: Loaded; id: string }) {
  const t = useT();
  return (
    <section className={`card ${classes.sums}`} aria-label={t('customers.invoiced')}>
      {value.invoiced.length === 0 && (
        <div>
          <span className="label">{t('customers.invoiced')}</span>
          <div className={`big q3 ${classes.none}`}>{t('customers.nothingYet')}</div>
        </div>
      )}
      {value.invoiced.map((sum) => (
        <div key={sum.currency}>
          <span className="label">{t('customers.invoicedIn', { currency: sum.currency })}</span>
          <div className="big amt">{moneyText(sum.amount, sum.currency)}</div>
          <span className="small q2">{t('editor.invoicesSoFar', { count: sum.count })}</span>
        </div>
      ))}
      <Balance customerId={id} />
      {value.invoiced.length > 0 && <StatementLink id={id} />}
      {value.drafts > 0 && (
        <div className={classes.draftsSum}>
          <span className="label">{t('invoices.tab.drafts')}</span>
          <div className="big">{value.drafts}</div>
          <button type="button" className="link small" onClick={() => go({ screen: 'invoices', tab: 'drafts' })}>{t('customers.showDrafts')}</button>
        </div>
      )}
    </section>
  );
}

/** The year so far, as the customer would get it; other dates are chosen there. */
function StatementLink({ id }: { id: string }) {
  const t = useT();
  const today = useToday();
  const fyStart = useBooks((s) => s.books?.business.fyStartMonth ?? 1);
  if (!useMay('report.read')) return null;
  return (
    <div className={classes.statement}>
      <button type="button" className="link small" onClick={() => go({ screen: 'report', report: 'statement', ask: { ...firstAsk('statement', today, fyStart), customerId: id } })}>{t('customers.statement')}</button>
    </div>
  );
}
