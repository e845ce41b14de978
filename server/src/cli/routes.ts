// `authlint routes`: the auth map.
import { routesHtml, routesJson, routesMarkdown, routes as routesOf, routesPretty } from '../core';
import type { Args } from './args';
import { EXIT, type ExitStatus, type Io } from './io';
import { paintOf, withProgress } from './terminal';
import { complainOfUnread, openWorkspace, refuseNothing, unreadOf } from './workspace';

export async function routes(args: Args, io: Io): Promise<ExitStatus> {
  const workspace = await openWorkspace(args, args.paths, io);
  const analysis = await withProgress(io, 'reading', () => workspace.session.survey());
  refuseNothing(analysis, workspace, args);
  complainOfUnread(analysis, workspace, args, io);
  const map = { layers: analysis.layers, routes: routesOf(analysis) };
  switch (args.value('format')) {
    case 'json':
      io.out(routesJson(map, workspace.source));
      break;
    case 'markdown':
      io.out(routesMarkdown(map, workspace.source));
      break;
    case 'html':
      io.out(routesHtml(map, workspace.source));
      break;
    default:
      io.out(routesPretty(map, workspace.source, paintOf(io)));
  }
  return unreadOf(workspace).length > 0 ? EXIT.usage : EXIT.clean;
}
