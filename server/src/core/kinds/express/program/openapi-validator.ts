// express-openapi-validator 4 and 5: handlers that go by an OpenAPI document, and routes for its operations (openapi.validator.js).
import { joinPath } from '../../../text/path';
import { type ObjectValue, type PackageValue, stringOf, UNDEFINED, type Value } from '../values';
import type { CallSite } from './call';
import { addTo, madeBy } from './controllers';
import { make } from './express';
import { loadNamed, locationOf } from './locations';
import { valueOfMember } from './members';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

/** `middleware({ apiSpec, operationHandlers })` gives a list; `null` for all else. */
export function callValidator(run: Run, callee: PackageValue, site: CallSite): Value | null {
  if (run.isFrozen || callee.name !== 'express-openapi-validator' || callee.path.at(-1) !== 'middleware')
    return null;
  if (run.heard !== null) run.heard.isClean = false;
  const [options = UNDEFINED] = site.given.map(({ value }) => value);
  const option = (name: string) => valueOfMember(run, options, name, site.at, true);
  const spec = option('apiSpec');
  const file = spec.kind === 'object' ? null : locationOf(run, spec, site.at.file);
  const loaded = file === null ? spec : loadNamed(run, constantOf(file), site.at);
  const document = loaded?.kind === 'object' ? loaded : UNDEFINED;
  const elements: Value[] = [madeBy(callee.name, ['middleware'], [options, document], site.at)];
  const handlers = option('operationHandlers');
  const folder = locationOf(run, handlers, site.at.file);
  if (folder !== null && document.kind === 'object') elements.push(routerOf(run, document, folder, site));
  else if (handlers.kind !== 'undefined')
    elements.push(unknown('which handlers the operations have is not known', site.at));
  return { kind: 'array', elements, isOpen: false };
}

/** The paths that the servers of a document stand at, without a slash at the end (base.path.js). */
export function basesOf({ entries }: ObjectValue): readonly string[] {
  const servers = entries.get('servers');
  if (servers?.kind !== 'array') return [''];
  return servers.elements.flatMap((one) => {
    const url = one.kind === 'object' ? stringOf(one.entries.get('url')) : null;
    return url === null
      ? []
      : [(/^(?:[^/]*:\/\/[^/]*|[^/]*)(\/.*)?$/.exec(url)?.[1] ?? '').replace(/\/$/, '')];
  });
}

/** A path as Express has it. */
export function expressPath(path: string): string {
  return path.replace(/\{([^}]+)\}/g, ':$1');
}

/** A route for each operation that names its handler (resolvers.js, defaultResolver). */
function routerOf(run: Run, document: ObjectValue, folder: string, site: CallSite): Value {
  run.touched++;
  const router = make(run, 'router', site, null);
  const paths = document.entries.get('paths');
  for (const base of basesOf(document))
    for (const [path, item] of paths?.kind === 'object' ? paths.entries : [])
      for (const [method, operation] of item.kind === 'object' ? item.entries : []) {
        if (operation.kind !== 'object') continue;
        const text = (name: string) => stringOf(operation.entries.get(name));
        const id = text('x-eov-operation-id') ?? text('operationId');
        const name = text('x-eov-operation-handler');
        if (id === null || name === null) continue;
        const module = loadNamed(run, constantOf(joinPath(folder, name)), site.at) ?? UNDEFINED;
        const own = valueOfMember(run, module, id, site.at, true);
        const byDefault = valueOfMember(run, module, 'default', site.at, true);
        const inDefault = valueOfMember(run, byDefault, id, site.at, true);
        const handler = [own, inDefault].find((one) => one.kind === 'function') ?? byDefault;
        addTo(run, router, method, [constantOf(base + expressPath(path)), handler], site.at);
      }
  return router;
}
