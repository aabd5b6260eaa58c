// Beside an issued document: what the customer said, what comes next, and what belongs together with it. Shown by Document.tsx.
import { IconArrowRight, IconBan, IconCheck, IconRefresh, IconX, type Icon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { DocumentLife, DocumentLink } from '../../contract/documents.ts';
import type { InvoiceView } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import type { DraftKind } from '../../domain/lifecycle.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { ConvertPanel } from './ConvertPanel.tsx';
import { ReissuePanel } from './ReissuePanel.tsx';
import { type Answer, answer } from './useLife.ts';
import classes from './document.module.css';

export interface LifeProps {
  invoice: InvoiceView;
  life: DocumentLife;
  today: string;
  /** Something of it may still be credited. */
  creditable: boolean;
}

/** Which of the two panels is open, if any. */
type Open = { kind: 'convert'; to: DraftKind } | { kind: 'reissue' } | null;

export function Life({ invoice, life, today, creditable }: LifeProps) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  if (open?.kind === 'convert') return <ConvertPanel key={open.to} invoice={invoice} to={open.to} today={today} onClose={close} />;
  if (open?.kind === 'reissue') return <ReissuePanel invoice={invoice} today={today} onClose={close} />;
  return (
    <>
      <Answers invoice={invoice} life={life} today={today} />
      <Next invoice={invoice} life={life} today={today} onOpen={setOpen} creditable={creditable} />
      <Links life={life} />
    </>
  );
}

const ANSWERS: Readonly<Record<Exclude<Answer, 'cancel'>, Icon>> = { accept: IconCheck, decline: IconX, reopen: IconRefresh };

function Answers({ invoice, life, today }: Omit<LifeProps, 'creditable'>) {
  const t = useT();
  const may = useMay('document.answer');
  const answers = life.actions.filter((action) => action !== 'cancel');
  if (!may || answers.length === 0) return null;
  return (
    <section aria-label={t('papers.answer')}>
      <h2>{t('papers.answer')}</h2>
      <div className={classes.acts}>
        {answers.map((action) => {
          const Shown = ANSWERS[action];
          return (
            <Button
              key={action} icon={<Shown size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => void answer(invoice.id, invoice.snapshot.number, action, today)}
            >
              {t(`papers.act.${action}`)}
            </Button>
          );
        })}
      </div>
    </section>
  );
}

function Next({ invoice, life, today, creditable, onOpen }: LifeProps & { onOpen: (open: Open) => void }) {
  const t = useT();
  const may = useMay('draft.write');
  const mayCancel = useMay('document.answer') && life.actions.includes('cancel');
  const conversions = may ? life.conversions : [];
  const reissue = may && creditable;
  if (conversions.length === 0 && !reissue && !mayCancel) return null;
  return (
    <section aria-label={t('papers.next')}>
      <h2>{t('papers.next')}</h2>
      <ul className={classes.next}>
        {conversions.toSorted(byUse).map((to) => (
          <li key={to}>
            <button type="button" className="link" onClick={() => onOpen({ kind: 'convert', to })}>
              <IconArrowRight size={16} stroke={1.75} aria-hidden="true" className={classes.mirror} /> {t(`kinds.${to}.make`)}
            </button>
          </li>
        ))}
        {reissue && (
          <li>
            <button type="button" className="link" onClick={() => onOpen({ kind: 'reissue' })}>
              <IconRefresh size={16} stroke={1.75} aria-hidden="true" /> {t('papers.reissue.open')}
            </button>
          </li>
        )}
        {mayCancel && (
          <li>
            <button type="button" className="link" onClick={() => void answer(invoice.id, invoice.snapshot.number, 'cancel', today)}>
              <IconBan size={16} stroke={1.75} aria-hidden="true" /> {t('papers.act.cancel')}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

/** What people make most often first. */
const OFTEN: readonly DraftKind[] = ['invoice', 'order-confirmation', 'delivery-note', 'deposit-invoice', 'final-invoice', 'pro-forma'];
function byUse(a: DraftKind, b: DraftKind): number {
  return OFTEN.indexOf(a) - OFTEN.indexOf(b);
}

function Links({ life }: { life: DocumentLife }) {
  const t = useT();
  const { origin, made, drafts, deposits, finals } = life;
  // What a final invoice takes off was mostly made from the same order: named once.
  const shown = made.filter(({ id }) => !finals.some((final) => final.id === id));
  if (origin === null && shown.length === 0 && drafts.length === 0 && deposits.length === 0 && finals.length === 0) return null;
  return (
    <section aria-label={t('papers.links')}>
      <h2>{t('papers.links')}</h2>
      <dl className={classes.links}>
        {origin && <Group name={t('papers.from')}><To link={origin} /></Group>}
        {deposits.length > 0 && <Group name={t('papers.takesOff')}>{deposits.map((link) => <To key={link.id} link={link} />)}</Group>}
        {finals.length > 0 && <Group name={t('papers.takenOffBy')}>{finals.map((link) => <To key={link.id} link={link} />)}</Group>}
        {shown.length > 0 && <Group name={t('papers.made')}>{shown.map((link) => <To key={link.id} link={link} />)}</Group>}
        {drafts.length > 0 && (
          <Group name={t('papers.draft')}>
            {drafts.map(({ id, title }) => <button key={id} type="button" className="link" onClick={() => go({ screen: 'editor', draftId: id })}>{t(`kinds.${title}.draft`)}</button>)}
          </Group>
        )}
      </dl>
    </section>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function To({ link: { id, title, number, issueDate } }: { link: DocumentLink }) {
  const t = useT();
  return (
    <span>
      <button type="button" className="link" onClick={() => go({ screen: 'invoice', id })}>{number}</button>
      <span className={classes.by}>{t(`kinds.${title}.one`)}, {formatDay(issueDate, language())}</span>
    </span>
  );
}
