// The bar at the foot of a list for what is chosen in it, or for what is being done with that. Messages rise above it while it is there. Any list may show it.
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './chosenBar.module.css';

/** What theme/mantine.css lifts the messages by. */
const LIFT = '--toast-lift';
/** The card of the list ends a little above the foot of the window. */
const GAP = 8;

/** `label`: as a toolbar; without one it only tells. */
export function ChosenBar({ label, children }: { label?: string; children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const measure = (): void => style.setProperty(LIFT, `${(bar.current?.offsetHeight ?? 0) + GAP}px`);
    measure();
    const observer = new ResizeObserver(measure); // it wraps where the window is narrow
    if (bar.current) observer.observe(bar.current);
    return () => {
      observer.disconnect();
      style.removeProperty(LIFT);
    };
  }, []);
  return <div ref={bar} className={classes.bar} {...(label !== undefined && { role: 'toolbar', 'aria-label': label })}>{children}</div>;
}
