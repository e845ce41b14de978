// How apps and routers match, and what they were told: their options and settings.
import type { DraftRouter } from './program/draft';
import { truthOf } from './program/operators';
import type { Presence, RouterSettings, Trusted, TrustProxy } from './stack';
import type { Value } from './values';

/**
 * Apps freeze how they match with their first layer; routers are made with it (`express.Router(options)`). What a
 * condition sets is taken as it is by default.
 */
export function settingsOf({ kind, options, frozen, settings, from }: DraftRouter): RouterSettings {
  const option = (name: string): boolean => {
    const value = options?.kind === 'object' ? options.entries.get(name) : undefined;
    return value !== undefined && truthOf(value) === true;
  };
  const awaits = from === 'express-promise-router' ? 'values' : 'nothing';
  if (kind === 'router') {
    return {
      caseSensitive: option('caseSensitive'),
      strict: option('strict'),
      mergeParams: option('mergeParams'),
      awaits,
      trustProxy: { kind: 'off' },
      queryParser: 'default',
    };
  }
  const early = (name: string): boolean => {
    const value = (frozen ?? new Map<string, Value>()).get(name);
    return value !== undefined && truthOf(value) === true;
  };
  return {
    caseSensitive: early('case sensitive routing'),
    strict: early('strict routing'),
    mergeParams: false,
    awaits,
    trustProxy: trustProxyOf(settings),
    queryParser: queryParserOf(settings.get('query parser')?.value),
  };
}

function trustProxyOf(settings: DraftRouter['settings']): TrustProxy {
  const set = settings.get('trust proxy');
  if (set === undefined) return { kind: 'off' };
  const isSure = !set.presence.some((one: Presence) => one.kind === 'perhaps');
  const truth = set.value.kind === 'array' ? true : truthOf(set.value);
  if (truth === null || !isSure) return { kind: 'unknown', at: set.at };
  return truth ? { kind: 'on', at: set.at, trusts: trustedIn(set.value) } : { kind: 'off' };
}

/** Whom a setting trusts (`compileTrust` of Express 4 and 5); `null` where that is not known. */
function trustedIn(value: Value): Trusted | null {
  switch (value.kind) {
    case 'boolean':
      return 'all';
    case 'number':
      return value.value;
    case 'string':
      return value.value.split(',').map((one) => one.trim());
    case 'array': {
      const texts = value.elements.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
      return value.isOpen || texts.length < value.elements.length ? null : texts;
    }
    default:
      return null;
  }
}

function queryParserOf(value: Value | undefined): RouterSettings['queryParser'] {
  if (value === undefined) return 'default';
  if (value.kind === 'boolean') return value.value ? 'simple' : 'off';
  const isNamed = value.kind === 'string' && (value.value === 'simple' || value.value === 'extended');
  return isNamed && value.kind === 'string' ? (value.value === 'simple' ? 'simple' : 'extended') : 'unknown';
}
