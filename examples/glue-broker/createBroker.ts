import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { askUpstream } from '../broker-parts/askUpstream.ts'
import type { Fields } from '../broker-parts/fields.ts'
import { answerRefusal, passOn, readAsked, readData } from '../broker-parts/operations.ts'
import { createOwnersInMemory, type Owners } from '../broker-parts/owners.ts'
import { readJson } from '../broker-parts/readJson.ts'
import { signedOut } from '../broker-parts/Refusal.ts'
import { createTokens } from '../broker-parts/tokens.ts'
import { operations } from './operations.ts'

export interface BrokerOptions {
  /** @default 'https://api.gluegroups.com/public/graphql' */
  readonly glueUrl?: string
  /** @default 'https://api.gluegroups.com/oauth/token' */
  readonly tokenUrl?: string
  readonly clientId: string
  readonly clientSecret: string
  /** The redirect URI of the OAuth application. */
  readonly redirectUri: string
  /** The workspace that owns the files, in which the app is installed. Begins with `wks_`. */
  readonly workspaceId: string
  /** Returns the user of the session; null if nobody is signed in. */
  readonly findUser: (context: Context) => Promise<string | null>
  /** @default in memory, until the next restart */
  readonly owners?: Owners
}

const longestBodyBytes = 64 * 1024

/**
 * A server between browsers and Glue: it keeps the client secret and the token, which is valid for the whole workspace,
 * offers three operations to signed-in users, and remembers who owns each ticket and file. The bytes do not pass through it.
 */
export function createBroker(options: BrokerOptions): Hono {
  const { findUser, owners = createOwnersInMemory(), clientId, clientSecret, redirectUri, workspaceId } = options
  const { glueUrl = 'https://api.gluegroups.com/public/graphql' } = options
  const { tokenUrl = 'https://api.gluegroups.com/oauth/token' } = options
  const tokens = createTokens({
    url: tokenUrl,
    form: { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, subject: workspaceId },
  })

  async function askGlue(query: string, variables: Fields): Promise<Fields> {
    const text = JSON.stringify({ query, variables })
    const { status, body } = await tokens.use((token) =>
      askUpstream(glueUrl, { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, text),
    )
    return readData(status, body)
  }

  const broker = new Hono()
  broker.use(bodyLimit({ maxSize: longestBodyBytes }))
  broker.onError(answerRefusal)
  broker.post('/graphql', async (context) => {
    const user = await findUser(context)
    if (user === null) throw signedOut()
    const asked = readAsked(await readJson(context.req.raw), operations)
    return context.json({ data: await passOn(asked, user, owners, askGlue) })
  })
  return broker
}
