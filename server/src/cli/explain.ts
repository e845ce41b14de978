// `authlint explain`: who answers a request, or each of many.
import { resolve } from 'node:path';
import {
  type Analysis,
  DEFAULT_CLIENT,
  type Expectation,
  type Explained,
  explainJson,
  explainPretty,
  type HeaderLine,
  meets,
  type Request,
  requestTo,
} from '../core';
import { toFileId } from '../host/files';
import type { Args } from './args';
import { EXIT, type ExitStatus, type Io, UsageError } from './io';
import { readRequests } from './requests';
import { paintOf } from './terminal';
import { complainOfUnread, openWorkspace, refuseNothing, unreadOf, type Workspace } from './workspace';

/** A request to explain, and what is expected of the answer, if anything is. */
export type Asked = { readonly request: Request; readonly expect: Expectation | null };

export async function explain(args: Args, io: Io): Promise<ExitStatus> {
  const file = args.value('requests');
  const [first, ...others] = args.paths;
  const asked = file === null ? [askedOnLine(first, args)] : await readRequests(file, io);
  const workspace = await openWorkspace(args, file === null ? others : args.paths, io);
  const analysis = await workspace.session.survey();
  refuseNothing(analysis, workspace, args);
  complainOfUnread(analysis, workspace, args, io);
  const entry = args.value('entry');
  const options = {
    ...(entry === null ? {} : { entry: toFileId(resolve(io.cwd, entry)) }),
    cache: new Map(),
  };

  const explained: Explained[] = [];
  for (const { request, expect } of asked) {
    const decision = await workspace.session.explain(analysis, request, options);
    if (decision === null) {
      const where =
        entry === null ? 'Nothing that could answer a request was found' : `Nothing is read from ${entry}`;
      throw new UsageError(`${where}.`);
    }
    explained.push({
      request,
      decision,
      expected: expect === null ? null : { expect, met: meets(decision, expect) },
    });
  }
  if (entry === null) askWhichApp(explained, analysis, workspace, io);
  io.out(
    args.value('format') === 'json'
      ? explainJson(explained, workspace.source)
      : explainPretty(explained, workspace.source, paintOf(io)),
  );
  if (unreadOf(workspace).length > 0) return EXIT.usage;
  return explained.some(({ expected }) => expected?.met === false) ? EXIT.findings : EXIT.clean;
}

/** Says how an app is named, where there are several and nothing of them is for a request more than for any other. */
function askWhichApp(
  explained: readonly Explained[],
  { layers }: Analysis,
  { source }: Workspace,
  io: Io,
): void {
  const entries = [...new Set(layers.filter(({ role }) => role === 'app').map(({ entry }) => entry))];
  const isOpen = explained.some(({ decision: { steps } }) =>
    steps.every(({ layer, effect }) => entries.includes(layer.entry) && effect !== 'selects'),
  );
  if (entries.length < 2 || !isOpen) return;
  const names = entries.map((entry) => source.name(entry));
  io.err(`authlint: Which app is asked? Name it with --entry: ${names.join(', ')}.\n`);
}

/** The request that the command line states: `METHOD URL`, or a URL alone for GET. */
function askedOnLine(text: string | undefined, args: Args): Asked {
  if (text === undefined)
    throw new UsageError('explain needs a request: authlint explain "GET http://HOST/PATH".');
  const [, method = 'GET', url = ''] = /^\s*(?:([A-Za-z][\w-]*)\s+)?(\S+)\s*$/.exec(text) ?? [];
  const request = requestTo(method, url, {
    headers: args.values('header').map(readHeader),
    from: readAddress(args.value('from') ?? DEFAULT_CLIENT),
    credentials: args.value('credentials') === 'invalid' ? 'invalid' : 'valid',
  });
  if (request === null) {
    throw new UsageError(
      `"${text}" is no request. Write "METHOD URL", such as "GET http://shop.example/admin/".`,
    );
  }
  return { request, expect: null };
}

/** An address as it is written; whether one can be is the layers' matter. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f.]*:[\da-f:.]*|unix:)$/i;

function readAddress(text: string): string {
  if (!ADDRESS.test(text))
    throw new UsageError(`--from needs an address, such as ${DEFAULT_CLIENT}, not "${text}".`);
  return text;
}

function readHeader(text: string): HeaderLine {
  const colon = text.indexOf(':');
  if (colon <= 0) throw new UsageError(`-H needs "NAME: VALUE", not "${text}".`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
