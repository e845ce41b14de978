export interface TenantConfig { id: string; apiToken: string; plan: 'free' | 'pro' }
export interface AppConfig { tenants: TenantConfig[] }
export const loadConfig = async (): Promise<AppConfig> => ({
  tenants: [
    { id: 'north', apiToken: process.env.NORTH_TOKEN ?? 'north-token', plan: 'pro' },
    { id: 'south', apiToken: process.env.SOUTH_TOKEN ?? 'south-token', plan: 'free' },
  ],
});
