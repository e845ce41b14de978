import jwt from 'jsonwebtoken';

export interface AuthOptions {
  issuer: string;
  audience: string;
}

export class AuthService {
  private readonly secret = process.env.TOKEN_SECRET || 'jose-secret';

  constructor(private readonly options: AuthOptions) {}

  sign(subject: string): string {
    return jwt.sign({}, this.secret, { subject, issuer: this.options.issuer, expiresIn: 600 });
  }

  verify(token: string): jwt.JwtPayload {
    const { issuer, audience } = this.options;
    return jwt.verify(token, this.secret, { issuer, audience }) as jwt.JwtPayload;
  }
}
