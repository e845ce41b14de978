// What json-server 0.8 to 0.17 has for handlers beside its routes: its parsers of bodies, and what stands in front.
import { type Ending, NEXT } from '../behaviour';
import { constant, thing } from '../datum';
import { bodyParser, JSON_TYPE } from './bystanders';
import { readCors } from './cors';
import { lost, type PackageReader, packaged } from './package';

/** `bodyParser`, and `defaults()`: CORS for every origin, a page of its own, a log (lib/server/defaults.js). */
export const jsonServer: PackageReader = (call) => {
  const name = call.path.at(-1);
  if (name === 'bodyParser') return bodyParser(call, JSON_TYPE);
  if (name !== 'defaults') return null;
  const options = thing([
    ['origin', constant(true)],
    ['credentials', constant(true)],
  ]);
  const cors = readCors({ ...call, path: [], args: [options] });
  return packaged(call, 'bystander', (exchange): Ending => {
    const ending = cors?.act(exchange) ?? NEXT;
    if (ending.kind !== 'next') return ending;
    const isPage = exchange.method === 'GET' && /\/$|\.\w+$/.test(exchange.path);
    return isPage ? lost('which pages json-server serves is not known', call.at) : NEXT;
  });
};
