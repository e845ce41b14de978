// A concrete HTTP request, as a client sends it.

/** A header line as sent; a name may occur more than once. */
export type HeaderLine = readonly [name: string, value: string];

/**
 * Whether the credentials that a request carries are right. `valid`: whatever scheme is demanded is taken as accepted,
 * unless a readable user file says otherwise.
 */
export type Credentials = 'valid' | 'invalid';

export type Request = {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Lower-case host name or address without port; `null` when the entry layer itself is asked. */
  readonly host: string | null;
  /** The port that the URL names; `null` when it names none. */
  readonly port: number | null;
  /** Path and query exactly as sent in the request line, `/` at least. */
  readonly target: string;
  /** Header lines without Host, which follows from the URL unless it is among them. */
  readonly headers: readonly HeaderLine[];
  /** The client's address. */
  readonly from: string;
  readonly credentials: Credentials;
  /** Length of the body in bytes; 0 when there is none. */
  readonly bodyLength: number;
  /** Credentials in it that the files give away: outputs show stars in their place. */
  readonly secrets?: readonly string[];
};

/** The client's address where none is given: a documentation address (RFC 5737), so never one of the site's own. */
export const DEFAULT_CLIENT = '203.0.113.1';

const URL_PATTERN = /^(https?):\/\/(\[[0-9a-f:.]+\]|[^/:?#@]*)(?::(\d{1,5}))?([/?][^#]*)?(?:#.*)?$/i;

/**
 * Reads a method and a URL into a request. The URL is absolute, or a path that the entry layer is asked.
 * Answers `null` where it is neither.
 */
export function requestTo(
  method: string,
  url: string,
  more: Partial<Pick<Request, 'headers' | 'from' | 'credentials' | 'bodyLength'>> = {},
): Request | null {
  const rest = {
    method: method.toUpperCase(),
    headers: more.headers ?? [],
    from: more.from ?? DEFAULT_CLIENT,
    credentials: more.credentials ?? 'valid',
    bodyLength: more.bodyLength ?? 0,
  };
  if (url.startsWith('/')) {
    return { ...rest, scheme: 'http', host: null, port: null, target: url.split('#')[0] ?? '/' };
  }
  const match = URL_PATTERN.exec(url);
  if (match === null || match[2] === '') return null;
  const target = match[4] ?? '/';
  return {
    ...rest,
    scheme: match[1]?.toLowerCase() === 'https' ? 'https' : 'http',
    host: (match[2] ?? '').toLowerCase(),
    port: match[3] === undefined ? null : Number(match[3]),
    target: target.startsWith('?') ? `/${target}` : target,
  };
}

/** The URL that a request asks for. */
export function urlOf(request: Request): string {
  if (request.host === null) return request.target;
  const port = request.port === null ? '' : `:${request.port}`;
  return `${request.scheme}://${request.host}${port}${request.target}`;
}

/** The value of the first header of that name, `null` when there is none. */
export function headerOf(headers: readonly HeaderLine[], name: string): string | null {
  const wanted = name.toLowerCase();
  return headers.find(([header]) => header.toLowerCase() === wanted)?.[1] ?? null;
}

const keys = new WeakMap<Request, string>();

/** A text that is the same for equal requests. Many ask about the same ones, so it is made once for each. */
export function requestKey(request: Request): string {
  const known = keys.get(request);
  if (known !== undefined) return known;
  const { method, target } = request;
  const made = `${method} ${target.length} ${target}${clientKey(request)}`;
  keys.set(request, made);
  return made;
}

type Client = Omit<Request, 'method' | 'target'>;

const clientKeys = new WeakMap<Client, string>();

/** A text that is the same for requests that say the same beside their method and target. */
export function clientKey(client: Client): string {
  const known = clientKeys.get(client);
  if (known !== undefined) return known;
  const { scheme, host, port, headers, from, credentials, bodyLength } = client;
  let made = `${scheme} ${port} ${credentials} ${bodyLength} ${from} ${host === null ? '' : `//${host}`}`;
  for (const [name, value] of headers) made += `\n${name.length} ${name}${value.length} ${value}`;
  clientKeys.set(client, made);
  return made;
}

/** Whether requests of a method say something in their body (RFC 9110, section 9.3: POST and PUT; RFC 5789: PATCH). */
export function takesBody(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}
