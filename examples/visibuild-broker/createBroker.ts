import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { askUpstream } from '../broker-parts/askUpstream.ts'
import { type Fields, isFields, pickFields } from '../broker-parts/fields.ts'
import { createOwnersInMemory, type Owners } from '../broker-parts/owners.ts'
import { readJson } from '../broker-parts/readJson.ts'
import { Refusal, signedOut, unavailable } from '../broker-parts/Refusal.ts'
import { createTokens } from '../broker-parts/tokens.ts'

export interface BrokerOptions {
  /**
   * The host of the region: `https://app.visibuild.com.au`, `https://app.visibuild.co.uk` or
   * `https://app.us.visibuild.com`.
   */
  readonly visibuildUrl: string
  readonly clientId: string
  /** The client id of credentials that may read and write. */
  readonly clientSecret: string
  /** Returns the user of the session; null if nobody is signed in. */
  readonly findUser: (context: Context) => Promise<string | null>
  /** Decides whether the user may create the ticket, because the token has access to every project of the company. */
  readonly mayCreate: (user: string, ticket: Fields) => boolean | Promise<boolean>
  /** @default in memory, until the next restart */
  readonly owners?: Owners
}

const longestBodyBytes = 64 * 1024
const attachmentFields = ['filename', 'contentType', 'fileSize', 'checksum']
const ticketFields = ['title', 'projectId', 'address', 'priority', 'attachmentKeys', 'contact']

/**
 * A server between browsers and Visibuild: it keeps the client secret and the token, which is valid for the whole
 * company, offers two operations to signed-in users, and remembers who owns each key. The bytes do not pass through it.
 */
export function createBroker(options: BrokerOptions): Hono {
  const { visibuildUrl, clientId, clientSecret, findUser, mayCreate, owners = createOwnersInMemory() } = options
  const tokens = createTokens({
    url: `${visibuildUrl}/oauth/token`,
    // Without a scope, the token may be read-only.
    form: { client_id: clientId, client_secret: clientSecret, scope: 'read write' },
  })

  async function ask(path: string, fields: Fields): Promise<Fields> {
    const { status, body } = await tokens.use((token) =>
      askUpstream(
        `${visibuildUrl}/api/core/v1/${path}`,
        { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        JSON.stringify(fields),
      ),
    )
    if (status >= 200 && status < 300) return body
    // Problems with the app's credentials do not concern the user.
    if (status < 400 || status >= 500 || status === 401 || status === 403) throw unavailable()
    throw new Refusal(status, '', readMessage(body))
  }

  async function requireUser(context: Context): Promise<string> {
    const user = await findUser(context)
    if (user === null) throw signedOut()
    return user
  }

  /** Refuses a key of another user like an unknown one. */
  async function requireKeys({ attachmentKeys: keys = [] }: Fields, user: string): Promise<void> {
    const isOwn = async (key: unknown): Promise<boolean> => typeof key === 'string' && owners.isOwner(key, user)
    const own = Array.isArray(keys) ? await Promise.all(keys.map(isOwn)) : [false]
    if (!own.every(Boolean)) throw new Refusal(422, '', 'attachment key not found')
  }

  const broker = new Hono()
  broker.use(bodyLimit({ maxSize: longestBodyBytes }))
  broker.onError((error) => {
    if (!(error instanceof Refusal)) throw error
    const { status, message, headers } = error
    return Response.json({ errors: [{ message }] }, { status, headers })
  })
  broker.post('/api/core/v1/attachments', async (context) => {
    const user = await requireUser(context)
    const body = await ask('attachments', pickFields(await readJson(context.req.raw), attachmentFields))
    const key = readKey(body)
    if (key === undefined) throw unavailable()
    await owners.claim(key, user)
    return context.json(body)
  })
  broker.post('/api/core/v1/tickets', async (context) => {
    const user = await requireUser(context)
    const ticket = pickFields(await readJson(context.req.raw), ticketFields)
    await requireKeys(ticket, user)
    if (!(await mayCreate(user, ticket))) throw new Refusal(403, '', 'You may not create this ticket.')
    return context.json(await ask('tickets', ticket), 201)
  })
  return broker
}

function readKey({ data }: Fields): string | undefined {
  const upload = isFields(data) ? data['upload'] : undefined
  const key = isFields(upload) ? upload['key'] : undefined
  return typeof key === 'string' ? key : undefined
}

function readMessage({ errors, error, message }: Fields): string {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  const said = [isFields(first) ? first['message'] : first, message, error].find((text) => typeof text === 'string')
  return typeof said === 'string' ? said : 'Visibuild says no.'
}
