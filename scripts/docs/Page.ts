/** One page of the docs site, as Markdown. */
export interface Page {
  /** Its place on the site: `backends/ion.md`. */
  readonly path: string
  readonly title: string
  readonly text: string
  /** written: by people. generated: from the source. code: a file that a page links to. */
  readonly kind: 'written' | 'generated' | 'code'
}

/** A page that the repository has as a file. Links are still those of the repository. */
export interface WrittenPage extends Page {
  /** The file, from the root of the repository: `docs/backends/ion.md`. */
  readonly source: string
}
