// Loads a small program from a folder and makes AuthLint's stack of it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Surroundings, Version } from '../../../server/src/core/kinds/express/behaviour/behaviour';
import { arityOf, readBehaviour } from '../../../server/src/core/kinds/express/behaviour/read';
import type { Folders } from '../../../server/src/core/kinds/express/modules/folders';
import type {
  DraftHandler,
  DraftLayer,
  DraftRouter,
} from '../../../server/src/core/kinds/express/program/draft';
import { type Program, runProgram } from '../../../server/src/core/kinds/express/program/program';
import {
  DEFAULT_SETTINGS,
  type Handler,
  type Layer,
  type Router,
  type Stack,
} from '../../../server/src/core/kinds/express/stack';
import type { FunctionValue, Value } from '../../../server/src/core/kinds/express/values';
import { parseJs } from '../../../server/src/core/syntax/js/parser';

const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.tsx', '.json', '/index.js', '/index.ts'];

/** The program of one text, with the versions of its packages. */
export function programOf(text: string, versions: Readonly<Record<string, string>> = {}): Program | null {
  return runProgram('app.js', {
    tree: (file) => (file === 'app.js' ? parseJs(file, text) : null),
    text: (file) => (file === 'app.js' ? text : ''),
    json: () => undefined,
    resolve: () => ({ kind: 'package' }),
    version: (name) => versions[name] ?? null,
    isNeeded: () => true,
    installed: () => null,
    folders: NO_FOLDERS,
  });
}

/** The program of a file on the disk. */
export function loadProgram(entry: string): Program | null {
  return runProgram(entry, {
    tree: (file) => (existsSync(file) ? parseJs(file, readFileSync(file, 'utf8')) : null),
    text: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
    json: (file) => (file.endsWith('.json') ? JSON.parse(readFileSync(file, 'utf8')) : undefined),
    resolve: (specifier, from) => {
      if (!specifier.startsWith('.')) return { kind: 'package' };
      const base = posix.join(dirname(from), specifier);
      const names = [...ENDINGS.map((end) => base + end), base.replace(/\.js$/, '.ts')];
      const file = names.find((name) => existsSync(name) && statSync(name).isFile());
      return file === undefined ? { kind: 'missing' } : { kind: 'file', file };
    },
    version: (name) => {
      const manifest = join(dirname(entry), 'package.json');
      const known: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
      const all =
        typeof known === 'object' && known !== null ? Reflect.get(known, 'dependencies') : undefined;
      const range: unknown = typeof all === 'object' && all !== null ? Reflect.get(all, name) : undefined;
      return typeof range === 'string' ? range : null;
    },
    isNeeded: () => true,
    installed: () => null,
    folders: foldersOnDisk(dirname(entry)),
  });
}

const NO_FOLDERS: Folders = {
  names: () => null,
  kindOf: () => null,
  home: () => null,
  isWaiting: () => false,
  mayWrite: () => false,
  ownName: (file) => file,
};

/** The folders of the disk as they are. */
function foldersOnDisk(home: string): Folders {
  const kindOf = (path: string) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? null : found.isDirectory() ? 'folder' : 'file';
  };
  return {
    names: (folder) => (kindOf(folder) === 'folder' ? readdirSync(folder).sort() : null),
    kindOf,
    home: () => home,
    isWaiting: () => false,
    mayWrite: () => false,
    ownName: (file) => file,
  };
}

/** The stack of the app of a program; `null` where it makes none. */
export function stackOf(program: Program, version: Version): Stack | null {
  const { run } = program;
  const apps = run.stack.routers.filter(({ kind, isMounted }) => kind === 'app' && !isMounted);
  const app = apps.find(({ layers }) => layers.length > 0);
  if (app === undefined) return null;
  const around: Surroundings = {
    evaluator: program.evaluator,
    calls: run.calls,
    isWhole: program.isWhole,
    guards: new Map(),
  };
  const known = new Map<DraftRouter, Router>();
  const routerOf = (draft: DraftRouter): Router => {
    const before = known.get(draft);
    if (before !== undefined) return before;
    const layers: Layer[] = [];
    const { kind, name, at, gaps } = draft;
    const made: Router = {
      kind,
      name,
      at,
      gaps,
      layers,
      settings: settingsOf(draft),
      params: draft.params.map((param) => ({
        name: param.name,
        at: param.callback.at,
        presence: param.presence,
        isAwaited: param.callback.isAwaited,
        behaviour: readBehaviour(param.callback.value, param.callback.name, around, param.callback.at),
      })),
    };
    known.set(draft, made);
    layers.push(...draft.layers.map(layerOf));
    return made;
  };
  const layerOf = (layer: DraftLayer): Layer => {
    if (layer.kind === 'gap') return layer;
    if (layer.kind === 'use') return { ...layer, handlers: layer.handlers.map(handlerOf) };
    const handlers = layer.handlers.map(({ method, handler }) => ({ method, handler: handlerOf(handler) }));
    return { ...layer, handlers };
  };
  const handlerOf = ({ value, name, at, isAwaited }: DraftHandler): Handler => {
    const draft = value.kind === 'app' || value.kind === 'router' ? run.stack.byId.get(value.id) : undefined;
    if (draft !== undefined) return { kind: 'router', at, router: routerOf(draft) };
    const body = isFunction(value) ? value.at : null;
    return {
      kind: 'function',
      name,
      at,
      body,
      arity: arityOf(value),
      behaviour: readBehaviour(value, name, around, at),
      isAwaited,
    };
  };
  return { app: routerOf(app), versions: [version] };
}

function isFunction(value: Value): value is FunctionValue {
  return value.kind === 'function';
}

function settingsOf({ options, settings, from }: DraftRouter): Router['settings'] {
  const flag = (name: string) => {
    const entry = options?.kind === 'object' ? options.entries.get(name) : undefined;
    return entry?.kind === 'boolean' && entry.value;
  };
  const trust = settings.get('trust proxy');
  return {
    ...DEFAULT_SETTINGS,
    awaits: from === 'express-promise-router' ? 'values' : 'nothing',
    mergeParams: flag('mergeParams'),
    strict: flag('strict'),
    caseSensitive: flag('caseSensitive'),
    trustProxy: trust === undefined ? { kind: 'off' } : { kind: 'on', at: trust.at, trusts: 'all' },
  };
}
