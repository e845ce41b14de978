// What runs later: callbacks, and the rest of async functions.
import type { Run } from './run';

/** Only so many jobs are run, so that one that starts itself again comes to an end. */
const MAX_JOBS = 500;

/**
 * Puts a job in line, under the conditions that hold where it is started. The functions around that place count as its
 * callers, so that one that starts itself again is told from one that is called again.
 */
export function startJob(run: Run, job: () => void): void {
  const presence = [...run.presence];
  const functions = [...run.functions];
  run.jobs.push(() => {
    const outside = run.presence.splice(0, run.presence.length, ...presence);
    const callers = run.functions.splice(0, run.functions.length, ...functions);
    job();
    run.functions.splice(0, run.functions.length, ...callers);
    run.presence.splice(0, run.presence.length, ...outside);
  });
}

/** Runs what waits, in the order in which it came. */
export function drain(run: Run): void {
  for (let count = 0; count < MAX_JOBS; count++) {
    const job = run.jobs.shift();
    if (job === undefined) return;
    job();
  }
}
