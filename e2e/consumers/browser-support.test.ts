import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSupport, type Support } from '../../scripts/package/browserSupport.ts'

const root = resolve(import.meta.dirname, '../..')

/** The style sheet, and every module that a page may load: neither the server, the command nor the kits for tests run in one. */
function readBuilt(): { readonly styles: string; readonly code: string } {
  const exclude = ['dist/{cli,server,testing}/**', 'dist/{server,testing}.js', 'dist/vendor/**']
  const waiting = globSync('dist/**/*.js', { cwd: root, exclude }).map((file) => join(root, file))
  const modules = new Map<string, string>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue
    const code = readFileSync(path, 'utf8')
    modules.set(path, code)
    const imports = code.matchAll(/(?:\bfrom|^import|\bimport\()\s*["'](\.[^"']+)["']/gm)
    for (const [, specifier = ''] of imports) waiting.push(resolve(dirname(path), specifier))
  }
  return { styles: readFileSync(join(root, 'dist/styles.css'), 'utf8'), code: [...modules.values()].join('\n') }
}

describe('the built package', () => {
  let support: Support

  beforeAll(() => {
    const { styles, code } = readBuilt()
    support = readSupport(styles, code)
  })

  it('uses no style whose browser support is unknown', () => {
    expect(support.unknown).toEqual([])
  })

  it('needs exactly the browser versions that the README names', () => {
    const { chrome, edge, firefox, safari } = support.versions
    expect(edge).toBe(chrome)
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const claim = /Chrome and Edge [\d.]+, Firefox [\d.]+, Safari [\d.]+ and newer/.exec(readme)?.[0]
    // With the feature that needs each version, so that a failure shows what has changed.
    expect({ claim, ...support.causes }).toEqual({
      claim: `Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari} and newer`,
      ...support.causes,
    })
  })
})

describe('the browser versions that a build needs', () => {
  it('rise with a new CSS function, but not when it is inside @supports', () => {
    const rule = 'a { inline-size: round(down, 100%, 1px) }'
    expect(readSupport(rule, '').versions).toMatchObject({ chrome: 125, safari: 15.4 })
    expect(readSupport(`@supports (inline-size: round(down, 1px, 1px)) { ${rule} }`, '').versions.chrome).toBeLessThan(
      60,
    )
  })

  it('rise with a new built-in and with a new interface', () => {
    expect(readSupport('', 'URL.canParse(url)').versions.chrome).toBe(120)
    expect(readSupport('', 'Promise.withResolvers()').versions.firefox).toBe(121)
  })

  it('are unknown when a function or an at-rule has no entry', () => {
    expect(readSupport('@nonsense x {} a { width: sheen(3px) }', '').unknown).toEqual(['@nonsense', 'sheen()'])
  })
})
