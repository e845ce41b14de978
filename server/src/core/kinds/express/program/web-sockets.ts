// WebSockets of express-ws 5, which gives apps and routers a method `ws`.
import type { PackageValue, StackValue, Value } from '../values';
import { type CallSite, siteWith } from './call';
import { callStack } from './express';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

/** `const { app } = expressWs(express())` (index.js); `null` for all else. */
export function callSockets(callee: PackageValue, { given, at }: CallSite): Value | null {
  const [app] = given;
  if (callee.name !== 'express-ws' || app?.value.kind !== 'app') return null;
  const entries = new Map<string, Value>([['app', app.value]]);
  for (const name of ['getWss', 'applyTo']) entries.set(name, { ...callee, path: [name] });
  return { kind: 'object', entries, isOpen: false, at };
}

/** `app.ws('/path', …)` is a route for who asks for a WebSocket, which passes all others on (add-ws-method.js). */
export function addSocket(run: Run, self: StackValue, site: CallSite): Value {
  const [path] = site.given;
  const text = path?.value.kind === 'string' ? path.value.value.replace(/\/?$/, '/.websocket') : null;
  const values = [
    text === null ? unknown('this path is not known', site.at) : constantOf(text),
    unknown('what a WebSocket gets is not followed', site.at),
  ];
  return callStack(run, self, 'get', siteWith(site, values));
}
