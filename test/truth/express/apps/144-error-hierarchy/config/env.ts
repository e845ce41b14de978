export interface Config {
  port: number;
  jwtSecret: string;
  nodeEnv: string;
}

function required(env: NodeJS.ProcessEnv, name: string, fallback?: string): string {
  const value = env[name] ?? fallback;
  if (value === undefined || value === '') {
    throw new Error(`Missing environment variable ${name}`);
  }
  return value;
}

export function loadConfig(env: NodeJS.ProcessEnv): Config {
  return {
    port: Number(required(env, 'PORT', '3000')),
    jwtSecret: required(env, 'JWT_SECRET', 'hierarchy'),
    nodeEnv: required(env, 'NODE_ENV', 'development'),
  };
}
