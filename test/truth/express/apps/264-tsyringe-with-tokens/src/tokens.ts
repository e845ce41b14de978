export const TOKENS = {
  Settings: Symbol.for('Settings'),
  ParcelRepository: Symbol.for('ParcelRepository'),
  TokenVerifier: Symbol.for('TokenVerifier'),
} as const;
