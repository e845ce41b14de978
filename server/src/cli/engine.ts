// What the command line asks of V8, the engine that runs it, for a run that is over in a second or two.
import { setFlagsFromString } from 'node:v8';

/**
 * How long code has to run before TurboFan compiles it, about fifteen times as long as usual. A short run of many rules
 * pays more for the compiling than it gets: with this, checking 140 small nginx configurations took 0.65 instead of
 * 1.1 seconds of CPU, and an OpenAPI document of 28 MB 0.95 instead of 1.25. V8 has called the flag by other names, and
 * writes to the standard error about those that it does not know, so it is named for each version that was measured:
 * 11.3 is Node 20's, 12.4 Node 22's. From Node 24 on, Maglev compiles first, and there is nothing to gain.
 */
const PATIENCE: Readonly<Record<string, string>> = {
  '11.3': '--interrupt-budget=2000000',
  '12.4': '--invocation-count-for-turbofan=30000',
};

/**
 * Keeps the space for new objects at the size that it starts with, 1 MB, instead of letting it grow to three times 16.
 * What a short run makes it mostly keeps, so that more room for what is to die saves nothing: a check of an OpenAPI
 * document of 10 MB takes as long with 90 MB of memory as with 119, and one of 48 Express programs with 72 as with 94.
 */
const NEW_SPACE: Readonly<Record<string, string>> = { '11.3': '--semi-space-growth-factor=1' };

/**
 * Lets the space for new objects grow after all, and the old ones to six times as many as usual. Each program that is
 * parsed makes a tree that is gone when ours is made of it, and each request that is followed leaves nothing: with more
 * room these are never looked at. A check of 2000 files, of which 60 touch Express, took 1.22 instead of 1.31 seconds of
 * CPU, and 127 MB instead of 95; without the one collection of old objects that was left in it 4 percent less, and 2 MB
 * more.
 */
const ROOM: Readonly<Record<string, string>> = {
  '11.3': '--semi-space-growth-factor=4 --incremental-marking-hard-trigger=600',
};

/**
 * Lets the old objects grow to three times as many as usual before they are collected, not at any pause in between, and
 * copies the new ones in one thread. Nearly all that a short run makes is in use to its end, so that it pays for
 * collections that find nothing: an OpenAPI document of 10 MB takes 10 percent less CPU without them, one of 34 MB takes
 * 183 instead of 155 MB of memory.
 */
const COLLECTING: Readonly<Record<string, string>> = {
  '11.3':
    '--incremental-marking-soft-trigger=99 --incremental-marking-hard-trigger=300 --no-incremental-marking-task --no-parallel-scavenge',
};

/** Has the engine compile less and take less memory, for a process that is to end soon. */
export function expectShortRun(): void {
  setFlags(PATIENCE, NEW_SPACE, COLLECTING);
}

/** Has the engine make room for what is gone soon, since programs will be read. */
export function expectPrograms(): void {
  setFlags(ROOM);
}

function setFlags(...flags: readonly Readonly<Record<string, string>>[]): void {
  const [version = ''] = /^\d+\.\d+/.exec(process.versions.v8) ?? [];
  for (const flag of flags.flatMap((of) => of[version]?.split(' ') ?? [])) setFlagsFromString(flag);
}
