// The routes of an nginx configuration, as rows of the auth map.
import type { Route } from '../../model/layer';
import { arg } from './config/lines';
import { passOf } from './config/locations';
import {
  type Location,
  locationName,
  locationsOf,
  placeOfScope,
  type Scope,
  type Server,
} from './config/scopes';
import { demandOf } from './demand';
import { readReturn } from './engine/rewrite';
import type { NginxLayer } from './layer';

/** One row per location of every server, and one for a server without any. */
export function routesOf(layer: NginxLayer): readonly Route[] {
  return layer.configuration.servers.flatMap((server) => {
    const locations = [...locationsOf(server)];
    if (locations.length === 0) return [row(layer, server, server, '/')];
    return locations.map((location) => row(layer, server, location, locationName(location)));
  });
}

function row(layer: NginxLayer, server: Server, scope: Server | Location, path: string): Route {
  const names = server.names.map((name) => name.word.value).filter((name) => name !== '' && name !== '_');
  return {
    layer: { kind: layer.kind, entry: layer.entry },
    methods: null,
    host: names.length === 0 ? null : names.join(' '),
    path,
    requires: demandOf(layer, scope),
    leads: destination(scope),
    at: placeOfScope(scope) ?? { file: layer.entry, span: { start: 0, end: 0 } },
  };
}

/** Where a request goes that is let in, in a few words. */
export function destination(scope: Scope): string {
  const returned = scope.own.get('return')?.[0];
  if (returned !== undefined) return `returns ${readReturn(returned).status}`;
  const pass = passOf(scope);
  if (pass !== null) return arg(pass, 0);
  if (scope.own.has('internal')) return 'internal';
  for (const name of ['stub_status', 'content_by_lua_block', 'js_content', 'empty_gif'])
    if (scope.own.has(name)) return name;
  return 'files';
}
