// The command line's entry.
import * as module from 'node:module';
import { EXIT, processIo } from './cli/io';
import { main } from './cli/main';

async function start(): Promise<void> {
  keepCompiled();
  const status = await main(process.argv.slice(2), processIo());
  if (status !== null) process.exitCode = status;
}

/** From 22.1 on, Node keeps what it compiles of the program for the next run, where it is asked to. */
function keepCompiled(): void {
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable === 'function') enable();
}

start().catch((error: unknown) => {
  // Not even the process could be looked at, as when its working folder is gone.
  process.stderr.write(`authlint failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.failure;
});
