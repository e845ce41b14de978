import { HttpException } from '../http/http-exception';

export class SessionService {
  private readonly sessions = new Map([['s-1', { user: 'eve' }]]);

  require(id: string | undefined) {
    const session = id === undefined ? undefined : this.sessions.get(id);
    if (session === undefined) throw HttpException.of(401, 'Session required');
    return session;
  }
}
