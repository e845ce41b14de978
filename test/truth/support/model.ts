// AuthLint's own answer to a request, over the same files that the real nginx was given.
import {
  type Analysis,
  type Decision,
  type FileState,
  type Request,
  requestTo,
} from '../../../server/src/core';
import type { Host } from '../../../server/src/host/files';
import { memoryHost } from '../../../server/src/host/memory';
import { Session } from '../../../server/src/host/session';
import { type Setup, SITE, type Workspace } from './workspace';

export type Model = {
  readonly analysis: Analysis;
  /** `null` where there is no layer that the request could be asked of. Later requests meet the caches of earlier ones. */
  explain(request: Request): Promise<Decision | null>;
};

/** Analyses a workspace as the command line would. `entry` is the main file, where there are several. */
export async function modelOf(workspace: Workspace, entry?: string, setup: Setup = {}): Promise<Model> {
  const session = new Session(hostOf(workspace, setup));
  await session.discover([SITE]);
  const analysis = await session.analyze();
  const options = { ...(entry === undefined ? {} : { entry }), cache: new Map() };
  return { analysis, explain: (request) => session.explain(analysis, request, options) };
}

/** The files of a workspace as a disk would show them: those without read permission cannot be read. */
function hostOf(workspace: Workspace, setup: Setup): Host {
  const host = memoryHost(Object.fromEntries(workspace));
  const closed = new Set(
    Object.entries(setup.chmod ?? {})
      .filter(([, mode]) => mode === '000')
      .map(([name]) => `${SITE}/${name}`),
  );
  const folders = new Set((setup.mkdir ?? []).map((name) => `${SITE}/${name}`));
  const special = (path: string): FileState | null => {
    if (closed.has(path)) return { kind: 'unreadable', reason: 'permission denied', forbidden: true };
    return folders.has(path) ? { kind: 'folder' } : null;
  };
  return {
    ...host,
    read: async (path) => {
      const state = special(path);
      return state === null ? host.read(path) : { state, problem: null };
    },
    stat: async (path) => special(path) ?? host.stat(path),
  };
}

/** A request in the words of the model; `null` where its origin is not one. */
export function requestOf(question: {
  readonly method: string;
  readonly origin: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly from: string;
  readonly bodyLength: number;
}): Request | null {
  const { method, origin, target, ...more } = question;
  const request = requestTo(method, origin, more);
  // A client may send what no URL can say: a method in small letters, a path with a fragment or without a slash.
  return request === null ? null : { ...request, method, target };
}
