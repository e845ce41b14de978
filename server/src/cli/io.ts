// What a command may touch of its process: where it writes, what the environment says, and where it stands.

export type Io = {
  out(text: string): void;
  err(text: string): void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** All of the standard input. */
  input(): Promise<string>;
};

/** What the command line answers with: how a process ends. */
export const EXIT = { clean: 0, findings: 1, usage: 2, failure: 3 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Wrong usage or configuration: said in one sentence, without a stack. Only the command line's main catches it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the system says of a failure, in a few words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The streams and the environment of this process. */
export function processIo(): Io {
  // A reader that closes early, such as `head`, has seen what it wanted.
  process.stdout.on('error', (error: Error & { code?: string }) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.clean);
  });
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    input: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}
