// What the command line asks of V8, the engine that runs it, for a run that is over in a second or two.
import { setFlagsFromString } from 'node:v8';

/**
 * How long code has to run before TurboFan compiles it, ten to fifteen times as long as usual. A short run of many rules
 * pays more for the compiling than it gets: with this, checking 140 small nginx configurations took 0.65 instead of
 * 1.1 seconds of CPU, and an OpenAPI document of 28 MB, at 2.5 seconds, still 15 % less. V8 has called the flag by other
 * names, and writes to the standard error about those that it does not know, so it is named for each version that was
 * measured: 11.3 is Node 20's, 12.4 Node 22's. From Node 24 on, Maglev compiles first, and there is nothing to gain.
 */
const PATIENCE: Readonly<Record<string, string>> = {
  '11.3': '--interrupt-budget=1000000',
  '12.4': '--invocation-count-for-turbofan=30000',
};

/** Has the engine compile less, for a process that is to end soon. */
export function expectShortRun(): void {
  const [version] = /^\d+\.\d+/.exec(process.versions.v8) ?? [];
  const flag = version === undefined ? undefined : PATIENCE[version];
  if (flag !== undefined) setFlagsFromString(flag);
}
