// Discounts and charges on the whole invoice: percent or amount, before or after tax, with the reason that is printed.
import { Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { readAdjustment, showAdjustment } from './adjustText.ts';
import { useDoc, useEditor } from './context.ts';
import { addAdjustment, type EditorAdjustment, patchAdjustment, removeAdjustment } from './draftDoc.ts';
import { FieldNotes } from './FieldNotes.tsx';
import type { FieldId } from './fields.ts';
import { enterNext } from './HeadFields.tsx';
import { NumberCell } from './NumberCell.tsx';
import { numbers } from './numbers.ts';
import { useFieldNotes } from './useFieldNotes.ts';
import classes from './editor.module.css';

export function AdjustmentRows() {
  const t = useT();
  const editor = useEditor();
  const adjustments = useDoc((doc) => doc.adjustments);
  const add = (kind: 'allowance' | 'charge') => {
    editor.edit(null, (doc) => addAdjustment(doc, kind));
    const last = editor.store.getState().history.now.adjustments.at(-1);
    if (last) editor.wish(`adjustment:${last.key}`);
  };
  return (
    <div className={classes.adjustments} onKeyDown={enterNext}>
      {adjustments.map((adjustment) => (
        <AdjustmentRow key={adjustment.key} adjustment={adjustment} />
      ))}
      <div className={classes.addBar}>
        <button type="button" className="link small" onClick={() => add('allowance')}>{t('editor.addDiscount')}</button>
        <button type="button" className="link small" onClick={() => add('charge')}>{t('editor.addCharge')}</button>
      </div>
    </div>
  );
}

function AdjustmentRow({ adjustment }: { adjustment: EditorAdjustment }) {
  const t = useT();
  const editor = useEditor();
  const currency = useDoc((doc) => doc.currency);
  const field: FieldId = `adjustment:${adjustment.key}`;
  const { bad, describedBy } = useFieldNotes(field);
  const { key, kind, percent, amount, reason } = adjustment;
  const patch = (label: string | null, change: Parameters<typeof patchAdjustment>[2]) => editor.edit(label, (doc) => patchAdjustment(doc, key, change));
  const setText = (text: string) => {
    const read = readAdjustment(text.replace(/^[+\-−]/u, ''), currency, numbers, undefined);
    patch(field, read ? { percent: read.percent, amount: read.amount, typed: null } : { percent: null, amount: null, typed: text });
  };
  const remove = () => {
    editor.edit(null, (doc) => removeAdjustment(doc, key));
    editor.wish('note');
  };
  const name = t(kind === 'charge' ? 'editor.charge' : 'editor.discount');
  return (
    <div role="group" aria-label={name} onKeyDown={(event) => {
      if (event.altKey && (event.key === 'Delete' || event.key === 'Backspace')) {
        event.preventDefault();
        remove();
      }
    }}>
      <div className={classes.adjustment}>
        <span className={classes.adjustmentName}>{name}</span>
        <NumberCell
          className={classes.boxed} aria-label={t('editor.adjustmentValue', { name })} data-field={field} aria-invalid={bad || undefined} aria-describedby={describedBy} placeholder={t('editor.adjustmentPlaceholder')}
          shown={adjustment.typed ?? showAdjustment({ kind: 'allowance', percent, amount, reason }, currency, numbers)} maxLength={30} onText={setText}
        />
        <TextInput
          aria-label={t('editor.adjustmentReason')} placeholder={t(kind === 'charge' ? 'editor.reasonCharge' : 'editor.reasonDiscount')} value={reason} maxLength={100} data-field={`${field}:reason`}
          onChange={(event) => patch(`${field}:reason`, { reason: event.currentTarget.value })}
        />
        {kind === 'allowance' ? (
          <Select
            aria-label={t('editor.beforeAfter')} value={adjustment.afterTax ? 'after' : 'before'}
            data={[{ value: 'before', label: t('editor.beforeTax') }, { value: 'after', label: t('editor.afterTax') }]}
            onChange={(value) => patch(null, { afterTax: value === 'after' })}
          />
        ) : (
          <span className={classes.adjustmentName}>{t('editor.beforeTax')}</span>
        )}
        <Button kind="quiet" iconOnly aria-label={t('editor.removeAdjustment', { name })} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={remove} />
      </div>
      <FieldNotes field={field} />
    </div>
  );
}
