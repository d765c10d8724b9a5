import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './apiEnv.ts'
import { Problem } from './problem.ts'

const demoTenant = 'demo'

/** How an API wants to be shown who asks. */
export interface Scheme {
  readonly readToken: (headers: Headers) => string
  /** What a refusal says in `WWW-Authenticate`, where the scheme has a name. */
  readonly name?: string
}

const bearer: Scheme = {
  name: 'Bearer',
  readToken: (headers) => /^Bearer\s+(.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '',
}

/** A key in a header of its own: what stands under `Authorization` is not looked at. */
export const apiKey: Scheme = { readToken: (headers) => headers.get('x-api-key') ?? '' }

/** Finds out who asks: by token where there are tokens, else everybody is the same. */
export function identifyTenant(
  tokens: Readonly<Record<string, string>> | undefined,
  { readToken, name }: Scheme = bearer,
): MiddlewareHandler<ApiEnv> {
  const tenantByToken = tokens && new Map(Object.entries(tokens))
  return async (context, next) => {
    const tenant = tenantByToken ? tenantByToken.get(readToken(context.req.raw.headers)) : demoTenant
    if (tenant === undefined) {
      if (name) context.header('WWW-Authenticate', name)
      throw new Problem(401, { code: 'unauthorized', message: 'Please sign in.' })
    }
    context.set('tenant', tenant)
    context.get('call').tenant = tenant
    await next()
  }
}
