// A backup of an older Recovery Kit opens with that sheet only: its groups are typed here, for this one backup.
import { type FormEvent, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { emptyKit, KitEntry, kitText } from '../ui/KitEntry.tsx';
import classes from './restore.module.css';

export function OlderKit({ serial, bad, busy, onOpen, onBack }: { serial: string; bad: boolean; busy: boolean; onOpen: (kit: string) => void; onBack: () => void }) {
  const t = useT();
  const [boxes, setBoxes] = useState(emptyKit);
  const text = kitText(boxes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== null && !busy) onOpen(text);
  };
  return (
    <form className={classes.older} onSubmit={submit} noValidate>
      <h2>{t('restore.olderKit', { serial })}</h2>
      <p className="q2">{t('restore.olderKitText')}</p>
      <KitEntry boxes={boxes} onChange={setBoxes} bad={bad} />
      <div className={classes.acts}>
        <Button onClick={onBack}>{t('common.back')}</Button>
        <Button type="submit" kind="primary" busy={busy} aria-disabled={text === null || undefined}>{t('restore.lookInside')}</Button>
      </div>
    </form>
  );
}
