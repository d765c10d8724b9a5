/** What nobody may ever find again of the tickets in an answer: signatures and policies. */
export function readSecrets(answer: string): readonly string[] {
  if (!answer.startsWith('{"tickets"')) return []
  const { tickets }: { readonly tickets: readonly AnyTicket[] } = JSON.parse(answer)
  return tickets.flatMap(secretsOf)
}

interface AnyTicket {
  readonly kind: string
  readonly url?: string
  readonly fields?: readonly (readonly [name: string, value: string])[]
}

function secretsOf({ kind, url, fields = [] }: AnyTicket): readonly string[] {
  if (kind === 'put' && url !== undefined) return [new URL(url).searchParams.get('X-Amz-Signature') ?? '']
  const secretFields = new Set(['x-amz-signature', 'policy'])
  return fields.flatMap(([name, value]) => (secretFields.has(name.toLowerCase()) ? [value] : []))
}
