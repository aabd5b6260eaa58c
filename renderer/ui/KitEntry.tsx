// Typing the Recovery Kit from paper: thirteen groups and the check. Look-alikes (O and 0, I and 1) are taken as meant; a whole pasted code spreads over the boxes.
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { normaliseCode } from '../../domain/recoveryKitCode.ts';
import { useT } from '../i18n/index.ts';
import classes from './KitEntry.module.css';

/** Thirteen groups of four and the check of two. */
export const KIT_BOXES = 14;
const CHECK = KIT_BOXES - 1;
export const lengthOfBox = (i: number) => (i === CHECK ? 2 : 4);
/** Signs that stand on no kit: Crockford's base 32 has no U. */
const NEVER = /[^0-9A-HJKMNP-TV-Z]/;

export function emptyKit(): string[] {
  return Array.from({ length: KIT_BOXES }, () => '');
}

/** The whole code, or null while boxes are missing something. */
export function kitText(boxes: readonly string[]): string | null {
  return boxes.every((box, i) => box.length === lengthOfBox(i) && !NEVER.test(box)) ? boxes.join('-') : null;
}

/** Spreads typed or pasted signs over the boxes from `from` on. */
export function spread(boxes: readonly string[], from: number, text: string): string[] {
  const next = [...boxes];
  let rest = normaliseCode(text);
  for (let i = from; i < KIT_BOXES && rest !== ''; i += 1) {
    next[i] = rest.slice(0, lengthOfBox(i));
    rest = rest.slice(lengthOfBox(i));
  }
  return next;
}

export interface KitEntryProps {
  boxes: string[];
  onChange: (boxes: string[]) => void;
  /** All boxes red: the code as a whole is not right. */
  bad?: boolean;
  disabled?: boolean;
}

export function KitEntry({ boxes, onChange, bad = false, disabled = false }: KitEntryProps) {
  const t = useT();
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const type = (i: number, text: string) => {
    const clean = normaliseCode(text);
    // Typing over a full box goes on in the next one; deleting stays here.
    const next = clean.length <= lengthOfBox(i) ? boxes.map((box, at) => (at === i ? clean : box)) : spread(boxes, i, clean);
    onChange(next);
    const grew = clean.length > (boxes[i] ?? '').length;
    if (grew && clean.length >= lengthOfBox(i)) {
      const over = Math.ceil((clean.length - lengthOfBox(i)) / 4);
      inputs.current[Math.min(CHECK, i + Math.max(1, over))]?.focus();
    }
  };
  const paste = (i: number, event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (normaliseCode(text).length <= lengthOfBox(i)) return;
    event.preventDefault();
    const next = spread(boxes, i, text);
    onChange(next);
    const open = next.findIndex((box, at) => box.length < lengthOfBox(at));
    inputs.current[open < 0 ? CHECK : open]?.focus();
  };
  const keys = (i: number, event: KeyboardEvent<HTMLInputElement>) => {
    const at = event.currentTarget.selectionStart;
    if ((event.key === 'Backspace' && event.currentTarget.value === '') || (event.key === 'ArrowLeft' && at === 0)) {
      if (i === 0) return;
      event.preventDefault();
      inputs.current[i - 1]?.focus();
    } else if (event.key === 'ArrowRight' && at === event.currentTarget.value.length && i < CHECK) {
      event.preventDefault();
      inputs.current[i + 1]?.focus();
    }
  };
  return (
    <div className={classes.grid} dir="ltr" role="group" aria-label={t('kit.groups')}>
      {boxes.map((box, i) => (
        <label key={i} className={`${classes.box} ${i === CHECK ? classes.check : ''} ${bad || NEVER.test(box) ? classes.bad : ''}`}>
          <small>{i === CHECK ? t('kit.check') : i + 1}</small>
          <input
            ref={(element) => { inputs.current[i] = element; }} value={box} disabled={disabled} autoComplete="off" autoCapitalize="characters" spellCheck={false} autoFocus={i === 0}
            aria-label={i === CHECK ? t('kit.check') : t('kit.group', { n: i + 1 })} aria-invalid={bad || NEVER.test(box) || undefined}
            onChange={(event) => type(i, event.currentTarget.value)} onPaste={(event) => paste(i, event)} onKeyDown={(event) => keys(i, event)}
          />
        </label>
      ))}
    </div>
  );
}
