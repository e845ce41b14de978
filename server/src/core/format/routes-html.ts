// `routes --format html`: the auth map as one self-contained page, with the way of each route as a picture.
import type { Route } from '../model/layer';
import { type AuthMap, byLayer, rowOf, toneOf } from './routes';
import type { Source } from './source';

/** The page. It loads nothing, runs no script, and follows the reader's light or dark scheme. */
export function routesHtml(map: AuthMap, source: Source): string {
  const sections = byLayer(map).map(
    ({ layer, routes }) =>
      `<section>\n<h2>${html(layer.name === layer.entry ? source.name(layer.entry) : layer.name)} <small>${html(layer.kind)} · ${html(source.name(layer.entry))}</small></h2>\n` +
      `<table>\n${HEAD}<tbody>\n${routes.map((route) => row(route, source)).join('')}</tbody>\n</table>\n</section>\n`,
  );
  const body = sections.length === 0 ? '<p>No routes.</p>\n' : sections.join('');
  return (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    `<title>Auth map</title>\n<style>\n${STYLE}</style>\n</head>\n<body>\n<h1>Auth map</h1>\n` +
    `${legend()}${body}</body>\n</html>\n`
  );
}

const HEAD =
  '<thead><tr><th>Method</th><th>Host</th><th>Path</th><th>Way</th><th>Requires</th><th>Leads to</th><th>Line</th></tr></thead>\n';

const TONES = { open: 'public', guarded: 'credentials', closed: 'closed', unknown: 'unknown' } as const;

function legend(): string {
  const items = Object.entries(TONES).map(
    ([tone, name]) => `<span class="${tone}">${lane(tone)} ${name}</span>`,
  );
  return `<p class="legend">${items.join(' ')}</p>\n`;
}

function row(route: Route, source: Source): string {
  const { methods, host, path, requirement, leads, place } = rowOf(route, source);
  const tone = toneOf(route.requires);
  return (
    `<tr class="${tone}"><td>${html(methods)}</td><td>${html(host)}</td><td><code>${html(path)}</code></td>` +
    `<td>${lane(tone)}</td><td>${html(requirement)}</td><td>${html(leads)}</td><td><code>${html(place)}</code></td></tr>\n`
  );
}

/** Client, guard and target on one line: the way is open, goes through a gate, ends at a wall, or is not known. */
function lane(tone: string): string {
  const name = Object.entries(TONES).find(([key]) => key === tone)?.[1] ?? tone;
  const gates: Readonly<Record<string, string>> = {
    open: '<path d="M10 8h52"/>',
    guarded: '<path d="M10 8h18M44 8h18"/><rect x="30" y="3" width="12" height="10" rx="2"/>',
    closed: '<path d="M10 8h22M36 2v12"/>',
    unknown: '<path d="M10 8h52" stroke-dasharray="3 4"/>',
  };
  return (
    `<svg viewBox="0 0 72 16" width="72" height="16" role="img" aria-label="${name}">` +
    `<circle cx="6" cy="8" r="4"/><circle cx="66" cy="8" r="4"/>${gates[tone] ?? ''}</svg>`
  );
}

const STYLE = `:root { color-scheme: light dark; --line: #8884; --open: #2a8a3e; --guarded: #b07800; --closed: #c2382f; --unknown: #5577aa; }
@media (prefers-color-scheme: dark) { :root { --open: #5cc46f; --guarded: #e0b040; --closed: #ff7b70; --unknown: #8fb0e0; } }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h2 small { font-weight: normal; opacity: .7; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
td code { overflow-wrap: anywhere; }
svg { fill: currentColor; stroke: currentColor; stroke-width: 2; vertical-align: middle; }
svg path { fill: none; }
.legend span { margin-right: 1.5rem; }
.open svg { color: var(--open); }
.guarded svg { color: var(--guarded); }
.closed svg { color: var(--closed); }
.unknown svg { color: var(--unknown); }
`;

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
