import type { UploadErrorCode } from '../../errors/codes.js'
import type { UploadErrorInit } from '../../errors/UploadError.js'
import type { HttpClient } from './HttpClient.js'
import type { HttpRequest } from './HttpClient.js'
import { readServerText } from './serverText.js'
import { isObject, malformed, readObject, type Unread } from './shape.js'

/** One operation of a GraphQL API. */
export interface GraphqlRequest extends Pick<HttpRequest, 'label' | 'url' | 'headers' | 'context'> {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  /**
   * Reads an error of the API from its `extensions.code`, the error itself and the HTTP status. If it returns
   * undefined, the usual codes decide, then the status; under a status of 200 the error is 'backend-failed'.
   */
  readonly readError?: (
    extensionsCode: string | undefined,
    error: Unread,
    status: number,
  ) => UploadErrorInit | undefined
}

/**
 * Runs an operation and returns its `data`. GraphQL usually reports errors with a status of 200. An answer with errors
 * is a failure even if it has part of the data.
 * @throws {UploadError} for errors in the answer, and if it has no `data`
 */
export async function graphql(client: HttpClient, request: GraphqlRequest): Promise<Unread> {
  const { label, url, headers, context, query, variables = {} } = request
  const { body } = await client.send({
    label,
    url,
    context,
    method: 'POST',
    headers: { Accept: 'application/graphql-response+json, application/json', ...headers },
    body: { query, variables },
    isUnauthorized: (status, answer) => readError(firstError(answer), status, request)?.code === 'unauthorized',
    isProblem: (answer) => firstError(answer) !== undefined,
    readProblem: (status, answer) => readError(firstError(answer), status, request),
    readRefusal: (status, answer) => {
      const error = firstError(answer)
      return error && { code: 'backend-failed', ...readError(error, status, request) }
    },
  })
  const answer = readObject(body, 'the top')
  if (!isObject(answer['data'])) throw malformed('data', 'an object', answer['data'])
  return answer['data']
}

/** An empty list means that there was no error. Anything that is not a list is taken for an error. */
function firstError(body: unknown): Unread | undefined {
  const errors = isObject(body) ? body['errors'] : undefined
  if (errors === undefined || errors === null) return undefined
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [errors]
  if (list.length === 0) return undefined
  const [first] = list
  return isObject(first) ? first : { message: first }
}

function codeOf(error: Unread | undefined): string | undefined {
  const extensions = error?.['extensions']
  const code = isObject(extensions) ? extensions['code'] : undefined
  return typeof code === 'string' ? code : undefined
}

function readError(error: Unread | undefined, status: number, request: GraphqlRequest): UploadErrorInit | undefined {
  if (!error) return undefined
  const extensionsCode = codeOf(error)
  const code = usualCodes[extensionsCode ?? '']
  const serverText = readServerText(error)
  return {
    ...(code && { code }),
    ...(serverText && { serverText }),
    ...request.readError?.(extensionsCode, error, status),
  }
}

const usualCodes: Readonly<Record<string, UploadErrorCode>> = {
  UNAUTHENTICATED: 'unauthorized',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not-found',
  BAD_USER_INPUT: 'request-invalid',
  VALIDATION_ERROR: 'request-invalid',
  GRAPHQL_PARSE_FAILED: 'request-invalid',
  GRAPHQL_VALIDATION_FAILED: 'request-invalid',
  FILE_TOO_LARGE: 'too-large',
  RATE_LIMITED: 'rate-limited',
  INTERNAL_SERVER_ERROR: 'server-error',
}
