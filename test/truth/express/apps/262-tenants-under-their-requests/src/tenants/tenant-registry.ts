import type { TenantConfig } from '../config/load-config.js';
export type Tenant = Readonly<TenantConfig>;
export class TenantRegistry {
  private constructor(private readonly byId: Map<string, Tenant>) {}
  static of(tenants: TenantConfig[]): TenantRegistry {
    const byId = new Map<string, Tenant>();
    for (const tenant of tenants) byId.set(tenant.id, Object.freeze({ ...tenant }));
    return new TenantRegistry(byId);
  }
  get(id: string): Tenant | undefined { return this.byId.get(id); }
}
