import jwt from 'jsonwebtoken';
import { Inject, Service } from 'typedi';
import { SETTINGS, type Settings } from '../settings.js';

export interface Reader { id: string; roles: string[] }

@Service()
export class AuthService {
  @Inject(SETTINGS)
  private settings!: Settings;

  read(token: string): Reader {
    const claims = jwt.verify(token, this.settings.tokenSecret, { issuer: this.settings.issuer }) as jwt.JwtPayload;
    return { id: claims.sub!, roles: claims.roles ?? [] };
  }
}
