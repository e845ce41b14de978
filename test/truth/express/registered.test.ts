// Routes: what Express itself registers when a program runs, and what AuthLint lists without running it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { routes } from '../../../server/src/core';
import { nodeHost } from '../../../server/src/host/node';
import { Session } from '../../../server/src/host/session';
import { APPS, type App } from './registered-apps';
import { HANDS } from './registered-hands';
import { LOADERS } from './registered-loaders';
import { LODASH } from './registered-lodash';
import { OPTIONS } from './registered-options';
import { STYLES } from './registered-styles';

const VERSIONS = { 4: 'express-4', 5: 'express' } as const;
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'authlint-routes-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const version of [4, 5] as const) {
  describe(`Express ${version}`, () => {
    for (const [i, app] of [...APPS, ...STYLES, ...LOADERS, ...HANDS, ...OPTIONS, ...LODASH].entries()) {
      test(app.name, async () => {
        const place = join(folder, `${version}-${i}`);
        write(place, app, version);
        const registered = await registeredIn(join(place, 'app.js'));
        assert.ok(registered.length > 0);
        const expected = [...registered, ...(app.perhaps ?? [])];
        assert.deepEqual([...(await listedIn(place))].sort(), expected.sort());
      });
    }
  });
}

function write(place: string, { files, packages = [] }: App, version: 4 | 5): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  }
  const manifest = { name: 'app', dependencies: { express: `^${version}.0.0` } };
  writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  symlinkSync(resolve('node_modules', VERSIONS[version]), join(place, 'node_modules/express'));
  for (const name of packages) symlinkSync(resolve('node_modules', name), join(place, 'node_modules', name));
}

/** The routes of an app that runs, as `GET /path`. */
async function registeredIn(entry: string): Promise<readonly string[]> {
  const load = createRequire(entry);
  const mounts = recordMounts(load('express'));
  const app: unknown = load(entry);
  // What the program does later is a part of it.
  await new Promise((done) => setImmediate(done));
  return [...new Set(routesIn(app, '', mounts))];
}

type Mounts = WeakMap<object, readonly string[]>;

/** Express keeps no mount paths, so they are noted as they are given. */
function recordMounts(express: unknown): Mounts {
  const mounts: Mounts = new WeakMap();
  const makers = [get(express, 'application'), get(express, 'Router')];
  const proto = get(express, 'Router');
  for (const target of new Set([...makers, get(proto, 'prototype'), proto])) {
    if ((typeof target !== 'object' && typeof target !== 'function') || target === null) continue;
    const use = get(target, 'use');
    if (typeof use !== 'function' || !Object.hasOwn(target, 'use')) continue;
    Reflect.set(target, 'use', function (this: object, ...args: unknown[]) {
      const before = stackOf(this).length;
      const result: unknown = Reflect.apply(use, this, args);
      const texts = [args[0]].flat().filter((one) => typeof one === 'string');
      const paths = texts.filter((one) => one !== '/');
      const handlers = args.flat(9).filter((one) => typeof one === 'function');
      // The first call adds layers of Express's own in front.
      const added = stackOf(this).slice(before).slice(-Math.max(1, handlers.length));
      for (const [i, layer] of added.entries()) {
        if (!mounts.has(layer)) mounts.set(layer, paths.length === 0 ? [''] : paths);
        if (get(handlers[i], 'set') !== undefined) mountedApps.set(layer, handlers[i]);
      }
      return result;
    });
  }
  return mounts;
}

function get(of: unknown, name: string): unknown {
  return (typeof of === 'object' && of !== null) || typeof of === 'function'
    ? Reflect.get(of, name)
    : undefined;
}

/** The layers of an app or a router. An app of Express 4 makes its router late; asking one of 5 for it makes it. */
function stackOf(of: unknown): readonly object[] {
  const own = get(of, 'stack');
  if (Array.isArray(own)) return own;
  const inner = get(of, '_router') ?? (get(of, 'lazyrouter') === undefined ? get(of, 'router') : undefined);
  const stack = get(inner, 'stack');
  return Array.isArray(stack) ? stack : [];
}

function routesIn(of: unknown, prefix: string, mounts: Mounts): readonly string[] {
  return stackOf(of).flatMap((layer): readonly string[] => {
    const route = get(layer, 'route');
    if (route !== undefined && route !== null) {
      const paths = [get(route, 'path')].flat();
      const names = Object.keys(Object(get(route, 'methods'))).map((one) => one.toUpperCase());
      const own = names.filter((one) => one !== '_ALL');
      // Where a route has handlers for all methods and others, the first are what stands in front.
      const methods = own.length > MANY || own.length === 0 ? ['*'] : own;
      return paths.flatMap((path) => methods.map((method) => `${method} ${joined(prefix, String(path))}`));
    }
    const inner = mountedApps.get(layer) ?? get(layer, 'handle');
    return (mounts.get(layer) ?? ['']).flatMap((path) => routesIn(inner, joined(prefix, path), mounts));
  });
}

/** `app.all` registers every method that Node knows. */
const MANY = 20;

/** Express puts a function of its own in the place of an app that is mounted. */
const mountedApps = new WeakMap<object, unknown>();

function joined(prefix: string, path: string): string {
  if (path === '/' && prefix !== '') return prefix;
  return `${prefix}${path}`;
}

async function listedIn(place: string): Promise<ReadonlySet<string>> {
  const session = new Session(nodeHost(place));
  await session.discover(['.']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  return new Set(
    routes(analysis).flatMap(({ methods, path }) => (methods ?? ['*']).map((method) => `${method} ${path}`)),
  );
}
