// "?": every key that works everywhere, in the editor and in lists, and the switch for single letters. Only the shell shows it.
import { Switch } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Floating } from '../ui/Floating.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useLetterKeys } from '../ui/useShortcut.ts';
import { switchLetterKeys } from './session.ts';
import classes from './KeySheet.module.css';

const SHEET: { title: string; keys: [keys: string, does: string][] }[] = [
  {
    title: 'keys.everywhere',
    keys: [['mod+k', 'keys.find'], ['mod+n', 'keys.newInvoice'], ['mod+l', 'keys.lock'], ['mod+b', 'keys.backUp'], ['mod+z', 'keys.undo'], ['esc', 'keys.back'], ['f6', 'keys.region'], ['?', 'keys.sheet']],
  },
  {
    title: 'keys.editor',
    keys: [['enter', 'keys.nextField'], ['tab', 'keys.nextCell'], ['alt+down', 'keys.moveLine'], ['alt+n', 'keys.newCustomer'], ['mod+enter', 'keys.issue']],
  },
  {
    title: 'keys.lists',
    keys: [['up/down', 'keys.move'], ['enter', 'keys.open'], ['space', 'keys.choose'], ['/', 'keys.filter'], ['mod+d', 'keys.duplicate']],
  },
];

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const letters = useLetterKeys((s) => s.on);
  return (
    <Floating open={open} onClose={onClose} label={t('keys.title')} width={760}>
      <div className={classes.head}>
        <h2 className="h20">{t('keys.title')}</h2>
        <Button kind="quiet" iconOnly aria-label={t('common.close')} icon={<IconX size={16} aria-hidden="true" />} onClick={onClose} data-autofocus="" />
      </div>
      <div className={classes.sheet}>
        {SHEET.map((part) => (
          <section key={part.title}>
            <h3 className="label">{t(part.title)}</h3>
            <dl>
              {part.keys.map(([keys, does]) => (
                <div key={keys}>
                  <dt>{keys === '/' ? <Kbd keys="/" /> : keys.split('/').map((one) => <Kbd key={one} keys={one} />)}</dt>
                  <dd>{t(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch className={classes.letters ?? ''} label={t('keys.letters')} checked={letters} onChange={(event) => void switchLetterKeys(event.currentTarget.checked)} />
    </Floating>
  );
}
