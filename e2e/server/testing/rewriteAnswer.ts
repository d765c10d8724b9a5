/** What an answer says instead of what the server meant to say. */
export interface Rewriting {
  /** New values, for every field of that name, wherever it stands. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** Names of fields that are left out, wherever they stand. */
  readonly without?: readonly string[]
  /** Fields that stand at the top besides. */
  readonly beside?: Readonly<Record<string, unknown>>
}

/** The same answer with another body; what is no JSON object stays as it is. */
export async function rewriteAnswer(answer: Response, rewriting: Rewriting): Promise<Response> {
  const body: unknown = await answer.clone().json()
  if (typeof body !== 'object' || body === null) return answer
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  const text = JSON.stringify({ ...(rewrite(body, rewriting) as object), ...rewriting.beside })
  return new Response(text, { status: answer.status, headers })
}

function rewrite(value: unknown, rewriting: Rewriting): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => rewrite(member, rewriting))
  if (typeof value !== 'object' || value === null) return value
  const { fields = {}, without = [] } = rewriting
  const entries = Object.entries(value)
    .filter(([name]) => !without.includes(name))
    .map(([name, field]: [string, unknown]) => [name, name in fields ? fields[name] : rewrite(field, rewriting)])
  return Object.fromEntries(entries) as unknown
}
