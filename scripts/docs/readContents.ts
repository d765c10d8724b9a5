/** What `llms.txt` lists: the guides, in the order in which they are read. */
export interface ContentsSection {
  readonly title: string
  readonly entries: readonly ContentsEntry[]
}

export interface ContentsEntry {
  readonly title: string
  /** The file, from the root of the package. */
  readonly target: string
  /** A sentence that says what is in it. */
  readonly about: string
}

/** Reads `llms.txt`, which is the table of contents of the guides wherever one is needed. */
export function readContents(text: string): readonly ContentsSection[] {
  const [, ...sections] = text.split(/^## /m)
  return sections.map((section) => {
    const [title = '', ...lines] = section.trim().split('\n')
    const entries = lines.flatMap((line) => {
      const [, name, target, about] = /^- \[([^\]]+)\]\(([^)]+)\): (.+)$/.exec(line) ?? []
      return name && target && about ? [{ title: name, target, about }] : []
    })
    return { title, entries }
  })
}
