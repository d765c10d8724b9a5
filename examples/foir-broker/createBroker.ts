import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { callFoir, isFields } from './callFoir.ts'
import { findOperation, type Operation } from './operations.ts'
import { createOwnersInMemory, type Owners } from './owners.ts'
import { Refusal } from './Refusal.ts'

export interface BrokerOptions {
  readonly foirUrl: string
  /** Needs the scopes files:write and files:read. */
  readonly secretKey: string
  /** Who asks, by the session that your app has anyway; null: nobody is signed in. */
  readonly findUser: (context: Context) => Promise<string | null>
  /** @default in memory, until the next restart */
  readonly owners?: Owners
}

const longestBodyBytes = 64 * 1024

/**
 * Stands between browsers and Foir: holds the secret key, lets signed-in users ask for three things, and remembers
 * whose each upload is. The bytes never come by here.
 */
export function createBroker(options: BrokerOptions): Hono {
  const { owners = createOwnersInMemory() } = options
  const broker = new Hono()
  broker.use(bodyLimit({ maxSize: longestBodyBytes }))
  broker.onError((error, context) => {
    if (!(error instanceof Refusal)) throw error
    const { status, code, message } = error
    return context.json({ data: null, errors: [{ message, extensions: { code } }] }, status)
  })
  broker.post('/graphql', async (context) => {
    const user = await options.findUser(context)
    if (user === null) throw new Refusal(401, 'UNAUTHENTICATED', 'Please sign in.')
    const { operation, variables } = await readRequest(context)
    await checkOwner(operation, variables, user, owners)
    const { foirUrl: url, secretKey } = options
    const data = await callFoir({ url, secretKey, document: operation.document, variables })
    await claimResult(operation, data, user, owners)
    return context.json({ data })
  })
  return broker
}

interface BrokerRequest {
  readonly operation: Operation
  readonly variables: Readonly<Record<string, unknown>>
}

async function readRequest(context: Context): Promise<BrokerRequest> {
  // A form of another page cannot send this type without asking first, so a session cookie alone moves nothing.
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    throw new Refusal(415, 'BAD_USER_INPUT', 'The body must be JSON.')
  }
  const body: unknown = await context.req.json().catch(() => null)
  const { query, variables = {} } = isFields(body) ? body : {}
  const operation = findOperation(query)
  if (!operation || !isFields(variables)) throw new Refusal(400, 'BAD_USER_INPUT', 'This cannot be asked for here.')
  const allowed = Object.entries(variables).filter(([name]) => operation.variables.includes(name))
  return { operation, variables: Object.fromEntries(allowed) }
}

/** Somebody else's upload is as unknown as none at all. */
async function checkOwner(
  { field }: Operation,
  variables: BrokerRequest['variables'],
  user: string,
  owners: Owners,
): Promise<void> {
  if (field === 'createFileUpload') return
  const id = field === 'file' ? variables['id'] : variables['uploadId']
  if (typeof id === 'string' && (await owners.isOwner(id, user))) return
  throw new Refusal(200, 'NOT_FOUND', field === 'file' ? 'The file was not found.' : 'The upload was not found.')
}

async function claimResult(
  { field }: Operation,
  data: Readonly<Record<string, unknown>>,
  user: string,
  owners: Owners,
): Promise<void> {
  const result = data[field]
  const id = isFields(result) ? (result['uploadId'] ?? result['id']) : undefined
  if (typeof id === 'string') await owners.claim(id, user)
}
