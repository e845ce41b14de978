import { container } from 'tsyringe';
import { loadSettings } from './settings.js';
import { TOKENS } from './tokens.js';
import { InMemoryParcelRepository } from './parcels/in-memory-parcel.repository.js';
import { JwtVerifier } from './security/jwt-verifier.js';

container.register(TOKENS.Settings, { useValue: loadSettings() });
container.registerSingleton(TOKENS.ParcelRepository, InMemoryParcelRepository);
container.registerSingleton(TOKENS.TokenVerifier, JwtVerifier);

export { container };
