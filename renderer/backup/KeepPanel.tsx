// What is kept on a place: the rule, the list of what it would remove now, and the agreement without which nothing is ever removed.
import { NumberInput } from '@mantine/core';
import { IconCheck, IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupSettings, BackupTarget } from '../../contract/backup.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { sizeText } from '../exports/sizeText.ts';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { refreshBackups } from './backupStore.ts';
import { faultDo, faultWhat } from './faultText.ts';
import classes from './backup.module.css';

const PARTS = ['last', 'daily', 'weekly', 'monthly', 'yearly'] as const;

export function KeepPanel({ target, settings, manage, onClose }: { target: BackupTarget; settings: BackupSettings; manage: boolean; onClose: () => void }) {
  const t = useT();
  const [keep, setKeep] = useState(settings.keep);
  const [problem, setProblem] = useState<string | null>(null);
  const list = useLoad(() => call(api().backup.keepList({ id: target.id })), `${target.id}${JSON.stringify(settings.keep)}${target.last?.id ?? ''}`);
  const changed = PARTS.some((part) => keep[part] !== settings.keep[part]);
  const act = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await work();
      setProblem(null);
      toast({ text: done });
      await refreshBackups();
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  const rows = list.value?.rows ?? [];
  const drops = rows.filter((row) => !row.keep).length;
  return (
    <section className={`card ${classes.keepPart}`} aria-labelledby="keep-title">
      <div className="row"><h2 id="keep-title" className="grow">{t('backup.keep.title', { label: target.label })}</h2><Button size="dense" onClick={onClose}>{t('common.close')}</Button></div>
      <p className="q2">{t('backup.keep.text')}</p>
      <form className={classes.policy} onSubmit={(event) => { event.preventDefault(); void act(() => call(api().backup.settings({ ...settings, keep })), t('backup.when.saved')); }}>
        {PARTS.map((part) => (
          <NumberInput key={part} label={t(`backup.keep.${part}`)} value={keep[part]} min={part === 'last' ? 2 : 0} max={part === 'last' ? 99 : 999} allowDecimal={false} allowNegative={false} clampBehavior="strict" disabled={!manage} onChange={(value) => setKeep({ ...keep, [part]: Math.max(part === 'last' ? 2 : 0, Number(value) || 0) })} />
        ))}
        {manage && changed && <Button type="submit">{t('backup.keep.save')}</Button>}
      </form>
      {list.loading && <p className="q2" role="status">{t('backup.keep.reading')}</p>}
      {list.error !== null && <Problem alert>{sentence(list.error)}</Problem>}
      {list.value !== null && list.value.code !== '' && <Hint>{faultWhat(list.value.code)} {faultDo(list.value.code)}</Hint>}
      {list.value !== null && list.value.code === '' && (
        <>
          <p className="m" role="status">{rows.length === 0 ? t('backup.keep.empty') : drops === 0 ? t('backup.keep.nothing') : t('backup.keep.drops', { count: drops, all: rows.length })}</p>
          {rows.length > 0 && (
            <div className={classes.keepList} tabIndex={0} role="region" aria-label={t('backup.keep.list')}>
              <table>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.name}>
                      <td className="num">{momentText(row.at)}</td>
                      <td className={row.keep ? 'good' : 'warn'}><span className="row g4">{row.keep ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : <IconEraser size={14} stroke={2} aria-hidden="true" />}{t(row.keep ? 'backup.keep.keepWord' : 'backup.keep.dropWord')}</span></td>
                      <td className="n num q2">{sizeText(row.bytes)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      {problem !== null && <Problem alert>{problem}</Problem>}
      <div className="row">
        <span className="small q2 grow">{t(target.keepAgreed ? 'backup.keep.agreed' : 'backup.keep.notYet')}</span>
        {manage && !target.keepAgreed && list.value !== null && list.value.code === '' && <Button kind="primary" aria-disabled={changed || undefined} onClick={() => void act(() => call(api().backup.keepAgree({ id: target.id })), t('backup.keep.agreedToast', { label: target.label }))}>{t('backup.keep.agree')}</Button>}
      </div>
    </section>
  );
}
