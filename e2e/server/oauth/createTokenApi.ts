import { Hono } from 'hono'
import type { ApiEnv } from '../apiEnv.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'
import type { IssuedTokens, OAuthClient } from './issuedTokens.ts'

export interface TokenApi {
  /** 'glue', … */
  readonly name: string
  readonly clients: Readonly<Record<string, OAuthClient>>
  readonly tokens: IssuedTokens
  /** Fields that the form must have besides those of OAuth. */
  readonly requires?: readonly string[]
  /** Whether a token may only read unless `scope` requests more. */
  readonly hasScopes?: boolean
}

/** The client credentials grant. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export function createTokenApi(
  { name, clients, tokens, requires = [], hasScopes = false }: TokenApi,
  observation: Observation,
): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  api.post('/token', observeCall(observation, name, 'token'), async (context) => {
    const form = new URLSearchParams(await context.req.text())
    const isGrant = form.get('grant_type') === 'client_credentials' && requires.every((field) => form.get(field))
    if (!isGrant) return context.json({ error: 'invalid_request' }, 400)
    const id = form.get('client_id') ?? ''
    const client = Object.hasOwn(clients, id) ? clients[id] : undefined
    if (!client || client.secret !== form.get('client_secret')) return context.json({ error: 'invalid_client' }, 401)
    const mayWrite = !hasScopes || (form.get('scope') ?? '').split(' ').includes('write')
    const token = tokens.issue({ tenant: client.tenant, mayWrite })
    return context.json({ access_token: token, token_type: 'Bearer', expires_in: tokens.expiresInSeconds })
  })
  return api
}
