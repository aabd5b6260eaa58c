// One request on the Approvals screen: who asked for what and when, and the decision in place.
import { IconBan, IconCheck, IconClock, IconX, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApprovalView } from '../../contract/approvals.ts';
import { formatDay } from '../../domain/date.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip, type ChipKind } from '../ui/Chip.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { changeText } from './changeText.ts';
import classes from './Approvals.module.css';

const STATES: Record<ApprovalView['state'], { kind: ChipKind; icon: Icon }> = {
  waiting: { kind: 'due', icon: IconClock }, approved: { kind: 'paid', icon: IconCheck }, declined: { kind: 'late', icon: IconX },
  withdrawn: { kind: 'void', icon: IconBan }, stale: { kind: 'draft', icon: IconBan }, expired: { kind: 'draft', icon: IconClock },
};

export function Request({ row, mayDecide, currency }: { row: ApprovalView; mayDecide: boolean; currency: string }) {
  const t = useT();
  const { kind, icon } = STATES[row.state];
  const { document, amount, changes, reason } = row.about;
  return (
    <li className={classes.request}>
      <div className={classes.head}>
        <span className="grow">
          <span className="m">{t(`approvals.kind.${row.kind}`)}</span>
          <span className={`small q2 ${classes.block}`}>{t('approvals.asked', { name: row.requestedBy, when: momentText(row.requestedAt) })}{row.state === 'waiting' && ` · ${t('approvals.until', { when: formatDay(row.expiresAt.slice(0, 10), language()) })}`}</span>
        </span>
        <Chip kind={kind} icon={icon}>{t(`approvals.state.${row.state}`)}</Chip>
      </div>
      {document !== null && (
        <p>
          <button type="button" className="link" onClick={() => go({ screen: 'invoice', id: document.id })}>{document.number}</button> · {document.customer}
          {amount !== null && <> · <span className="num m">{moneyText(amount.amount, amount.currency)}</span></>}
        </p>
      )}
      {reason !== '' && <p className="q2">{t('approvals.reason', { reason })}</p>}
      {changes.length > 0 && (
        <dl className={classes.changes}>
          {changes.map((change) => {
            const { name, from, to } = changeText(row.kind, change, currency);
            return <div key={change.field}><dt>{name}</dt><dd><s className="q3">{from}</s><span className="sr"> {t('approvals.becomes')} </span><span className="m">{to}</span></dd></div>;
          })}
        </dl>
      )}
      {row.decidedBy !== null && row.decidedAt !== null && <p className="small q2">{t('approvals.decided', { name: row.decidedBy, when: momentText(row.decidedAt) })}{row.note !== '' && <> · <q>{row.note}</q></>}</p>}
      {row.state === 'stale' && <p className="small q2">{t('approvals.staleText')}</p>}
      {row.state === 'waiting' && row.mine && <Mine id={row.id} />}
      {row.state === 'waiting' && !row.mine && mayDecide && <Decide row={row} />}
    </li>
  );
}

function Mine({ id }: { id: string }) {
  const t = useT();
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <div className={classes.decide}>
      <span className="small q2 grow">{t('approvals.mine')}</span>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <Button size="dense" onClick={() => void call(api().approvals.withdraw({ id })).catch((refused: unknown) => setError(asApiError(refused)))}>{t('approvals.withdraw')}</Button>
    </div>
  );
}

function Decide({ row }: { row: ApprovalView }) {
  const t = useT();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const decide = async (act: 'approve' | 'decline') => {
    setBusy(true);
    try {
      await call(api().approvals[act]({ id: row.id, note }));
      toast({ text: t(act === 'approve' ? 'approvals.doneToast' : 'approvals.declinedToast') });
    } catch (refused) {
      setError(asApiError(refused));
    }
    setBusy(false);
  };
  return (
    <>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.decide}>
        <TextField className="grow" label={t('approvals.note')} help={t('approvals.noteHelp')} value={note} onChange={setNote} maxLength={500} />
        <Button busy={busy} onClick={() => void decide('decline')}>{t('approvals.decline')}</Button>
        <Button kind="primary" busy={busy} onClick={() => void decide('approve')}>{t(`approvals.approve.${row.kind}`)}</Button>
      </div>
    </>
  );
}
