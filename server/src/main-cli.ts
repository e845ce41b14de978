// The command line's entry.
import { EXIT, processIo } from './cli/io';
import { main } from './cli/main';

async function start(): Promise<void> {
  const status = await main(process.argv.slice(2), processIo());
  if (status !== null) process.exitCode = status;
}

start().catch((error: unknown) => {
  // Not even the process could be looked at, as when its working folder is gone.
  process.stderr.write(`authlint failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.failure;
});
