// What editors ask of Express programs: the outline of routes, hovers, hints, lenses and links.
import { describeRequirement } from '../../../model/requirement';
import { contains, type FileId, isWithin, type Span } from '../../../text/span';
import type { AskableRoute, Completion, InheritedHint, OutlineEntry, Subject } from '../../editor';
import { frontOf } from '../front';
import type { ExpressLayer } from '../layer';
import { bareRequest, requirementOf } from '../requirement';
import { withCredentials } from '../samples';
import { type RouteEntry, routeTable } from '../table';
import { aboutRoute, titleOf } from './about';
import { middlewareAt } from './middleware';

export { links } from './links';

/** The routes of a file, each once, with who gets in. */
export function outline(layer: ExpressLayer, file: FileId): readonly OutlineEntry[] {
  return entriesIn(layer, file)
    .map((entry): OutlineEntry => {
      const { span } = entry.layer.at;
      const inside = entry.at.file === file && isWithin(entry.at.span, span);
      return {
        name: titleOf(entry),
        detail: describeRequirement(requirementOf(layer, entry)),
        kind: 'route',
        span,
        nameSpan: inside ? entry.at.span : span,
        children: [],
      };
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** The routes that a file adds; one that can be reached under several paths is listed under the first. */
function entriesIn(layer: ExpressLayer, file: FileId): readonly RouteEntry[] {
  const first = new Map<RouteEntry['layer'], RouteEntry>();
  for (const entry of routeTable(layer.stack.app)) {
    if (entry.layer.at.file === file && !first.has(entry.layer)) first.set(entry.layer, entry);
  }
  return [...first.values()];
}

/** The part of a route's call that speaks of the route: up to the end of its path, not the handlers. */
function headOf({ layer, at }: RouteEntry): Span {
  const call = layer.at.span;
  if (at.file !== layer.at.file || !isWithin(at.span, call)) return call;
  return { start: call.start, end: at.span.end };
}

/** What is spoken of at an offset: the route whose method or path is there, or the middleware that is named there. */
export function subjectAt(layer: ExpressLayer, file: FileId, offset: number): Subject | null {
  const found = [routeAt(layer, file, offset), middlewareAt(layer, file, offset)];
  return found.reduce((best, one) => {
    if (best === null || one === null) return best ?? one;
    return sizeOf(one.span) < sizeOf(best.span) ? one : best;
  });
}

/** The route whose method or path is at an offset: what runs there, in order, and who can refuse. */
function routeAt(layer: ExpressLayer, file: FileId, offset: number): Subject | null {
  const found = entriesIn(layer, file)
    .filter((entry) => contains(headOf(entry), offset))
    .reduce<RouteEntry | null>(
      (best, entry) => (best === null || sizeOf(headOf(entry)) < sizeOf(headOf(best)) ? entry : best),
      null,
    );
  if (found === null) return null;
  const requires = requirementOf(layer, found);
  const bare = bareRequest(found);
  const authorized = bare === null ? null : withCredentials(bare, requires);
  return {
    span: headOf(found),
    title: titleOf(found),
    about: aboutRoute(layer, found),
    requires,
    bare,
    authorized,
  };
}

function sizeOf({ start, end }: Span): number {
  return end - start;
}

/** At a route without a guard of its own: who is asked for what, and where. */
export function inheritedHints(layer: ExpressLayer, file: FileId): readonly InheritedHint[] {
  return entriesIn(layer, file).flatMap((entry): InheritedHint[] => {
    const requires = requirementOf(layer, entry);
    if (requires.kind !== 'check' && requires.kind !== 'all' && requires.kind !== 'any') return [];
    const { met } = frontOf(layer.stack, entry, entry.methods?.[0] ?? 'GET');
    const guards = met.filter(({ handler }) => handler.behaviour.demands().kind !== 'open');
    const [guard] = guards;
    if (guard === undefined || guards.some(({ isOwn }) => isOwn)) return [];
    return [{ offset: entry.layer.at.span.end, requires, from: guard.handler.at }];
  });
}

/** Every route that a request can be asked about. */
export function askableRoutes(layer: ExpressLayer, file: FileId): readonly AskableRoute[] {
  return entriesIn(layer, file).flatMap((entry): AskableRoute[] => {
    const request = bareRequest(entry);
    return request === null ? [] : [{ span: headOf(entry), requires: requirementOf(layer, entry), request }];
  });
}

/** The editor's own language service completes JavaScript. */
export function completions(): readonly Completion[] {
  return [];
}
