// The command line: from arguments to an exit status. The one door at which a bug is caught.
import { type Args, readArgs } from './args';
import { commandHelp, generalHelp } from './help';
import { EXIT, type ExitStatus, type Io, UsageError } from './io';

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

/** Each command is loaded when it is asked for, so that the others cost nothing. */
async function run(args: Args, io: Io): Promise<ExitStatus | null> {
  if (args.has('version')) {
    io.out(`${(await import('./version')).VERSION}\n`);
    return EXIT.clean;
  }
  if (args.has('help')) {
    io.out(args.isNamed ? commandHelp(args.command) : generalHelp());
    return EXIT.clean;
  }
  switch (args.command.name) {
    case 'check':
      return (await import('./check')).check(args, io);
    case 'explain':
      return (await import('./explain')).explain(args, io);
    case 'routes':
      return (await import('./routes')).routes(args, io);
    case 'rules':
      return (await import('./rules')).rules(args, io);
    case 'init':
      return (await import('./init')).init(io);
    case 'lsp':
      return (await import('./lsp')).lsp(args);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
