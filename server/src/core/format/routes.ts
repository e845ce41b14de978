// `routes`: the auth map as JSON, as a table in a terminal and as a table in Markdown.
import type { Layer, Route } from '../model/layer';
import { describeRequirement, type Requirement, schemeName } from '../model/requirement';
import type { Colour, Paint } from './paint';
import type { Source } from './source';
import { columnOf, showText } from './width';

export type AuthMap = { readonly layers: readonly Layer[]; readonly routes: readonly Route[] };

/** The map as a JSON text, version 1. */
export function routesJson({ layers, routes }: AuthMap, source: Source): string {
  const output = {
    version: 1,
    layers: layers.map((layer) => ({
      kind: layer.kind,
      role: layer.role,
      name: layer.name === layer.entry ? source.name(layer.entry) : layer.name,
      entry: source.name(layer.entry),
    })),
    routes: routes.map((route) => ({
      layer: route.layer.kind,
      entry: source.name(route.layer.entry),
      methods: route.methods,
      host: route.host,
      path: route.path,
      requirement: describeRequirement(route.requires),
      requires: requirementJson(route.requires),
      leads: route.leads,
      file: source.name(route.at.file),
      range: source.range(route.at),
    })),
  };
  return `${JSON.stringify(output, null, 2)}\n`;
}

function requirementJson(requirement: Requirement): object {
  switch (requirement.kind) {
    case 'open':
      return { kind: 'open' };
    case 'closed':
      return { kind: 'closed', why: requirement.why };
    case 'unknown':
      return { kind: 'unknown', reason: requirement.reason };
    case 'check': {
      const { scheme, detail, scopes } = requirement;
      return { kind: 'check', scheme: scheme.kind, name: schemeName(scheme), detail, scopes };
    }
    case 'all':
    case 'any':
      return { kind: requirement.kind, of: requirement.of.map(requirementJson) };
  }
}

/** A row as every table shows it. */
export type Row = {
  readonly methods: string;
  readonly host: string;
  readonly path: string;
  readonly requirement: string;
  readonly leads: string;
  readonly place: string;
};

export function rowOf(route: Route, source: Source): Row {
  const { line } = source.range(route.at).start;
  return {
    methods: route.methods === null ? 'any' : route.methods.join(', '),
    host: route.host ?? '*',
    path: route.path,
    requirement: describeRequirement(route.requires),
    leads: route.leads,
    place: `${source.name(route.at.file)}:${line}`,
  };
}

/** The columns. A terminal is narrow, so it is spared a column that says nothing but what is usual. */
const COLUMNS: readonly (readonly [key: keyof Row, title: string, usual?: string])[] = [
  ['methods', 'Method'],
  ['host', 'Host', '*'],
  ['path', 'Path'],
  ['requirement', 'Requires'],
  ['leads', 'Leads to', 'a handler'],
  ['place', 'Line'],
];

/** A table a layer, with its name above it. */
export function routesPretty(map: AuthMap, source: Source, paint: Paint): string {
  const tables = byLayer(map).map(({ layer, routes }) => {
    const title = paint.paint('bold', showText(titleOf(layer, source)));
    return `${title}\n${table(routes, source, paint).join('\n')}\n`;
  });
  return tables.length === 0 ? 'No routes.\n' : tables.join('\n');
}

/** A layer's kind and name. One that is called like its file is shown with the way to it, since others may be as well. */
function titleOf({ kind, name, entry }: Layer, source: Source): string {
  return `${kind} ${entry.endsWith(name) ? source.name(entry) : name}`;
}

function table(routes: readonly Route[], source: Source, paint: Paint): readonly string[] {
  const rows = routes.map((route) => rowOf(route, source));
  const columns = COLUMNS.filter(
    ([key, , usual]) => usual === undefined || rows.some((row) => row[key] !== usual),
  );
  const cells = rows.map((row) => columns.map(([key]) => showText(row[key])));
  const titles = columns.map(([, title]) => title);
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...cells.map((row) => columnOf(row[i] ?? '', (row[i] ?? '').length))),
  );
  const pad = (text: string, i: number) => text + ' '.repeat((widths[i] ?? 0) - columnOf(text, text.length));
  return [
    `  ${paint.paint('dim', titles.map(pad).join('  ').trimEnd())}`,
    ...cells.map((row, r) => {
      const requires = routes[r]?.requires;
      const painted = row.map((text, i) =>
        columns[i]?.[0] === 'requirement' && requires !== undefined
          ? paint.paint(colourOf(requires), pad(text, i))
          : pad(text, i),
      );
      return `  ${painted.join('  ').trimEnd()}`;
    }),
  ];
}

/** What a requirement means at a glance: open, guarded, closed or not known. */
export function toneOf(requirement: Requirement): 'open' | 'guarded' | 'closed' | 'unknown' {
  switch (requirement.kind) {
    case 'open':
    case 'closed':
    case 'unknown':
      return requirement.kind;
    case 'check':
      return 'guarded';
    case 'all':
    case 'any':
      return requirement.of.some((part) => toneOf(part) === 'unknown') ? 'unknown' : 'guarded';
  }
}

function colourOf(requirement: Requirement): Colour {
  const colours: Readonly<Record<ReturnType<typeof toneOf>, Colour>> = {
    open: 'green',
    guarded: 'yellow',
    closed: 'red',
    unknown: 'cyan',
  };
  return colours[toneOf(requirement)];
}

/** A Markdown table a layer. */
export function routesMarkdown(map: AuthMap, source: Source): string {
  const sections = byLayer(map).map(({ layer, routes }) => {
    const head = `| ${COLUMNS.map(([, title]) => title).join(' | ')} |\n|${COLUMNS.map(() => '---').join('|')}|\n`;
    const rows = routes.map((route) => {
      const row = rowOf(route, source);
      return `| ${COLUMNS.map(([key]) => markdownCell(key, row[key])).join(' | ')} |\n`;
    });
    return `## ${markdownText(titleOf(layer, source))}\n\n${head}${rows.join('')}`;
  });
  return `# Auth map\n\n${sections.join('\n')}`;
}

function markdownCell(key: keyof Row, text: string): string {
  const isCode = key === 'path' || key === 'place' || key === 'host';
  if (!isCode) return markdownText(text);
  const safe = text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  return safe.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe}\``;
}

function markdownText(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, '\\$&').replace(/\s+/g, ' ');
}

/** The layers that have routes, each with its own; several that one file holds are shown as one. */
export function byLayer({ layers, routes }: AuthMap): readonly { layer: Layer; routes: readonly Route[] }[] {
  const byEntry = new Map(layers.toReversed().map((layer) => [`${layer.kind} ${layer.entry}`, layer]));
  return layers
    .filter((layer) => byEntry.get(`${layer.kind} ${layer.entry}`) === layer)
    .map((layer) => ({
      layer,
      routes: routes.filter((route) => route.layer.kind === layer.kind && route.layer.entry === layer.entry),
    }))
    .filter(({ routes: own }) => own.length > 0);
}
