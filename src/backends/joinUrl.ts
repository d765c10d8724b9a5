/** Appends a path to a base that may be relative and may have a query of its own. */
export function joinUrl(base: string, path: string): string {
  const [baseAndQuery = ''] = base.split('#')
  const [start = '', ...ownQuery] = baseAndQuery.split('?')
  const [end = '', ...query] = path.split('?')
  const queries = [...ownQuery, ...query].filter(Boolean)
  return `${start.replace(/\/+$/, '')}${end}${queries.length > 0 ? `?${queries.join('&')}` : ''}`
}
