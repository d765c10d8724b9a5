/** The types on each line of a table. A name without a kind is of the same kind as the one before it. */
export function readTypeLines(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      let kind = ''
      return line.split(' ').map((name) => {
        if (!name.includes('/')) return `${kind}/${name}`
        kind = name.slice(0, name.indexOf('/'))
        return name
      })
    })
}
