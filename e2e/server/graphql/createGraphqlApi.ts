import { buildSchema, type DocumentNode, execute, type GraphQLFormattedError, GraphQLError, validate } from 'graphql'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { invalid, type Refusal } from '../../../src/server/uploads/Refusal.ts'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { isFields, readJsonObject } from '../json.ts'
import { observeCall } from '../testing/observeCall.ts'
import { headersOf, toRefusal } from '../toRefusal.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { readDocument, rootFieldOf } from './readDocument.ts'

/** A vendor's GraphQL API: its documented schema and the resolvers of its root fields. */
export interface GraphqlApi {
  readonly sdl: string
  /** The name of a root field in the log and the fault script. */
  readonly callOf: Readonly<Record<string, string>>
  readonly resolvers: Readonly<Record<string, Resolver>>
  /** Whether errors have a code besides their message. @default true */
  readonly hasCodes?: boolean
}

// oxlint-disable-next-line typescript/no-explicit-any -- the engine has checked the arguments against the schema
export type Resolver = (args: any, context: ApiContext) => unknown

/** Builds a GraphQL refusal: status 200, `errors`, and a code in `extensions` if the API has codes. */
export function refuse(message: string, code?: string): GraphQLError {
  return new GraphQLError(message, code === undefined ? {} : { extensions: { code } })
}

/** Serves the schema with a real GraphQL engine, so that everything undocumented is refused. */
export function createGraphqlApi(
  { name, observation, identify }: Pick<VendorApi, 'name' | 'observation' | 'identify'>,
  api: GraphqlApi,
): Hono<ApiEnv> {
  const schema = buildSchema(api.sdl)
  const app = new Hono<ApiEnv>()
  // Errors from outside the engine, and those that a test has asked for, which may have a status of 200.
  app.onError((error, context) => {
    const refusal = toRefusal(error)
    const errors = [formatRefusal(api, refusal)]
    return context.json({ data: null, errors }, refusal.status as ContentfulStatusCode, headersOf(refusal))
  })
  const documents = new WeakMap<ApiContext, DocumentNode | GraphQLError>()
  app.post(
    '/graphql',
    async (context, next) => {
      const document = attempt((await readBody(context)).query)
      documents.set(context, document)
      const field = document instanceof GraphQLError ? '' : rootFieldOf(document)
      const call = Object.hasOwn(api.callOf, field) ? api.callOf[field] : undefined
      return observeCall(observation, name, call ?? 'unknown')(context, next)
    },
    identify,
    async (context) => {
      const document = documents.get(context) ?? new GraphQLError('There is no query.')
      const wrong = document instanceof GraphQLError ? [document] : validate(schema, document)
      if (document instanceof GraphQLError || wrong.length > 0) {
        return context.json({ errors: wrong.map(formatInvalid) }, 400)
      }
      return run(document, context)
    },
  )

  async function run(document: DocumentNode, context: ApiContext): Promise<Response> {
    const { variables } = await readBody(context)
    const result = await execute({
      schema,
      document,
      rootValue: api.resolvers,
      contextValue: context,
      variableValues: variables,
    })
    const errors = result.errors?.map((error) => formatError(api, error))
    return context.json({ data: result.data ?? null, ...(errors && { errors }) })
  }

  return app
}

interface Body {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

async function readBody(context: ApiContext): Promise<Body> {
  const { query, variables } = await readJsonObject(context)
  if (typeof query !== 'string') throw invalid('There is no query.', 400)
  return { query, variables: isFields(variables) ? variables : {} }
}

function attempt(query: string): DocumentNode | GraphQLError {
  try {
    return readDocument(query)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function formatInvalid(error: GraphQLError): GraphQLFormattedError {
  return { ...toShortJson(error), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }
}

/** The engine repeats a value of the caller in each message about it, however long it is. */
const longestMessage = 500

function toShortJson(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), message: error.message.slice(0, longestMessage) }
}

/** Hides the message of an unexpected error. */
function formatError(api: GraphqlApi, error: GraphQLError): GraphQLFormattedError {
  const { originalError: original } = error
  if (!original || original instanceof GraphQLError) return toShortJson(error)
  return { ...toShortJson(error), ...formatRefusal(api, toRefusal(original)) }
}

function formatRefusal({ hasCodes = true }: GraphqlApi, { message, code }: Refusal): GraphQLFormattedError {
  if (!hasCodes) return { message }
  return { message, extensions: { code: usualCodes[code] ?? code.toUpperCase().replaceAll('-', '_') } }
}

/** The codes that most GraphQL servers use. */
const usualCodes: Readonly<Record<string, string>> = {
  unauthorized: 'UNAUTHENTICATED',
  'request-invalid': 'BAD_USER_INPUT',
  'server-error': 'INTERNAL_SERVER_ERROR',
  'too-large': 'FILE_TOO_LARGE',
}
