// One line beside the list: everything the bank said, the proposals with their reasons, and what one can do. Bank.tsx only.
import { Radio } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { BankLineView, BankProposal } from '../../contract/bank.ts';
import { formatDay } from '../../domain/date.ts';
import { formatIban, ibanProblem } from '../../domain/iban.ts';
import { go } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { TextField } from '../ui/Field.tsx';
import { accept, setAside, undo } from './acts.ts';
import { LineRate } from './LineRate.tsx';
import { chipOf, reasonTexts } from './proposalText.ts';
import { sharesOfProposal } from './shares.ts';
import { SplitForm } from './SplitForm.tsx';
import classes from './bank.module.css';

export type PanelMode = 'look' | 'choose' | 'aside';
export interface LinePanelProps {
  line: BankLineView;
  mode: PanelMode;
  onMode: (mode: PanelMode) => void;
  /** Back to the list: the keys go on there. */
  onDone: () => void;
}

export function LinePanel({ line, mode, onMode, onDone }: LinePanelProps) {
  const t = useT();
  return (
    <aside className={`card ${classes.panel}`} aria-label={t('bank.lineName', { amount: moneyText(line.amount, line.currency), name: line.name === '' ? t('bank.noName') : line.name })} data-region="panel" tabIndex={-1}>
      <header className={classes.panelHead}>
        <div className={classes.two}>
          <h2 className="clip">{line.name === '' ? t('bank.noName') : line.name}</h2>
          <span className="small q2">{formatDay(line.date, language())}</span>
        </div>
        <span className={`h20 num nw`}>{moneyText(line.amount, line.currency)}</span>
      </header>
      <div className={classes.panelBody}>
        {mode === 'choose' && <SplitForm key={line.id} line={line} onDone={onDone} onCancel={() => onMode('look')} />}
        {mode === 'aside' && <AsideForm key={line.id} line={line} onDone={onDone} onCancel={() => onMode('look')} />}
        {mode === 'look' && line.state === 'todo' && <Choices key={line.id} line={line} onMode={onMode} onDone={onDone} />}
        {mode === 'look' && line.state !== 'todo' && <Settled line={line} onDone={onDone} />}
        <Facts line={line} />
        {line.history.length > 0 && <History line={line} />}
      </div>
    </aside>
  );
}

function Choices({ line, onMode, onDone }: { line: BankLineView; onMode: (mode: PanelMode) => void; onDone: () => void }) {
  const t = useT();
  const [chosen, setChosen] = useState(0);
  const [rate, setRate] = useState('');
  const [busy, setBusy] = useState(false);
  const proposal = line.proposals[chosen];
  const missing = line.needsRate && rate === '';
  const take = async (one: BankProposal) => {
    setBusy(true);
    const done = await accept(line, sharesOfProposal(line.amount, one), line.needsRate ? rate : null);
    setBusy(false);
    if (done) onDone();
  };
  return (
    <section className={classes.choices} aria-label={t('bank.proposal')}>
      {line.proposals.length === 0 && <p className="q2">{t(line.amount > 0 ? 'bank.noProposalText' : 'bank.moneyOutText')}</p>}
      {line.proposals.length > 0 && (
        <Radio.Group value={String(chosen)} onChange={(value) => setChosen(Number(value))} aria-label={t('bank.proposals')}>
          {line.proposals.map((one, i) => <ProposalCard key={one.parts.map(({ documentId }) => documentId).join(' ') + one.customerId} proposal={one} at={i} line={line} on={i === chosen} />)}
        </Radio.Group>
      )}
      {line.needsRate && line.amount > 0 && <LineRate line={line} rate={rate} onRate={setRate} />}
      <div className={classes.acts}>
        {proposal && <Button kind="primary" keys="a" busy={busy} aria-disabled={missing || undefined} onClick={() => void take(proposal)}>{t('bank.accept')}</Button>}
        {line.amount > 0 && <Button kind={proposal ? 'plain' : 'primary'} keys="c" onClick={() => onMode('choose')}>{t('bank.chooseOther')}</Button>}
        <Button keys="x" onClick={() => onMode('aside')}>{t('bank.setAside')}</Button>
      </div>
    </section>
  );
}

function ProposalCard({ proposal, at, line, on }: { proposal: BankProposal; at: number; line: BankLineView; on: boolean }) {
  const t = useT();
  const { kind, words } = chipOf(proposal.confidence);
  return (
    <label className={`${classes.proposal} ${on ? classes.on : ''}`}>
      <Radio value={String(at)} aria-label={`${[proposal, ...proposal.others].map(({ customer, parts }) => `${customer}: ${parts.map(({ number }) => number).join(', ')}`).join('; ')}, ${words}`} />
      <span className="grow">
        <span className={classes.proposalHead}><span className="m clip">{proposal.customer}</span><Chip kind={kind}>{words}</Chip></span>
        <Parts parts={proposal.parts} currency={line.currency} />
        {proposal.others.map((share) => (
          <Fragment key={share.customerId}>
            <span className={classes.proposalHead}><span className="m clip">{share.customer}</span></span>
            <Parts parts={share.parts} currency={line.currency} />
          </Fragment>
        ))}
        {proposal.others.length > 0 && <span className="small q2">{t('bank.onePaymentEach')}</span>}
        {proposal.unapplied > 0 && <span className={`${classes.part} q2`}><span>{t('bank.staysCredit')}</span><Amount minor={proposal.unapplied} currency={line.currency} show="none" /></span>}
        <ul className={classes.reasons}>
          {reasonTexts(proposal).map(({ text, against }) => <li key={text} className={against ? 'warn' : undefined}>{text}</li>)}
        </ul>
      </span>
    </label>
  );
}

function Parts({ parts, currency }: { parts: BankProposal['parts']; currency: string }) {
  const t = useT();
  return parts.map((part) => (
    <span key={part.documentId} className={classes.part}><span className="clip">{part.number}{part.rest === 'early' && <span className="q2 small"> {t('bank.withEarly')}</span>}</span><Amount minor={part.amount} currency={currency} show="none" /></span>
  ));
}

function AsideForm({ line, onDone, onCancel }: { line: BankLineView; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const [note, setNote] = useState('');
  const save = async () => {
    if (await setAside(line, note)) onDone();
  };
  return (
    <form
      className={classes.choices} aria-label={t('bank.setAside')}
      onSubmit={(event) => { event.preventDefault(); void save(); }}
      onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); onCancel(); } }}
    >
      <TextField autoFocus label={t('bank.asideWhy')} help={t('bank.asideHelp')} value={note} maxLength={300} onChange={setNote} />
      <div className={classes.acts}>
        <Button kind="primary" type="submit" keys="enter">{t('bank.setAside')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

function Settled({ line, onDone }: { line: BankLineView; onDone: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const booked = line.booked === null ? [] : [line.booked, ...line.booked.others];
  const back = async () => {
    setBusy(true);
    if (await undo(line)) onDone();
    setBusy(false);
  };
  return (
    <section className={classes.choices} aria-label={t(`bank.tab.${line.state}`)}>
      {booked.map(({ paymentId, number, customer, documents }) => (
        <p key={paymentId}><button type="button" className="link" onClick={() => go({ screen: 'payment', id: paymentId })}>{t('bank.bookedAs', { number, customer })}</button> <span className="m">{documents}</span></p>
      ))}
      {line.state === 'aside' && <p className="q2">{line.history[0]?.note === '' ? t('bank.asideText') : line.history[0]?.note}</p>}
      <div className={classes.acts}>
        <Button keys="u" busy={busy} onClick={() => void back()}>{t(booked.length > 1 ? 'bank.undoAll' : booked.length === 1 ? 'bank.undoBooked' : 'bank.undoAside')}</Button>
      </div>
      {line.booked !== null && <p className="small q2">{t(booked.length > 1 ? 'bank.undoAllText' : 'bank.undoText')}</p>}
    </section>
  );
}

function Facts({ line }: { line: BankLineView }) {
  const t = useT();
  const rows: [string, string][] = [
    ['text', line.text], ['structuredRef', line.structuredRef], ['endToEnd', line.endToEnd], ['iban', ibanProblem(line.iban) === null ? formatIban(line.iban) : line.iban], ['bankRef', line.bankRef],
    ['valueDate', line.valueDate === null || line.valueDate === line.date ? '' : formatDay(line.valueDate, language())], ['charges', line.charges === 0 ? '' : moneyText(line.charges, line.currency)], ['code', line.code],
    ['file', t('bank.fileRow', { file: line.statement.file, row: line.statement.row })],
  ];
  return (
    <dl className={classes.facts}>
      {line.reversal && <><dt>{t('bank.fact.reversal')}</dt><dd>{t('bank.reversalText')}</dd></>}
      {rows.filter(([, value]) => value !== '').map(([name, value]) => (
        <div key={name}><dt>{t(`bank.fact.${name}`)}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

function History({ line }: { line: BankLineView }) {
  const t = useT();
  return (
    <section className={classes.history}>
      <h3 className="label">{t('bank.history')}</h3>
      <ul>
        {line.history.map((event) => <li key={event.at + event.kind} className="small q2">{formatDay(event.at.slice(0, 10), language())} · {t(`bank.event.${event.kind}`, { by: event.by })}{event.note !== '' && ` · ${event.note}`}</li>)}
      </ul>
    </section>
  );
}
