// A helping thread of the job process: does its share of what main/db/lanes.ts gives out. Started there, ended there.
import { type MessagePort, workerData } from 'node:worker_threads';
import { claimer, STATES } from './db/lanes.ts';
import { countPieces, type LaneOrder, perform } from './db/laneTasks.ts';

const { port }: { port: MessagePort } = workerData;
port.on('message', ({ task, control, slot }: LaneOrder) => {
  if (Atomics.compareExchange(control, slot, STATES.idle, STATES.working) !== STATES.idle) return;
  port.postMessage(perform(task, claimer(control, countPieces(task))));
  Atomics.store(control, slot, STATES.done);
  Atomics.notify(control, slot);
});
