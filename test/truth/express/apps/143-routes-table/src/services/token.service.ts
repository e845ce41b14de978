import jwt from 'jsonwebtoken';

export class TokenService {
  constructor(private readonly secret: string) {}

  issue(userId: string): string {
    return jwt.sign({ sub: userId }, this.secret, { expiresIn: '1h' });
  }

  read(token: string): string {
    const payload = jwt.verify(token, this.secret);
    return payload.sub as string;
  }
}
