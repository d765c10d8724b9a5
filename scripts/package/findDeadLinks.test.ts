import { describe, expect, it } from 'vitest'
import { findDeadLinks } from './findDeadLinks.ts'

const guide = { path: 'docs/guide.md', text: '# The guide\n\n## What `it` does\n\n## Twice\n\n## Twice\n' }
const paths = ['docs/guide.md', 'docs/picture.png', 'examples', 'README.md']
const follow = (text: string): readonly string[] =>
  findDeadLinks([guide, { path: 'README.md', text }], (path) => paths.includes(path))

describe('findDeadLinks', () => {
  it.each([
    ['[a page](docs/guide.md)'],
    ['[a heading](docs/guide.md#what-it-does)'],
    ['[the second of two](docs/guide.md#twice-1)'],
    ['[its own heading](#here)\n\n## Here'],
    ['[a folder](examples)'],
    ['<img src="docs/picture.png" />'],
    ['[another site](https://example.com/x.md) and [mail](mailto:a@example.com)'],
    ['`[code](nowhere.md)`'],
    ['```md\n[code](nowhere.md)\n```'],
  ])('follows %s', (text) => {
    expect(follow(text)).toEqual([])
  })

  it.each([
    ['[a page](docs/gone.md)', /gone\.md, which is not there/],
    ['[a heading](docs/guide.md#gone)', /no such heading/],
    ['[its own heading](#gone)', /no such heading/],
    ['<source srcset="docs/gone.png" />', /gone\.png, which is not there/],
    ['```md\n[code](nowhere.md)\n```\n\n[a page](docs/gone.md)', /gone\.md/],
    ['[a line of code](docs/picture.png#L10)', /no such heading/],
  ])('finds %s', (text, problem) => {
    expect(follow(text)).toEqual([expect.stringMatching(problem)])
  })

  it('starts from the page that has the link', () => {
    const pages = [{ ...guide, text: '[up](../README.md) [beside](README.md)' }]
    expect(findDeadLinks(pages, (path) => paths.includes(path))).toEqual([
      'docs/guide.md links to README.md, which is not there',
    ])
  })
})
