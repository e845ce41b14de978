// A middleware where it is named: what it reads, who it refuses with what, and the routes that it stands before.
import { describeRequirement, type Requirement } from '../../../model/requirement';
import { contains, type FileId, isWithin, type Place, type Span, samePlace } from '../../../text/span';
import type { Subject } from '../../editor';
import { bareProbes, errorRefusal, type Probe, refuses } from '../behaviour/probes';
import { routersOf } from '../dispatch/matchers';
import { describeHandler } from '../dispatch/words';
import { frontOf } from '../front';
import type { ExpressLayer } from '../layer';
import { bareRequest, decideOnce } from '../requirement';
import type { Handler, Layer } from '../stack';
import { type RouteEntry, routeTable } from '../table';
import { titleOf } from './about';

type Middleware = Extract<Handler, { kind: 'function' }>;

/** The middleware that is named at an offset, or the only one of a `use` that is there. */
export function middlewareAt(layer: ExpressLayer, file: FileId, offset: number): Subject | null {
  const [found] = routersOf(layer.stack.app)
    .flatMap(({ layers }) => layers.flatMap((one) => placedIn(one, file)))
    .filter(({ span }) => contains(span, offset))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  if (found === undefined) return null;
  const { handler, span, isPerhaps } = found;
  const demand = handler.behaviour.demands();
  return {
    span,
    title: describeHandler(handler),
    about: [
      ...(isPerhaps ? ['Is there under a condition.'] : []),
      ...whatItDoes(handler, demand),
      ...whereItStands(layer, handler, demand),
    ].join(' '),
    requires: demand.kind === 'open' ? null : demand,
    bare: null,
    authorized: null,
  };
}

type Placed = { readonly handler: Middleware; readonly span: Span; readonly isPerhaps: boolean };

/** Where the functions of a layer that go on are spoken of: their names, and the `use` around one that stands alone. */
function placedIn(layer: Layer, file: FileId): readonly Placed[] {
  if (layer.kind === 'gap' || layer.at.file !== file) return [];
  const isUse = layer.kind === 'use';
  const isPerhaps = layer.presence.some(({ kind }) => kind === 'perhaps');
  const handlers = isUse ? layer.handlers : layer.handlers.slice(0, -1).map(({ handler }) => handler);
  const placed = handlers.flatMap((handler): Placed[] => {
    if (handler.kind !== 'function' || handler.at.file !== file) return [];
    const span = headOf(handler);
    return isWithin(span, layer.at.span) ? [{ handler, span, isPerhaps }] : [];
  });
  const [only] = placed;
  if (!isUse || handlers.length > 1 || only === undefined) return placed;
  return [{ ...only, span: { start: layer.at.span.start, end: only.span.end } }];
}

/** What of a function speaks of it: its name, or all before its body where it is written in its place. */
function headOf({ at, behaviour: { source } }: Middleware): Span {
  if (source.kind !== 'written' || !samePlace(source.function.at, at)) return at.span;
  return { start: at.span.start, end: source.function.node.bodySpan.start };
}

function whatItDoes(handler: Middleware, demand: Requirement): readonly string[] {
  const { behaviour, arity } = handler;
  if (behaviour.source.kind === 'unknown') return [`What it does is not known: ${behaviour.source.reason}.`];
  if (arity === 4) return ['Runs for errors alone.'];
  const probes = bareProbes((exchange) => behaviour.act(exchange));
  const reads = readsOf(probes);
  return [...(reads.length === 0 ? [] : [`Reads ${listed(reads, 'and')}.`]), ...answersOf(probes, demand)];
}

/** What it does with a request that brings nothing, and that it lets others by. */
function answersOf(probes: readonly Probe[], demand: Requirement): readonly string[] {
  const lost = probes.flatMap(({ ending }) => (ending.kind === 'unknown' ? [ending.reason] : []))[0];
  const answers = [...new Set(probes.filter(refuses).map(refusalText))];
  const ends = [...new Set(probes.filter((one) => !refuses(one)).map(endText))];
  if (answers.length === 0) {
    if (lost !== undefined) return [`What it does with a request without credentials is not known: ${lost}.`];
    return [
      ends.length === 1 && ends[0] === GOES_ON ? 'Refuses nobody.' : `A request ${listed(ends, 'or')}.`,
    ];
  }
  const who = demand.kind === 'closed' ? 'Every request' : 'A request without credentials';
  const passes = demand.kind === 'check' || demand.kind === 'any' || demand.kind === 'all';
  return [
    `${who} ${listed([...answers, ...ends], 'or')}.`,
    ...(passes ? [`One with good credentials (${describeRequirement(demand)}) goes on.`] : []),
  ];
}

function refusalText({ ending, exchange }: Probe): string {
  if (ending.kind === 'error')
    return `gets an error of ${errorRefusal(ending.thrown, exchange) ?? 'its own'}`;
  const challenges = exchange.answerHeader('WWW-Authenticate');
  const [location] = exchange.answerHeader('Location');
  const challenge = challenges.length === 0 ? '' : ` with ${challenges.join(' and ')}`;
  const target = location === undefined ? '' : ` to ${location}`;
  return `gets ${exchange.status ?? 'an answer'}${challenge}${target}`;
}

const GOES_ON = 'goes on';

function endText({ ending, exchange }: Probe): string {
  switch (ending.kind) {
    case 'next':
      return GOES_ON;
    case 'leaveRoute':
    case 'leaveRouter':
      return `leaves this ${ending.kind === 'leaveRoute' ? 'route' : 'router'}`;
    case 'respond':
      return `gets ${exchange.status ?? 'an answer'}`;
    case 'error':
      return 'gets an error';
    case 'hang':
      return 'gets no answer';
    case 'unknown':
      return 'gets what is not known';
  }
}

/** What of a request it looks at, in words: `the header authorization`. */
function readsOf(probes: readonly Probe[]): readonly string[] {
  const reads = new Set(probes.flatMap(({ exchange }) => [...exchange.reads]));
  return [...reads].flatMap((read) => {
    const [carrier, name = ''] = read.split(' ');
    if (name === '') return [];
    if (carrier === 'slot') return SLOTS.has(name) ? [`req.${name}`] : [];
    if (carrier === 'query') return [`the query parameter ${name}`];
    return carrier === 'header' || carrier === 'cookie' ? [`the ${carrier} ${name}`] : [];
  });
}

/** What others put on a request for guards; methods of it are not what anybody reads. */
const SLOTS: ReadonlySet<string> = new Set([
  'session',
  'user',
  'auth',
  'cookies',
  'signedCookies',
  'body',
  'oidc',
]);

/** So many routes are named. */
const MAX_NAMED = 3;

function whereItStands(layer: ExpressLayer, handler: Middleware, demand: Requirement): readonly string[] {
  if (handler.arity === 4) return [];
  const behind = routeTable(layer.stack.app).filter((entry) => isBefore(layer, handler.at, entry));
  if (behind.length === 0) return ['Stands before no route.'];
  const before = `Stands before ${countOf(behind)}: ${namesOf(behind)}.`;
  if (demand.kind === 'open' || demand.kind === 'unknown') return [before];
  const open = behind.filter((entry) => isOpen(layer, entry));
  if (open.length === 0) return [before];
  return [before, `Who brings nothing is let through to ${countOf(open)} of them: ${namesOf(open)}.`];
}

function isBefore({ stack }: ExpressLayer, at: Place, entry: RouteEntry): boolean {
  const { met } = frontOf(stack, entry, entry.methods?.[0] ?? 'GET');
  return met.slice(0, -1).some(({ handler }) => samePlace(handler.at, at));
}

function isOpen(layer: ExpressLayer, entry: RouteEntry): boolean {
  const request = bareRequest(entry);
  return request !== null && decideOnce(layer, request).outcome.kind === 'passed';
}

function countOf({ length }: readonly unknown[]): string {
  return length === 1 ? '1 route' : `${length} routes`;
}

function namesOf(entries: readonly RouteEntry[]): string {
  const named = entries.slice(0, MAX_NAMED).map(titleOf);
  const rest = entries.length - named.length;
  return listed(rest === 0 ? named : [...named, `${rest} more`], 'and');
}

function listed(words: readonly string[], last: 'and' | 'or'): string {
  const rest = words.slice(0, -1);
  const end = words.at(-1) ?? '';
  return rest.length === 0 ? end : `${rest.join(', ')} ${last} ${end}`;
}
