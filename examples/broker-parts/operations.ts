import { type Fields, isFields, pickFields } from './fields.ts'
import type { Owners } from './owners.ts'
import { Refusal, unavailable } from './Refusal.ts'

/** An operation that browsers may use. The broker sends its own document, never one from the browser. */
export interface Operation {
  /** The name of the root field. */
  readonly field: string
  readonly document: string
  /** The variables that are passed on. */
  readonly variables: readonly string[]
  /** Reads the id that the user must own from the variables. Omitted if there is no id yet. */
  readonly idIn?: (variables: Fields) => unknown
  /** Reads the id that the user owns from now on from the root field. */
  readonly claims?: (result: Fields) => unknown
  /** The message for an id that belongs to another user or does not exist. */
  readonly unknown?: string
}

/** Operations by the name of their root field. */
export type Operations = Readonly<Record<string, Operation>>

export interface Asked {
  readonly operation: Operation
  readonly variables: Fields
}

/** @throws {Refusal} if the body asks for anything else */
export function readAsked({ query, variables = {} }: Fields, operations: Operations): Asked {
  const name = typeof query === 'string' ? /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1] : undefined
  const operation = name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation || !isFields(variables)) throw new Refusal(400, 'BAD_USER_INPUT', 'This operation is not allowed.')
  return { operation, variables: pickFields(variables, operation.variables) }
}

/**
 * Runs an operation for a user.
 * @param ask returns the `data` of the API behind the broker
 * @throws {Refusal} if the id belongs to another user
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
 * Returns the `data` of an answer.
 * @throws {Refusal} with the API's message, unless it is about the app's own credentials
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
  return new Refusal(200, code, typeof message === 'string' ? message : 'The service refused the request.')
}

/** Formats a refusal as a GraphQL error. @throws any other error */
export function answerRefusal(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error
  const { status, code, message, headers } = error
  return Response.json({ data: null, errors: [{ message, extensions: { code } }] }, { status, headers })
}
