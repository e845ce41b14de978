// swagger-ui-express 5: the page that shows an OpenAPI document, and the files that it loads (index.js).
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import type { Exchange } from '../exchange';
import { pathOf } from '../exchange-state';
import { type PackageCall, packaged } from './package';

/** `serve`, `serveFiles()` and `serveWithOptions()` send the files of the page; `setup()` the page. */
export function readSwaggerUi(call: PackageCall): Behaviour | null {
  switch (call.path.at(-1)) {
    case 'serve':
    case 'serveFiles':
    case 'serveWithOptions':
      return packaged(call, 'static', (exchange) => serve(call, exchange));
    case 'setup':
      return packaged(call, 'bystander', () => ({ kind: 'respond', at: call.at, continues: null }));
    default:
      return null;
  }
}

/** The files of swagger-ui-dist 5. */
const FILE =
  /^\/(?:swagger-ui(?:-init|-bundle|-es-bundle(?:-core)?|-standalone-preset)?\.(?:css|js)(?:\.map)?|(?:index|oauth2-redirect)\.\w+|swagger-initializer\.js|favicon-\d+x\d+\.png)$/;

function serve({ at }: PackageCall, exchange: Exchange): Ending {
  const answer: Ending = { kind: 'respond', at, continues: null };
  if (exchange.path.endsWith('/package.json')) {
    exchange.status = 404;
    return answer;
  }
  if (exchange.path.endsWith('/swagger-ui-init.js')) return answer;
  if (exchange.method !== 'GET' && exchange.method !== 'HEAD') return NEXT;
  const original = pathOf(exchange.originalUrl);
  if (exchange.path === '/' && !original.endsWith('/')) {
    exchange.status = 301;
    exchange.setHeader('Location', [`${original}/${exchange.originalUrl.slice(original.length)}`]);
    return answer;
  }
  return FILE.test(exchange.path) ? answer : NEXT;
}
