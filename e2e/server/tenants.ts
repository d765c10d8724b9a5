import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './apiEnv.ts'
import { Problem } from './problem.ts'

const demoTenant = 'demo'

/** Finds out who asks: by bearer token where there are tokens, else everybody is the same. */
export function identifyTenant(tokens: Readonly<Record<string, string>> | undefined): MiddlewareHandler<ApiEnv> {
  const tenantByToken = tokens && new Map(Object.entries(tokens))
  return async (context, next) => {
    const tenant = tenantByToken ? tenantByToken.get(readToken(context.req.header('authorization'))) : demoTenant
    if (tenant === undefined) {
      context.header('WWW-Authenticate', 'Bearer')
      throw new Problem(401, { code: 'unauthorized', message: 'Please sign in.' })
    }
    context.set('tenant', tenant)
    context.get('call').tenant = tenant
    await next()
  }
}

function readToken(authorization = ''): string {
  return /^Bearer\s+(.+)$/i.exec(authorization)?.[1] ?? ''
}
