// `authlint lsp --stdio`: the language server, which is a bundle of its own beside this one.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Args } from './args';
import { UsageError } from './io';

/** Starts the server in this process. It ends the process itself, when its client says so. */
export function lsp(args: Args): null {
  if (!args.has('stdio'))
    throw new UsageError('lsp needs --stdio: it speaks over standard input and output.');
  createRequire(__filename)(join(__dirname, 'server-node.js'));
  return null;
}
