/** Appends a path to a base, with one slash between them. The base may be relative and may have a query of its own. */
export function joinUrl(base: string, path: string): string {
  const [baseAndQuery = ''] = base.split('#')
  const [start = '', ...ownQuery] = baseAndQuery.split('?')
  const [end = '', ...query] = path.split('?')
  const tail = end === '' ? '' : `/${end.replace(/^\/+/, '')}`
  const queries = [...ownQuery, ...query].filter(Boolean)
  return `${withoutSlashes(start)}${tail}${queries.length > 0 ? `?${queries.join('&')}` : ''}`
}

/** A regular expression would take quadratic time for a long run of slashes in the middle. */
function withoutSlashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end -= 1
  return text.slice(0, end)
}
