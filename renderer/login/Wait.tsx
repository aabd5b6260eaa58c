// The pause after wrong tries: how long, why, and a bar that moves because time does.
import { IconClock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/index.ts';
import classes from './Wait.module.css';

/** "30 seconds", "4 minutes": the unit a person would say. */
export function waitUnits(seconds: number): { key: string; count: number } {
  if (seconds < 100) return { key: 'door.seconds', count: seconds };
  if (seconds < 5400) return { key: 'door.minutes', count: Math.ceil(seconds / 60) };
  return { key: 'door.hours', count: Math.ceil(seconds / 3600) };
}

/** Counts on the page's own clock, which nobody can set back; main decides anyway. */
export function Wait({ seconds, onOver }: { seconds: number; onOver: () => void }) {
  const t = useT();
  const [left, setLeft] = useState(seconds);
  // A new closure must not start the count again.
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => {
      const now = Math.max(0, seconds - Math.floor((performance.now() - started) / 1000));
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      over.current();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  const whole = waitUnits(seconds);
  const rest = waitUnits(left);
  return (
    <section className={`card ${classes.wait}`} aria-labelledby="wait-title">
      <h2 id="wait-title" className={classes.title}><IconClock size={16} stroke={1.75} aria-hidden="true" />{t('door.wait', { time: t(whole.key, { count: whole.count }) })}</h2>
      <p className="q2" role="alert">{t('door.waitWhy')}</p>
      <div className="row">
        <div className="bar grow" role="progressbar" aria-label={t('door.waitLeft')} aria-valuemin={0} aria-valuemax={seconds} aria-valuenow={seconds - left}>
          <i style={{ inlineSize: `${seconds === 0 ? 100 : ((seconds - left) / seconds) * 100}%` }} />
        </div>
        <span className={classes.left}>{t(`${rest.key}Short`, { count: rest.count })}</span>
      </div>
    </section>
  );
}
