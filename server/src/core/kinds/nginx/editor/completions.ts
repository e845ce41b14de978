// What fits behind a directive: names that the configuration itself has given.
import type { FileId, Span } from '../../../text/span';
import type { Completion } from '../../editor';
import { arg, type Line } from '../config/lines';
import { type Configuration, ownLine, type Scope } from '../config/scopes';
import { variablesIn } from '../engine/values';
import type { NginxLayer } from '../layer';
import { destination } from '../routes';
import { allBlocks, findAt, serverOf } from './find';

/** Named locations, exact ones for sub-requests, upstreams and user files, where a word of the kind is expected. */
export function completions(layer: NginxLayer, file: FileId, offset: number): readonly Completion[] {
  const found = findAt(layer.configuration, file, offset);
  const line = found?.line ?? null;
  if (found === null || line === null || offset <= line.node.name.span.end) return [];
  const replace = wordAt(line, offset);
  return namesFor(layer, line, found.scope).map((name) => ({ ...name, replace }));
}

function wordAt({ args }: Line, offset: number): Span {
  const word = args.find(({ span }) => span.start <= offset && offset <= span.end);
  return word?.span ?? { start: offset, end: offset };
}

type Name = Omit<Completion, 'replace'>;

function namesFor({ configuration }: NginxLayer, line: Line, scope: Scope): readonly Name[] {
  const locations = serverOf(scope)?.locations ?? [];
  switch (line.name) {
    case 'error_page':
    case 'try_files':
      return locations.flatMap((location) =>
        location.match.kind === 'named' ? [{ text: location.match.name, detail: destination(location) }] : [],
      );
    case 'auth_request':
      return locations.flatMap((location) =>
        location.match.kind === 'exact' ? [{ text: location.match.path, detail: destination(location) }] : [],
      );
    case 'proxy_pass':
      return [...configuration.upstreams.keys()].map((name) => ({
        text: `http://${name}`,
        detail: 'upstream',
      }));
    case 'auth_basic_user_file':
      return userFiles(configuration, line);
    default:
      return [];
  }
}

/** The user files that other lines name. */
function userFiles(configuration: Configuration, except: Line): readonly Name[] {
  const paths = new Set<string>();
  for (const scope of allBlocks(configuration)) {
    const line = ownLine(scope, 'auth_basic_user_file');
    const path = line === null || line === except ? '' : arg(line, 0);
    if (path !== '' && variablesIn(path).length === 0) paths.add(path);
  }
  return [...paths].map((text) => ({ text, detail: 'user file' }));
}
