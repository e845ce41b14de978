import type { Endpoint } from '../framework/registry';
export class HealthController {
  static readonly prefix = '/health';
  static endpoints = (): Endpoint[] => [{ verb: 'get', path: '/', guards: [], run: (_q, s) => { s.send('ok'); } }];
}
