// Beside a draft or an issued document: the internal note and the files. Neither is ever printed. Document page and editor show it.
import { IconDownload, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attachment } from '../../contract/asides.ts';
import type { Output } from '../../contract/index.ts';
import { api, asApiError, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { told } from '../invoices/acts.ts';
import { momentText } from '../invoices/momentText.ts';
import { Button } from '../ui/Button.tsx';
import { NoteField } from '../ui/Field.tsx';
import { toast } from '../ui/toast.ts';
import classes from './asides.module.css';

type Beside = Output<'asides.get'>;

export function Asides({ documentId }: { documentId: string }) {
  const t = useT();
  const beside = useLoad(() => call(api().asides.get({ documentId })), documentId);
  useChanged(['asides'], beside.reload);
  const may = useMay('document.aside');
  const { value } = beside;
  if (value === null || (!may && value.note === null && value.attachments.length === 0)) return null;
  return (
    <section aria-label={t('asides.title')}>
      <h2>{t('asides.title')}</h2>
      {may ? <Note key={value.note?.at ?? ''} documentId={documentId} note={value.note} /> : value.note !== null && <p className={classes.text}>{value.note.text}</p>}
      <Files documentId={documentId} beside={value} may={may} />
    </section>
  );
}

function Note({ documentId, note }: { documentId: string; note: Beside['note'] }) {
  const t = useT();
  const [text, setText] = useState(note?.text ?? '');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const changed = text.trim() !== (note?.text ?? '');
  const save = async () => {
    try {
      await call(api().asides.saveNote({ documentId, text }));
      const before = note?.text ?? '';
      toast({ id: 'note', text: t('asides.saved'), undo: () => void told(async () => void (await call(api().asides.saveNote({ documentId, text: before })))) });
    } catch (thrown) {
      const error = asApiError(thrown);
      setProblem(fieldSentence(error.fields?.[0] ?? { code: error.code }));
    }
  };
  return (
    <div className={classes.note}>
      <NoteField
        label={t('asides.note')} value={text} maxLength={4000} rows={2} help={t('asides.noteHelp')} problem={problem}
        onChange={(typed) => {
          setText(typed);
          setProblem(undefined);
        }}
      />
      {changed && <div className={classes.acts}><Button size="dense" onClick={() => void save()}>{t('asides.save')}</Button></div>}
    </div>
  );
}

function Files({ documentId, beside, may }: { documentId: string; beside: Beside; may: boolean }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    await told(async () => {
      const { added } = await call(api().asides.attach({ documentId }));
      if (added) toast({ text: say('asides.attached', { name: added.name }) });
    });
    setBusy(false);
  };
  return (
    <>
      <ul className={classes.files} aria-label={t('asides.files')}>
        {beside.attachments.map((file) => <File key={file.id} file={file} documentId={documentId} removable={may && beside.removable} />)}
      </ul>
      {beside.attachments.length === 0 && may && <p className="small q2">{t('asides.none')}</p>}
      {may && (
        <div className={classes.acts}>
          <Button size="dense" icon={<IconPaperclip size={16} stroke={1.75} aria-hidden="true" />} busy={busy} onClick={() => void add()}>{t('asides.attach')}</Button>
        </div>
      )}
    </>
  );
}

function File({ file: { id, name, size, at, by }, documentId, removable }: { file: Attachment; documentId: string; removable: boolean }) {
  const t = useT();
  return (
    <li>
      <IconPaperclip size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <bdi className="m">{name}</bdi>
        <span className="small q2">{t('asides.by', { size: sizeText(size), when: momentText(at), by })}</span>
      </span>
      <Button size="dense" kind="quiet" iconOnly aria-label={t('asides.saveAs', { name })} icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void told(async () => void (await call(api().asides.saveAs({ id }))))} />
      {removable && (
        <Button
          size="dense" kind="quiet" iconOnly aria-label={t('asides.remove', { name })} icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => void told(async () => {
            await call(api().asides.remove({ id }));
            toast({ text: say('asides.removed', { name }), undo: () => void told(async () => void (await call(api().asides.putBack({ documentId, id })))) });
          })}
        />
      )}
    </li>
  );
}

const KILO = 1024;
/** '48 kB', '12 MB': nobody needs it to the byte. */
export function sizeText(bytes: number): string {
  const kilos = Math.max(1, Math.ceil(bytes / KILO));
  return kilos < KILO ? say('asides.kb', { n: kilos }) : say('asides.mb', { n: Math.ceil(kilos / KILO) });
}
