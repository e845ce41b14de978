// json-server 0.8 to 0.17: an app of Express, and a router with routes for what a file of JSON holds (lib/server).
import { type PackageValue, UNDEFINED, type Value } from '../values';
import { type CallSite, siteWith } from './call';
import { madeBy } from './controllers';
import { addGap } from './escape';
import { callStack, make } from './express';
import { loadNamed, locationOf } from './locations';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

/** A call of its functions; `null` for all others. */
export function callJsonServer(run: Run, callee: PackageValue, site: CallSite): Value | null {
  if (run.isFrozen || callee.name !== 'json-server') return null;
  switch (callee.path.at(-1)) {
    case 'create':
      run.touched++;
      return make(run, 'app', site, null);
    case 'router':
      return routerOf(run, callee, site);
    case 'rewriter':
      return rewriterOf(run, callee, site);
    default:
      return null;
  }
}

const ALL = ['get', 'post', 'put', 'patch', 'delete'];

/** The routes of each list and each object, in the order of router/index.js. */
function routerOf(run: Run, callee: PackageValue, site: CallSite): Value {
  run.touched++;
  const router = make(run, 'router', site, null);
  const [source = UNDEFINED] = site.given.map(({ value }) => value);
  const answers = madeBy(callee.name, ['router'], [], site.at);
  const add = (path: string, methods: readonly string[]) => {
    for (const method of methods) callOn(run, router, method, [constantOf(path), answers], site);
  };
  const data = dataOf(run, source, site);
  add('/db', ['get']);
  add('/:resource/:id/:nested', ['get', 'post']);
  for (const [name, value] of data?.entries ?? []) {
    if (value.kind === 'array') {
      add(`/${name}`, ['get', 'post']);
      add(`/${name}/:id`, ['get', ...ALL.slice(2)]);
    } else if (value.kind === 'object' && name !== '$schema') add(`/${name}`, ALL.slice(0, 4));
  }
  if (data === null || data.isOpen) addGap(run, router, 'what json-server serves is not known', site);
  callOn(run, router, 'use', [answers], site);
  return router;
}

/** An object, or the file of one that a text names. */
function dataOf(run: Run, source: Value, site: CallSite): Extract<Value, { kind: 'object' }> | null {
  const file = source.kind === 'object' ? null : locationOf(run, source, site.at.file);
  const data = file === null ? source : loadNamed(run, constantOf(file), site.at);
  return data?.kind === 'object' ? data : null;
}

/** `rewriter(rules)` shows its rules, and gives requests other paths by them (rewriter.js). */
function rewriterOf(run: Run, callee: PackageValue, site: CallSite): Value {
  const router = make(run, 'router', site, null);
  callOn(run, router, 'get', [constantOf('/__rules'), madeBy(callee.name, ['router'], [], site.at)], site);
  callOn(run, router, 'use', [unknown('json-server may give a request another path', site.at)], site);
  return router;
}

function callOn(run: Run, to: Value, method: string, given: readonly Value[], site: CallSite): void {
  if (to.kind === 'router') callStack(run, to, method, siteWith(site, given));
}
