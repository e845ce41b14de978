// The command line: from arguments to an exit status. The one door at which a bug is caught.
import { type Args, readArgs } from './args';
import { commandHelp, generalHelp } from './help';
import { EXIT, type ExitStatus, type Io, UsageError } from './io';
import { VERSION } from './version';

/** Runs a command; `null` where it goes on after this, as the language server does. */
export async function main(argv: readonly string[], io: Io): Promise<ExitStatus | null> {
  try {
    return await run(readArgs(argv), io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`authlint: ${error.message}\n`);
      return EXIT.usage;
    }
    io.err(
      `authlint failed, which is a mistake of AuthLint's own. Please report it with this text:\n${stackOf(error)}\n`,
    );
    return EXIT.failure;
  }
}

/** The commands are loaded when one is asked for, so that help and the version are there at once. */
async function run(args: Args, io: Io): Promise<ExitStatus | null> {
  if (args.has('version')) {
    io.out(`${VERSION}\n`);
    return EXIT.clean;
  }
  if (args.has('help')) {
    io.out(args.isNamed ? commandHelp(args.command) : generalHelp());
    return EXIT.clean;
  }
  return (await import('./run')).runCommand(args, io);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
