import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleStyles } from '../build/bundleStyles.ts'
import { browsers, readSupport } from './browserSupport.ts'

const root = resolve(import.meta.dirname, '../..')
const support = readSupport(bundleStyles(resolve(root, 'src/styles.css')), '')

// A test of the built package looks at the code as well.
describe('the style sheet', () => {
  it('uses nothing whose browser support is unknown', () => {
    expect(support.unknown).toEqual([])
  })

  it('needs no newer browsers than the README names', () => {
    const readme = readFileSync(resolve(root, 'README.md'), 'utf8')
    const [, chrome, firefox, safari] =
      /Chrome and Edge ([\d.]+), Firefox ([\d.]+), Safari ([\d.]+) and newer/.exec(readme) ?? []
    const named = { chrome: Number(chrome), edge: Number(chrome), firefox: Number(firefox), safari: Number(safari) }
    const newer = browsers.filter((browser) => !(support.versions[browser] <= named[browser]))
    expect(newer.map((browser) => support.causes[browser])).toEqual([])
  })
})
