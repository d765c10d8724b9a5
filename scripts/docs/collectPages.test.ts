import { describe, expect, it } from 'vitest'
import { collectPages } from './collectPages.ts'
import { readGuideContents, renderLlms, renderLlmsFull } from './forModels.ts'
import type { Page } from './Page.ts'
import { readLinks, rewriteLinks } from './rewriteLinks.ts'
import { slugify } from './slugify.ts'
import { splitFences } from './splitFences.ts'

const errors: Page = { path: 'reference/errors.md', title: 'Error codes', text: '# Error codes\n', kind: 'generated' }
const site = collectPages([errors])
const textOf = (path: string): string => site.pages.find((page) => page.path === path)?.text ?? ''

describe('the pages of the site', () => {
  it('are all guides that llms.txt lists, and the files that they link to', () => {
    const paths = new Set(site.pages.map(({ path }) => path))
    const listed = readGuideContents().flatMap(({ entries }) => entries.map(({ target }) => site.place(target)))
    expect(listed.length).toBeGreaterThan(20)
    expect(listed.filter((path) => !paths.has(path))).toEqual(['reference/rest-contract.md'])
    expect(textOf('source/examples/vite/avatar-field/main.tsx.md')).toContain('```tsx\nimport ')
    expect(textOf('source/examples/broker-parts/index.md')).toContain('- [`owners.ts`](./owners.ts.md)')
  })

  it('link to each other, and to no file of the repository', () => {
    expect(textOf('overview.md')).toContain('](./reference/rest-contract.md)')
    expect(textOf('backends/ion.md')).toMatch(/\]\(\.\.?\/[^)]*\.md/)
    const paths = new Set([...site.pages.map(({ path }) => path), ...site.pictures, 'reference/rest-contract.md'])
    const lost = site.pages.flatMap(({ path, text }) =>
      readLinks(text, path).flatMap((target) => (paths.has(target) ? [] : [`${path}: ${target}`])),
    )
    // What only the whole reference has.
    expect(lost.filter((link) => !link.includes(': reference/'))).toEqual([])
  })

  it('have no two with the same path', () => {
    expect(new Set(site.pages.map(({ path }) => path)).size).toBe(site.pages.length)
  })
})

describe('the files for models', () => {
  it('list every page that llms.txt lists in the package, and the reference', () => {
    const text = renderLlms(site.pages, site.place)
    for (const { entries } of readGuideContents()) {
      for (const { target, about } of entries) expect(text).toContain(`](${site.place(target)}): ${about}`)
    }
    expect(text).toContain('- [Error codes](reference/errors.md)')
    expect(text).not.toContain('node_modules')
  })

  it('have all guides in one', () => {
    const text = renderLlmsFull(site.pages)
    expect(text).toContain('<!-- server.md -->')
    expect(text).toContain('<!-- reference/errors.md -->')
    expect(text).not.toContain('<!-- source/')
  })
})

describe('splitFences', () => {
  it('loses nothing, and takes shorter fences as code', () => {
    const page = 'a\n\n````md\n```ts\nlet a\n```\n````\n\n  ```sh\n  ls\n  ```\nb\n'
    const stretches = splitFences(page)
    expect(stretches.map(({ text }) => text).join('')).toBe(page)
    expect(stretches.map(({ isCode }) => isCode)).toEqual([false, true, false, true, false])
  })
})

describe('rewriteLinks', () => {
  it('replaces links to files, and no others', () => {
    const place = (target: string): string => (target === 'docs/b.md' ? 'guides/b.md' : target)
    const rewrite = (text: string): string => rewriteLinks(text, 'docs/a.md', place, 'a.md')
    expect(rewrite('[b](b.md#part) [c](https://c.test) [d](#d) [e](mailto:e@e.test)')).toBe(
      '[b](./guides/b.md#part) [c](https://c.test) [d](#d) [e](mailto:e@e.test)',
    )
    expect(rewrite('```md\n[b](b.md)\n```')).toBe('```md\n[b](b.md)\n```')
  })
})

describe('slugify', () => {
  it('makes the ids that GitHub makes', () => {
    expect(slugify("Your server, in `ten` lines: what's (not) there")).toBe('your-server-in-ten-lines-whats-not-there')
    expect(slugify('`GET /files/{id}`')).toBe('get-filesid')
  })
})
