import { http, HttpResponse, type HttpHandler } from 'msw'
import { answerCall, type MockCall } from './answerCall.js'
import type { MockOptions } from './MockOptions.js'
import type { MockRefusal } from './MockRefusal.js'
import { pickSelected, readSelection, type SelectedField } from './readSelection.js'

export type Variables = Readonly<Record<string, unknown>>

/** A root field: its role in an upload, and its implementation, which refuses with a MockRefusal. */
export interface RootField {
  readonly call: MockCall
  readonly resolve: (variables: Variables) => unknown
}

interface GraphqlMock {
  readonly endpoint: string
  readonly read: () => MockOptions<string>
  readonly fields: Readonly<Record<string, RootField>>
  /** Whether errors have a code besides their message. @default true */
  readonly hasCodes?: boolean
  /** Checks the caller's credentials. Refuses with a MockRefusal. */
  readonly authorize?: (headers: Headers, call: MockCall) => void
}

interface Body {
  readonly query?: unknown
  readonly variables?: Variables | null
}

/**
 * One endpoint with the root fields of a documented API. Unknown operations go to the next handler, because
 * the app's own may share the URL.
 */
export function graphqlHandler({ endpoint, read, fields, hasCodes = true, authorize }: GraphqlMock): HttpHandler {
  return http.post(endpoint, async ({ request }) => {
    const { query, variables } = (await request.clone().json()) as Body
    const [asked] = selectionOf(query)
    const field = asked && fields[asked.name]
    if (!field) return undefined
    return answerCall({
      options: read(),
      call: field.call,
      respond: (refusal) => refuse(refusal, hasCodes),
      work: async () => {
        authorize?.(request.headers, field.call)
        return answerWith(asked, await field.resolve(variables ?? {}))
      },
    })
  })
}

function selectionOf(query: unknown): readonly SelectedField[] {
  try {
    return readSelection(String(query))
  } catch {
    return []
  }
}

function answerWith({ name, fields }: SelectedField, value: unknown): Response {
  try {
    return HttpResponse.json({ data: { [name]: pickSelected(value, fields) } })
  } catch (error) {
    const { message } = error as Error
    return HttpResponse.json(
      { errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      { status: 400 },
    )
  }
}

/** GraphQL refuses with a status of 200, unless the server is not reached or fails. */
function refuse({ status, code, message }: MockRefusal, hasCodes: boolean): Response {
  const errors = [{ message, ...(hasCodes && code !== undefined && { extensions: { code } }) }]
  return HttpResponse.json({ data: null, errors }, { status: status === 401 || status >= 500 ? status : 200 })
}
