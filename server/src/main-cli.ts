// The command line's entry.
import { processIo } from './cli/io';
import { main } from './cli/main';

main(process.argv.slice(2), processIo()).then((status) => {
  if (status !== null) process.exitCode = status;
});
