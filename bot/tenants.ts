import type { Config } from './config.ts';

/** What an account's tenant decides. */
export interface Tenants {
  /** Its people are served. */
  readonly served: (tenant: string) => boolean;
  /** It vouches for its people's addresses. */
  readonly trusted: (tenant: string) => boolean;
}

/** Without an application id nobody is asked who they are, and every tenant is as good as any other. */
export function tenantsOf({
  app,
  allowedTenants,
  trustedTenants,
}: Pick<Config, 'app' | 'allowedTenants' | 'trustedTenants'>): Tenants {
  return {
    served: (tenant) => allowedTenants.length === 0 || allowedTenants.includes(tenant),
    trusted: (tenant) => !app || trustedTenants.includes(tenant),
  };
}
