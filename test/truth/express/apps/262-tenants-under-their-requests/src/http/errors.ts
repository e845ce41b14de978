export abstract class HttpFault extends Error { abstract readonly status: number }
export class BadRequest extends HttpFault { readonly status = 400; }
export class Unauthenticated extends HttpFault { readonly status = 401; }
export class Forbidden extends HttpFault { readonly status = 403; }
export class ServerFault extends HttpFault { readonly status = 500; }
