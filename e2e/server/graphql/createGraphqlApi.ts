import {
  buildSchema,
  execute,
  type GraphQLFormattedError,
  GraphQLError,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { Problem, toProblem } from '../problem.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'

/** A vendor's GraphQL API: its documented schema and the resolvers of its root fields. */
export interface GraphqlApi {
  /** 'ion', … */
  readonly name: string
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
  api: GraphqlApi,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const schema = buildSchema(api.sdl)
  const app = new Hono<ApiEnv>()
  // Errors from outside the engine, and those that a test has asked for, which may have a status of 200.
  app.onError((error, context) => {
    const problem = toProblem(error)
    const errors = [formatProblem(api, problem)]
    return context.json({ data: null, errors }, problem.status as ContentfulStatusCode, problem.headers)
  })
  app.post(
    '/graphql',
    async (context, next) => {
      const call = api.callOf[rootFieldOf(await readQuery(context))] ?? 'unknown'
      return observeCall(observation, api.name, call)(context, next)
    },
    identify,
    async (context) => {
      const { query, variables } = await readBody(context)
      try {
        const document = parse(query)
        const invalid = validate(schema, document)
        if (invalid.length > 0) return context.json({ errors: invalid.map(formatInvalid) }, 400)
        const result = await execute({
          schema,
          document,
          rootValue: api.resolvers,
          contextValue: context,
          variableValues: variables,
        })
        const errors = result.errors?.map((error) => formatError(api, error))
        return context.json({ data: result.data ?? null, ...(errors && { errors }) })
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error
        return context.json({ errors: [formatInvalid(error)] }, 400)
      }
    },
  )
  return app
}

interface Body {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

async function readBody(context: ApiContext): Promise<Body> {
  const body: unknown = await context.req.json().catch(() => null)
  const { query, variables } = (body ?? {}) as Partial<Body>
  if (typeof query !== 'string') throw new Problem(400, { code: 'request-invalid', message: 'There is no query.' })
  return { query, variables: variables ?? {} }
}

async function readQuery(context: ApiContext): Promise<string> {
  return (await readBody(context)).query
}

function rootFieldOf(query: string): string {
  try {
    const operation = parse(query).definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
    )
    const [field] = operation?.selectionSet.selections ?? []
    return field?.kind === 'Field' ? field.name.value : ''
  } catch {
    return ''
  }
}

function formatInvalid(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }
}

/** Hides the message of an unexpected error. */
function formatError(api: GraphqlApi, error: GraphQLError): GraphQLFormattedError {
  const { originalError: original } = error
  if (!original || original instanceof GraphQLError) return error.toJSON()
  return { ...error.toJSON(), ...formatProblem(api, toProblem(original)) }
}

function formatProblem({ hasCodes = true }: GraphqlApi, { message, code }: Problem): GraphQLFormattedError {
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
