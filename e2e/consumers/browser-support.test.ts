import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSupport, type Support } from '../../scripts/package/browserSupport.ts'

const root = resolve(import.meta.dirname, '../..')

/** What a page loads; the testing entries run in Node. */
function readBuilt(): { readonly styles: string; readonly code: string } {
  const files = globSync('dist/**/*.js', { cwd: root, exclude: ['dist/testing/**', 'dist/testing.js'] })
  return {
    styles: readFileSync(join(root, 'dist/styles.css'), 'utf8'),
    code: files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n'),
  }
}

describe('the built package', () => {
  let support: Support

  beforeAll(() => {
    const { styles, code } = readBuilt()
    support = readSupport(styles, code)
  })

  it('uses nothing in its styles of which nobody knows who supports it', () => {
    expect(support.unknown).toEqual([])
  })

  it('runs in the browsers that the README names, and asks for none that it does not', () => {
    const { chrome, edge, firefox, safari } = support.versions
    expect(edge).toBe(chrome)
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const claim = /Chrome and Edge [\d.]+, Firefox [\d.]+, Safari [\d.]+ and newer/.exec(readme)?.[0]
    // With what asks for each version, so that a failure tells what has changed.
    expect({ claim, ...support.causes }).toEqual({
      claim: `Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari} and newer`,
      ...support.causes,
    })
  })
})

describe('what a build asks of browsers', () => {
  it('rises with a function that only new ones have, and not where it stands in @supports', () => {
    const rule = 'a { inline-size: round(down, 100%, 1px) }'
    expect(readSupport(rule, '').versions).toMatchObject({ chrome: 125, safari: 15.4 })
    expect(readSupport(`@supports (inline-size: round(down, 1px, 1px)) { ${rule} }`, '').versions.chrome).toBeLessThan(
      60,
    )
  })

  it('rises with a built-in and with an interface that only new ones have', () => {
    expect(readSupport('', 'URL.canParse(url)').versions.chrome).toBe(120)
    expect(readSupport('', 'Promise.withResolvers()').versions.firefox).toBe(121)
  })

  it('is unknown where a function or an at-rule has not been looked up', () => {
    expect(readSupport('@nonsense x {} a { width: sheen(3px) }', '').unknown).toEqual(['@nonsense', 'sheen()'])
  })
})
