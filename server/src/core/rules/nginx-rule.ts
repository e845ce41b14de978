// What the rules for nginx are given: the configuration, the lines of it, and the interpreter to ask.
import type { Report } from '../findings/finding';
import type { LayerRule, Rule, SiteSettings } from '../findings/rule';
import type { Line } from '../kinds/nginx/config/lines';
import type { Configuration, Location, Scope, Server } from '../kinds/nginx/config/scopes';
import { locationsOf } from '../kinds/nginx/config/scopes';
import { isNginxLayer, type NginxLayer } from '../kinds/nginx/layer';
import { ASKING } from '../kinds/nginx/requirement';
import type { Decision } from '../model/decision';
import type { Files } from '../model/files';
import type { Request } from '../model/request';

export type NginxContext = {
  readonly layer: NginxLayer;
  readonly configuration: Configuration;
  readonly files: Files;
  readonly settings: SiteSettings;
  /** Whether the blocks around the servers are known; a fragment on its own lacks some. */
  readonly complete: boolean;
  readonly servers: readonly Server[];
  /** Every location of every server, outer ones first. */
  readonly locations: readonly Location[];
  /** Every directive of that name, wherever it stands, with the block that it stands in. */
  linesNamed(name: string): readonly PlacedLine[];
  /** The names of all directives of its blocks. */
  readonly directiveNames: readonly string[];
  /** What the configuration does with a request. */
  decide(request: Request): Decision;
};

export type PlacedLine = { readonly line: Line; readonly scope: Scope };

/** What there is of a directive that is nowhere: the same list each time, since most rules ask for such ones. */
const NOWHERE: readonly PlacedLine[] = [];

export type NginxRule = LayerRule<NginxContext> & {
  /** Directives without any of which there is nothing to say: large sites have few of them. */
  readonly needs?: readonly string[];
};

/** What a block asks its visitors for credentials with, or keeps them out with. */
export const GUARDS: readonly string[] = [...ASKING];

const NOTHING: readonly Report[] = [];

/** Binds a rule to the layers of nginx. */
export function nginxRule(rule: NginxRule): Rule {
  return {
    ...rule,
    layer: 'nginx',
    run: (layer, services): Iterable<Report> => {
      if (!isNginxLayer(layer)) return NOTHING;
      const context = contextOf(layer, services);
      return mayReport(rule, context) ? rule.check(context) : NOTHING;
    },
  };
}

function mayReport({ needs }: NginxRule, { linesNamed }: NginxContext): boolean {
  if (needs === undefined) return true;
  for (const name of needs) if (linesNamed(name) !== NOWHERE) return true;
  return false;
}

type Asked = Pick<NginxContext, 'files' | 'settings' | 'decide'>;

/** What is the same for all rules of one run is made once, and what is the same for all runs over a layer, too. */
const contexts = new WeakMap<Asked, { readonly layer: NginxLayer; readonly context: NginxContext }>();
const shared = new WeakMap<NginxLayer, Omit<NginxContext, keyof Asked>>();

function contextOf(layer: NginxLayer, services: Asked): NginxContext {
  const known = contexts.get(services);
  if (known?.layer === layer) return known.context;
  let base = shared.get(layer);
  if (base === undefined) {
    base = baseOf(layer);
    shared.set(layer, base);
  }
  const { files, settings, decide } = services;
  const context = { ...base, files, settings, decide };
  contexts.set(services, { layer, context });
  return context;
}

function baseOf(layer: NginxLayer): Omit<NginxContext, keyof Asked> {
  const { configuration } = layer;
  const index = indexLines(configuration);
  return {
    layer,
    configuration,
    complete: configuration.level === 'main',
    servers: configuration.servers,
    locations: configuration.servers.flatMap((server) => [...locationsOf(server)]),
    linesNamed: (name) => index.get(name) ?? NOWHERE,
    directiveNames: [...index.keys()],
  };
}

function indexLines(configuration: Configuration): ReadonlyMap<string, readonly PlacedLine[]> {
  const index = new Map<string, PlacedLine[]>();
  for (const scope of scopesOf(configuration)) {
    for (const line of scope.lines) {
      const same = index.get(line.name);
      if (same === undefined) index.set(line.name, [{ line, scope }]);
      else same.push({ line, scope });
    }
  }
  return index;
}

/** Every block of a configuration: http, servers, locations, and the ifs and limit_excepts in them. */
function scopesOf(configuration: Configuration): readonly Scope[] {
  const scopes: Scope[] = [configuration.http];
  for (const server of configuration.servers) {
    addWithInner(server, scopes);
    for (const location of locationsOf(server)) addWithInner(location, scopes);
  }
  return scopes;
}

function addWithInner(scope: Scope, scopes: Scope[]): void {
  scopes.push(scope);
  for (const block of scope.ifs.values()) addWithInner(block, scopes);
  if (scope.limitExcept !== null) addWithInner(scope.limitExcept, scopes);
}
