// The question "is it really you": one at a time for the whole window, asked by api(), answered by the dialog in the shell.
import { makeStore, onReset } from './stores.ts';

export type StepUpAnswer = 'proven' | 'cancelled' | 'nobody asks';

/** Whether the question stands on the screen. */
export const useStepUp = makeStore<{ asked: boolean }>(() => ({ asked: false }));

let hosts = 0;
let waiting: ((answer: StepUpAnswer) => void)[] = [];

/** The dialog is there to ask. Returns the way to take it back; who still waits is told that nothing came of it. */
export function hostStepUp(): () => void {
  hosts += 1;
  return () => {
    hosts -= 1;
    if (hosts === 0) answerStepUp('cancelled');
  };
}

/** Asks for PIN and code; several calls that need them at once wait for the same answer. */
export function askStepUp(): Promise<StepUpAnswer> {
  if (hosts === 0) return Promise.resolve('nobody asks');
  useStepUp.setState({ asked: true });
  return new Promise((resolve) => waiting.push(resolve));
}

/** The dialog's word: everyone who waits goes on. */
export function answerStepUp(answer: StepUpAnswer): void {
  const told = waiting;
  waiting = [];
  useStepUp.setState({ asked: false });
  for (const tell of told) tell(answer);
}

onReset(() => answerStepUp('cancelled')); // the books were locked under the question
