import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './apiEnv.ts'
import type { Access, IssuedTokens } from './oauth/issuedTokens.ts'
import { Refusal } from '../../src/server/uploads/Refusal.ts'

const everybody: Access = { tenant: 'demo', mayWrite: true }

/** How an API identifies its callers. */
export interface Scheme {
  readonly readToken: (headers: Headers) => string
  /** The value of `WWW-Authenticate` in a refusal, if the scheme has a name. */
  readonly name?: string
}

const bearer: Scheme = {
  name: 'Bearer',
  readToken: (headers) => /^Bearer\s+(.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '',
}

/** Reads a key from a separate header, and ignores `Authorization`. */
export const apiKey: Scheme = { readToken: (headers) => headers.get('x-api-key') ?? '' }

/** Tokens that identify callers. If omitted, every caller is the tenant 'demo'. */
export interface Known {
  readonly tokens?: Readonly<Record<string, string>> | undefined
  readonly issued?: IssuedTokens | undefined
}

/** Identifies the caller by token; without tokens, every caller is the same. */
export function identifyTenant(
  { tokens, issued }: Known,
  { readToken, name }: Scheme = bearer,
): MiddlewareHandler<ApiEnv> {
  const tenantByToken = new Map(Object.entries(tokens ?? {}))
  const find = (token: string): Access | undefined => {
    const tenant = tenantByToken.get(token)
    return tenant === undefined ? issued?.find(token) : { tenant, mayWrite: true }
  }
  return async (context, next) => {
    const access = tokens || issued ? find(readToken(context.req.raw.headers)) : everybody
    if (!access) {
      if (name) context.header('WWW-Authenticate', name)
      throw new Refusal(401, 'Please sign in.')
    }
    if (!access.mayWrite && context.req.method !== 'GET') {
      throw new Refusal(403, 'This token may only read.')
    }
    context.set('tenant', access.tenant)
    context.get('call').tenant = access.tenant
    await next()
  }
}
