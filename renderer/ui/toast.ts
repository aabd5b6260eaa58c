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
  /** The same id replaces the message. */
  id?: string;
}

/** Long enough to read and to reach "Undo" by keyboard. */
const STAY = 8000;
const shown = new Map<string, (() => void) | undefined>();

/** Shows a message and gives its id. */
export function toast(options: ToastOptions): string {
  const { text, detail, kind = 'done', undo, acts = [], id = crypto.randomUUID() } = options;
  const stay = options.stay ?? (kind === 'problem' ? false : STAY);
  const all: ToastAct[] = undo ? [...acts, { label: t('common.undo'), act: undo, keys: 'mod+z' }] : acts;
  const closing = all.map((one) => ({ ...one, act: () => { untoast(id); one.act(); } }));
  const data = {
    id, autoClose: stay, withBorder: false, withCloseButton: stay === false || all.length === 0,
    closeButtonProps: { 'aria-label': t('common.close') }, onClose: () => shown.delete(id),
    classNames: { root: classes.toast ?? '', body: classes.body ?? '', closeButton: classes.close ?? '' },
    message: createElement(ToastLine, { kind, text, detail, acts: closing }),
  };
  if (shown.has(id)) notifications.update(data);
  else notifications.show(data);
  shown.set(id, undo);
  return id;
}

/** Takes a message away. */
export function untoast(id: string): void {
  shown.delete(id);
  notifications.hide(id);
}

/** Ctrl+Z outside fields: takes back the newest act whose message is still there. True when there was one. */
export function undoLast(): boolean {
  const newest = [...shown].findLast(([, undo]) => undo !== undefined);
  if (newest?.[1] === undefined) return false;
  untoast(newest[0]);
  newest[1]();
  return true;
}

onReset(() => {
  shown.clear();
  notifications.clean();
});
