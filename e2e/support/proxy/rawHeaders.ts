/** Names and values in turn, in Node's format. */
export type RawHeaders = readonly string[]

export function withoutHeader(raw: RawHeaders, name: string): string[] {
  return raw.filter((_, index) => raw[index - (index % 2)]?.toLowerCase() !== name.toLowerCase())
}

/** Replaces headers; null removes one. */
export function withHeaders(raw: RawHeaders, changes: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(changes).reduce<string[]>(
    (headers, [name, value]) => [...withoutHeader(headers, name), ...(value === null ? [] : [name, value])],
    [...raw],
  )
}
