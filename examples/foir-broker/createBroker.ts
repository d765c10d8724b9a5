import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { askUpstream } from '../broker-parts/askUpstream.ts'
import type { Fields } from '../broker-parts/fields.ts'
import { answerRefusal, passOn, readAsked, readData } from '../broker-parts/operations.ts'
import { createOwnersInMemory, type Owners } from '../broker-parts/owners.ts'
import { readJson } from '../broker-parts/readJson.ts'
import { signedOut } from '../broker-parts/Refusal.ts'
import { operations } from './operations.ts'

export interface BrokerOptions {
  /** @example 'https://api.foir.io/graphql' */
  readonly foirUrl: string
  /** Begins with `sk_`, and needs the scopes files:write and files:read. */
  readonly secretKey: string
  /** Returns the user of the session; null if nobody is signed in. */
  readonly findUser: (context: Context) => Promise<string | null>
  /** @default in memory, until the next restart */
  readonly owners?: Owners
}

const longestBodyBytes = 64 * 1024

/**
 * A server between browsers and Foir: it keeps the secret key, offers three operations to signed-in users, and remembers
 * who owns each upload. The bytes do not pass through it.
 */
export function createBroker({ foirUrl, secretKey, findUser, owners = createOwnersInMemory() }: BrokerOptions): Hono {
  const headers = { 'Content-Type': 'application/json', 'x-api-key': secretKey }

  async function askFoir(query: string, variables: Fields): Promise<Fields> {
    const { status, body } = await askUpstream(foirUrl, headers, JSON.stringify({ query, variables }))
    return readData(status, body)
  }

  const broker = new Hono()
  broker.use(bodyLimit({ maxSize: longestBodyBytes }))
  broker.onError(answerRefusal)
  broker.post('/graphql', async (context) => {
    const user = await findUser(context)
    if (user === null) throw signedOut()
    const asked = readAsked(await readJson(context.req.raw), operations)
    return context.json({ data: await passOn(asked, user, owners, askFoir) })
  })
  return broker
}
