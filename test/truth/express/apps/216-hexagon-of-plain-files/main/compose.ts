import { EventEmitter } from 'node:events';
import { expressAdapter } from '../adapters/http/express-adapter.js';
import { ScryptHasher } from '../adapters/crypto/scrypt-hasher.js';
import { JwtIssuer } from '../adapters/crypto/jwt-issuer.js';
import { MemoryUsers } from '../adapters/memory/memory-users.js';
import { signIn } from '../core/use-cases/sign-in.js';
import { whoAmI } from '../core/use-cases/who-am-i.js';
import { renew } from '../core/use-cases/renew.js';

export async function compose() {
  const events = new EventEmitter();
  const hasher = new ScryptHasher();
  const issuer = new JwtIssuer(process.env.HEX_SECRET ?? 'hexagon-secret');
  const users = new MemoryUsers();
  await users.add({ id: 'u1', email: 'hex@core.example', hash: await hasher.hash('honeycomb'), version: 1 });
  events.on('signed-in', (id: string) => void id);

  const useCases = {
    signIn: signIn({ users, hasher, issuer, events }),
    whoAmI: whoAmI({ users }),
    renew: renew({ users, issuer }),
  };
  return { http: expressAdapter(useCases, issuer), events };
}
