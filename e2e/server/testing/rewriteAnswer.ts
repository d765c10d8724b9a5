/** Changes to an answer of the server. */
export interface Rewriting {
  /** New values for every field of that name, at any depth. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** Names of fields to omit, at any depth. */
  readonly without?: readonly string[]
  /** Fields to add at the top level. */
  readonly beside?: Readonly<Record<string, unknown>>
}

/** Returns the answer with a changed body; anything but a JSON object stays unchanged. */
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
