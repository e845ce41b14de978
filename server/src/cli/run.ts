// The commands by their names.
import type { Args } from './args';
import { check } from './check';
import { expectShortRun } from './engine';
import { explain } from './explain';
import { init } from './init';
import type { ExitStatus, Io } from './io';
import { lsp } from './lsp';
import { routes } from './routes';
import { rules } from './rules';

/** Runs the command that the arguments name; `null` where it goes on after this. */
export async function runCommand(args: Args, io: Io): Promise<ExitStatus | null> {
  const isShort = args.command.name !== 'lsp' && !args.has('watch');
  if (isShort) expectShortRun();
  switch (args.command.name) {
    case 'check':
      return check(args, io);
    case 'explain':
      return explain(args, io);
    case 'routes':
      return routes(args, io);
    case 'rules':
      return rules(args, io);
    case 'init':
      return init(args, io);
    case 'lsp':
      return lsp(args);
  }
}
