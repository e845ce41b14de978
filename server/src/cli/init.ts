// `authlint init`: writes settings that explain themselves.
import { promises } from 'node:fs';
import { join } from 'node:path';
import type { Args } from './args';
import { EXIT, type ExitStatus, type Io, UsageError } from './io';

const NAME = 'authlint.yaml';

const TEXT = `# Settings of AuthLint for this folder and all below it. Every key may be left out.

# The severity of a rule: off, info, warning or error. \`authlint rules\` lists them.
rules: {}
#  nginx/syntax: error

# Files to look at, whatever they are called. Without this, all that look like a configuration.
#include:
#  - deploy/**/*.conf

# Files and folders to leave out.
exclude: []
#  - test/fixtures

# Findings that were looked at and are accepted.
ignore: []
#  - file: nginx/generated.conf
#    rule: nginx/syntax
#    reason: another program writes it
#    route: /old/
#  - file: api/openapi.json
#    rule: openapi/login-operation-protected
#    pointer: /paths/~1login

# Paths that are meant to be open to everyone.
public: []
#  - /health
#  - /webhooks/**

# Functions that are authentication middleware, with the scheme that they check.
guards: {}
#  requireUser: session

# What an upstream expects to be sent: basic, bearer, session or none.
upstreams: {}
#  api: bearer
`;

/** Writes the settings into the working folder, where there are none yet. */
export async function init(args: Args, io: Io): Promise<ExitStatus> {
  if (args.paths.length > 0) throw new UsageError(`init takes no PATH: it writes ${NAME} into this folder.`);
  try {
    await promises.writeFile(join(io.cwd, NAME), TEXT, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new UsageError(`There is an ${NAME} here already.`);
    }
    throw error;
  }
  io.out(`Wrote ${NAME}.\n`);
  return EXIT.clean;
}
