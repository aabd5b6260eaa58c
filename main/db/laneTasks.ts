// What threads can share, and what they say to each other. Both ends are ours; keys lie in shared memory that the sender wipes. Called by lanes.ts and main/lane.ts.
import { pieces as resealPieces, reseal, type ResealTask } from './reseal.ts';
import { type CheckTask, checkUnits, type PageSums } from './wholeCheck.ts';

export type LaneTask = ResealTask | CheckTask;
export interface Results {
  reseal: number[];
  check: PageSums | null;
}
export interface LaneOrder {
  task: LaneTask;
  control: Int32Array;
  slot: number;
}
export type LaneAnswer = { value: Results[keyof Results] } | { error: { message: string; code: string } };

export function countPieces(task: LaneTask): number {
  return task.kind === 'reseal' ? resealPieces(task) : task.units.length;
}

/** A helper's share. Never throws: what goes wrong is an answer too. */
export function perform(task: LaneTask, claim: () => number | null): LaneAnswer {
  try {
    return { value: task.kind === 'reseal' ? reseal(task, claim) : checkUnits(task, claim, null) };
  } catch (error) {
    return { error: { message: error instanceof Error ? error.name : typeof error, code: error instanceof Error && 'code' in error ? String(error.code) : '' } };
  }
}
