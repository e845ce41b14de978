import { need } from '../framework/guards';
import type { Endpoint } from '../framework/registry';
export class BookController {
  static prefix = '/books';
  static endpoints(): Endpoint[] {
    return [
      { verb: 'get', path: '/', guards: [], run: (_q, s) => { s.json([]); } },
      { verb: 'post', path: '/', guards: [need('user')], run: (_q, s) => { s.sendStatus(201); } },
      { verb: 'delete', path: '/:id', guards: [need('admin')], run: (_q, s) => { s.sendStatus(204); } },
    ];
  }
}
