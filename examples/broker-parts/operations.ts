import { type Fields, isFields, pickFields } from './fields.ts'
import type { Owners } from './owners.ts'
import { Refusal, unavailable } from './Refusal.ts'

/** What a browser may ask a GraphQL API for. Whatever it writes itself is never sent on: these documents are. */
export interface Operation {
  /** The root field. */
  readonly field: string
  readonly document: string
  /** Variables that go along; others stay behind. */
  readonly variables: readonly string[]
  /** The id that must be the user's; absent: there is none yet. */
  readonly idIn?: (variables: Fields) => unknown
  /** The id that is the user's from now on, out of the root field. */
  readonly claims?: (result: Fields) => unknown
  /** What a user is told of an id that is not theirs, as of one that nobody has. */
  readonly unknown?: string
}

/** By the names that they begin with. */
export type Operations = Readonly<Record<string, Operation>>

export interface Asked {
  readonly operation: Operation
  readonly variables: Fields
}

/** @throws {Refusal} where the body asks for anything else */
export function readAsked({ query, variables = {} }: Fields, operations: Operations): Asked {
  const name = typeof query === 'string' ? /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1] : undefined
  const operation = name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation || !isFields(variables)) throw new Refusal(400, 'BAD_USER_INPUT', 'This cannot be asked for here.')
  return { operation, variables: pickFields(variables, operation.variables) }
}

/**
 * Does what was asked, for this user.
 * @param ask gives the `data` of the API behind the broker
 * @throws {Refusal} where the id is somebody else's
 */
export async function passOn(
  { operation, variables }: Asked,
  user: string,
  owners: Owners,
  ask: (document: string, variables: Fields) => Promise<Fields>,
): Promise<Fields> {
  const id = operation.idIn?.(variables)
  if (operation.idIn && !(typeof id === 'string' && (await owners.isOwner(id, user)))) {
    throw new Refusal(200, 'NOT_FOUND', operation.unknown ?? 'It was not found.')
  }
  const data = await ask(operation.document, variables)
  const result = data[operation.field]
  const claimed = isFields(result) ? operation.claims?.(result) : undefined
  if (typeof claimed === 'string') await owners.claim(claimed, user)
  return data
}

/**
 * The `data` of an answer.
 * @throws {Refusal} with what the API says, where that is for the user; that our own credentials are wrong is not
 */
export function readData(status: number, body: Fields): Fields {
  const first: unknown = Array.isArray(body['errors']) ? body['errors'][0] : undefined
  if (isFields(first)) throw readError(first)
  const { data } = body
  if (status !== 200 || !isFields(data)) throw unavailable()
  return data
}

function readError({ extensions, message }: Fields): Refusal {
  const code = isFields(extensions) ? String(extensions['code']) : ''
  if (code === 'UNAUTHENTICATED' || code === 'INTERNAL_SERVER_ERROR') return unavailable()
  return new Refusal(200, code, typeof message === 'string' ? message : 'The service says no.')
}

/** In GraphQL's way of saying no. @throws whatever is no refusal */
export function answerRefusal(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error
  const { status, code, message, headers } = error
  return Response.json({ data: null, errors: [{ message, extensions: { code } }] }, { status, headers })
}
