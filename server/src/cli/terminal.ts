// Whether to colour, to link and to show progress: what the terminal can do and what its user asks for.
import { type Paint, paintFor } from '../core';
import type { Io } from './io';

/** NO_COLOR (no-color.org) and FORCE_COLOR count more than what the output is. */
export function paintOf({ env, outIsTerminal }: Io): Paint {
  const colour = env.NO_COLOR ? false : isForced(env.FORCE_COLOR) || (outIsTerminal && env.TERM !== 'dumb');
  return paintFor(colour, colour && outIsTerminal && !env.CI);
}

function isForced(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/** How long a command may take before it says that it is still at work, in milliseconds. */
const PATIENCE = 800;

/** Runs something, and says what on the terminal if it takes long. */
export async function withProgress<T>(io: Io, what: string, run: () => Promise<T>): Promise<T> {
  if (!io.errIsTerminal || io.env.CI) return run();
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    io.err(`${what} …`);
  }, PATIENCE);
  try {
    return await run();
  } finally {
    clearTimeout(timer);
    if (shown) io.err('\r\x1b[K');
  }
}
