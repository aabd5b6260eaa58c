// A short message above the foot: what was done, and the way to take it back. Any screen may call toast().
import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { onReset } from '../app/stores.ts';
import { t } from '../i18n/index.ts';
import { type ToastAct, type ToastKind, ToastLine } from './ToastLine.tsx';
import classes from './toast.module.css';

export interface ToastOptions {
  text: string;
  /** Second, quieter line. */
  detail?: string | undefined;
  kind?: ToastKind;
  /** Takes back what was just done; also on Ctrl+Z while the message is there. */
  undo?: () => void;
  acts?: ToastAct[];
  /** Milliseconds, or false: stays until closed. Problems stay. */
  stay?: number | false;
  /** The same id replaces the message, so that ten invoices in a row leave one line and not ten. */
  id?: string;
}
interface Shown {
  /** What the list of messages calls it: new for every drawing, so that a replaced message gets its full time again. */
  drawn: string;
  words: string;
  undo: (() => void) | undefined;
  stays: boolean;
}

/** Long enough to read and to reach "Undo" by keyboard. */
const STAY = 8000;
/** More at once nobody reads; what is waiting would come when it is no longer news. */
const MOST = 3;
const shown = new Map<string, Shown>();
let serial = 0;

/** Shows a message and gives its id. The same words are never there twice, and the oldest goes when there are too many. */
export function toast(options: ToastOptions): string {
  const { text, detail, kind = 'done', undo, acts = [] } = options;
  const words = `${text}\n${detail ?? ''}`;
  const id = options.id ?? said(words) ?? crypto.randomUUID();
  const stay = options.stay ?? (kind === 'problem' ? false : STAY);
  const all: ToastAct[] = undo ? [...acts, { label: t('common.undo'), act: undo, keys: 'mod+z' }] : acts;
  const closing = all.map((one) => ({ ...one, act: () => { untoast(id); one.act(); } }));
  untoast(id);
  makeRoom();
  serial += 1;
  const drawn = `${id} ${serial}`;
  shown.set(id, { drawn, words, undo, stays: stay === false });
  notifications.show({
    id: drawn, autoClose: stay, withBorder: false, withCloseButton: stay === false || all.length === 0,
    closeButtonProps: { 'aria-label': t('common.close') }, onClose: () => { if (shown.get(id)?.drawn === drawn) shown.delete(id); },
    classNames: { root: classes.toast ?? '', body: classes.body ?? '', closeButton: classes.close ?? '' },
    message: createElement(ToastLine, { kind, text, detail, acts: closing }),
  });
  return id;
}

/** The message with these words that has nothing to take back. */
function said(words: string): string | undefined {
  return [...shown].find(([, one]) => one.words === words && one.undo === undefined)?.[0];
}

/** Takes away the oldest message that would go by itself; a problem only when there is nothing else. */
function makeRoom(): void {
  while (shown.size >= MOST) {
    const oldest = [...shown].find(([, one]) => !one.stays) ?? [...shown][0];
    if (oldest === undefined) return;
    untoast(oldest[0]);
  }
}

/** Takes a message away. */
export function untoast(id: string): void {
  const one = shown.get(id);
  if (one === undefined) return;
  shown.delete(id);
  notifications.hide(one.drawn);
}

/** Ctrl+Z outside fields: takes back the newest act whose message is still there. True when there was one. */
export function undoLast(): boolean {
  const newest = [...shown].findLast(([, one]) => one.undo !== undefined);
  if (newest?.[1].undo === undefined) return false;
  untoast(newest[0]);
  newest[1].undo();
  return true;
}

onReset(() => {
  shown.clear();
  notifications.clean();
});
