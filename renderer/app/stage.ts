// Which closed-door flow keeps the stage although the books are already open: its last page (recovery codes) is still to be read.
import { create } from 'zustand';
import { refreshSession } from './session.ts';

/** Not one of the stores that forget on lock: it says what is shown while nothing is open. */
export const useStage = create<{ held: 'setup' | 'recovery' | 'rescue' | 'first' | null }>(() => ({ held: null }));

/** The flow starts: it stays on screen until leaveStage. */
export function holdStage(what: 'setup' | 'recovery' | 'rescue' | 'first'): void {
  useStage.setState({ held: what });
}

/** The flow did not get there: nothing is open. */
export function releaseStage(): void {
  useStage.setState({ held: null });
}

/** The flow is over: show what main says. */
export async function leaveStage(): Promise<void> {
  await refreshSession();
  useStage.setState({ held: null });
}
