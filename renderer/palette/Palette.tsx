// Ctrl+K: finds customers, documents and items while typing, and does what can be done. A combobox over a list, all by keyboard.
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FindResult } from '../../contract/invoices.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Floating } from '../ui/Floating.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Problem } from '../ui/Problem.tsx';
import { allCommands, matchCommands } from './commands.ts';
import { actsFor, commandEntries, type Entry, foundGroups, type Group, markParts, recentEntries, useRecent } from './entries.ts';
import { closePalette, usePalette } from './palette.ts';
import classes from './Palette.module.css';

/** Short enough to feel like typing, long enough to skip letters typed in one go. */
const PAUSE = 60;
/** Commands shown while nothing is typed. */
const FIRST_COMMANDS = 8;

interface Answer {
  query: string;
  found: FindResult;
  ms: number;
}

/** Asks main for the query; an answer to an older query is dropped. */
function useFound(query: string): { answer: Answer | null; error: ApiError | null } {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    if (query === '') {
      setAnswer(null);
      setError(null);
      return;
    }
    let stale = false;
    const timer = setTimeout(() => {
      const started = performance.now();
      call(api().find.all({ q: query })).then(
        (found) => {
          if (stale) return;
          setAnswer({ query, found, ms: Math.max(1, Math.round(performance.now() - started)) });
          setError(null);
        },
        (thrown: unknown) => {
          if (!stale) setError(asApiError(thrown));
        },
      );
    }, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query]);
  return { answer, error };
}

function useGroups(typed: string, answer: Answer | null): Group[] {
  const t = useT();
  const recent = useRecent((s) => s.list);
  return useMemo(() => {
    const onlyCommands = typed.startsWith('>');
    const words = (onlyCommands ? typed.slice(1) : typed).trim();
    const commands = matchCommands(allCommands(), words);
    const doIt: Group = { title: t('palette.group.do'), entries: commandEntries(words === '' && !onlyCommands ? commands.slice(0, FIRST_COMMANDS) : commands) };
    const groups = onlyCommands || words === ''
      ? [{ title: t('palette.group.recent'), entries: onlyCommands ? [] : recentEntries(recent) }, doIt]
      : [...(answer === null ? [] : foundGroups(answer.found)), { ...doIt, entries: [...(answer === null ? [] : actsFor(answer.found)), ...doIt.entries] }];
    return groups.filter((group) => group.entries.length > 0);
  }, [typed, answer, recent, t]);
}

export function Palette() {
  const t = useT();
  const open = usePalette((s) => s.open);
  return (
    <Floating open={open} onClose={closePalette} label={t('common.findAnything')} width={640}>
      <PaletteBody />
    </Floating>
  );
}

function PaletteBody() {
  const t = useT();
  const id = useId();
  const typed = usePalette((s) => s.query);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const words = typed.startsWith('>') ? '' : typed.trim();
  const { answer, error } = useFound(words);
  const groups = useGroups(typed, answer);
  const entries = groups.flatMap((group) => group.entries);
  const here = Math.min(at, Math.max(0, entries.length - 1));
  const things = entries.filter((entry) => entry.thing).length;
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [here, entries.length]);
  const run = (act: (() => void) | undefined) => {
    if (!act) return;
    closePalette();
    act();
  };
  // What is listed still answers fewer letters: Enter waits for the answer to all of them, so that a quick hand never opens another thing than it typed.
  const fresh = words === '' || answer?.query === words;
  const wish = useRef<'run' | 'invoice' | null>(null);
  useEffect(() => {
    const act = wish.current;
    if (act === null || !fresh) return;
    wish.current = null;
    run(entries[here]?.[act]);
  });
  const press = (act: 'run' | 'invoice') => {
    if (fresh) run(entries[here]?.[act]);
    else wish.current = act;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + 8, PageUp: here - 8 };
    const step = steps[event.key];
    // One step past either end goes round; a page stops there.
    if (step !== undefined && entries.length > 0) setAt(event.key.startsWith('Arrow') ? (step + entries.length) % entries.length : Math.max(0, Math.min(entries.length - 1, step)));
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) press('invoice');
    else if (event.key === 'Enter') press('run');
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes.head}>
        <IconSearch size={20} stroke={1.6} aria-hidden="true" />
        {/* Both: the frame's focus comes a moment later, and letters typed right after Ctrl+K must not be lost. */}
        <input
          className={classes.input} value={typed} data-autofocus="" autoFocus role="combobox" aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={entries[here] ? `${id}-${here}` : undefined} aria-autocomplete="list"
          aria-label={t('common.findAnything')} placeholder={t('palette.placeholder')} autoComplete="off" spellCheck={false} maxLength={80}
          onChange={(event) => { wish.current = null; usePalette.setState({ query: event.currentTarget.value }); setAt(0); }} onKeyDown={onKeyDown}
        />
        <span className="small q3 num nw" role="status">{answer !== null && answer.query === words ? t('palette.found', { count: things, ms: answer.ms }) : ''}</span>
      </div>
      <div className={classes.list} id={`${id}-list`} role="listbox" aria-label={t('palette.results')} ref={list} tabIndex={-1}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={classes.group} aria-hidden="true">{group.title}</div>
            {group.entries.map((entry) => {
              const index = entries.indexOf(entry);
              return <Row key={entry.id} entry={entry} id={`${id}-${index}`} on={index === here} query={words} onOver={() => setAt(index)} onPick={() => run(entry.run)} />;
            })}
          </div>
        ))}
        {entries.length === 0 && (answer !== null || words === '') && <p className={classes.none}>{t('palette.none')}</p>}
        {error !== null && <p className={classes.none}><Problem alert>{sentence(error)}</Problem></p>}
      </div>
      <div className={classes.foot}>
        <span><Kbd keys="up" /><Kbd keys="down" /> {t('common.move')}</span>
        <span><Kbd keys="enter" /> {t('common.open')}</span>
        {entries[here]?.invoice !== undefined && <span><Kbd keys="mod+enter" /> {t('palette.invoiceForIt')}</span>}
        <span className={classes.only}><Kbd keys=">" /> {t('palette.commandsOnly')}</span>
      </div>
    </>
  );
}

function Row({ entry, id, on, query, onOver, onPick }: { entry: Entry; id: string; on: boolean; query: string; onOver: () => void; onPick: () => void }) {
  const marked = (text: string) => markParts(text, query).map((part, i) => (part.hit ? <mark key={i}>{part.text}</mark> : part.text));
  return (
    // The keys are handled by the input, which keeps the focus: this is the listbox pattern, and pressing must not take the focus away.
    <div
      id={id} role="option" aria-selected={on} tabIndex={-1} className={`opt ${on ? 'is-on' : ''}`}
      // A list that appears under a resting mouse is told of a move too, one of no length: it must not take the choice from the keys.
      onMouseMove={(event) => {
        if (!on && (event.movementX !== 0 || event.movementY !== 0)) onOver();
      }}
      onMouseDown={(event) => {
        event.preventDefault();
        onPick();
      }}
    >
      <entry.icon size={16} stroke={1.75} className="q3" aria-hidden="true" />
      <span className="grow clip"><span className="m">{marked(entry.title)}</span> <span className="q2">{marked(entry.detail)}</span></span>
      <span className="small q2 num nw">{entry.end}</span>
      {entry.keys !== undefined && <Kbd keys={entry.keys} />}
    </div>
  );
}
