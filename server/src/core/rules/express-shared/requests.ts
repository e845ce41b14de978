// Requests for routes: with a body where their method has one, with a header that carries credentials.
import type { RouteEntry } from '../../kinds/express/table';
import { type Request, takesBody } from '../../model/request';
import type { ExpressContext } from '../express-rule';

/** A request without credentials, with a body of that type where the method has one; `null` where no path is known. */
export function requestFor(
  context: ExpressContext,
  route: RouteEntry,
  type = 'application/json',
): Request | null {
  const bare = context.bareRequest(route);
  return bare === null ? null : requestOf(bare, type);
}

/** A request with a body of that type where its method has one. */
export function requestOf(bare: Request, type = 'application/json'): Request {
  return takesBody(bare.method) ? withBody(bare, type) : bare;
}

/** A request with a body. */
export function withBody(request: Request, type: string): Request {
  return { ...request, headers: [...request.headers, ['Content-Type', type]], bodyLength: 64 };
}

/** A request with one more header, whose credentials are good unless said otherwise. */
export function withHeader(
  request: Request,
  name: string,
  value: string,
  credentials: Request['credentials'] = 'valid',
): Request {
  return { ...request, headers: [...request.headers, [name, value]], credentials };
}

/** The request as a script makes it that wants JSON. */
export function scriptRequest(bare: Request): Request {
  return {
    ...bare,
    headers: [
      ['Accept', 'application/json'],
      ['X-Requested-With', 'XMLHttpRequest'],
    ],
  };
}
