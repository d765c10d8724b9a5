import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peerVersions } from '../../bench/peers/peers.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
const guide = read('docs/benchmarks.md')
const source = read('bench/bench.ts')

const benchmarks = [...source.matchAll(/^ {2}(\w+): measure\w+,$/gm)].map(([, name = '']) => name)
const options = [...source.matchAll(/^ {4}'?([\w-]+)'?: \{ type: 'string'/gm)].map(([, name = '']) => name)

describe('the guide to the benchmarks', () => {
  it('explains every benchmark', () => {
    expect(benchmarks).toContain('peers')
    expect(benchmarks.filter((name) => !guide.includes(`| \`${name}\` |`))).toEqual([])
  })

  it('explains every option', () => {
    expect(options).toContain('at-once')
    expect(options.filter((name) => !guide.includes(`| \`--${name} `))).toEqual([])
  })

  it.each(Object.entries(peerVersions))('names %s in the version %s that is measured', (name, version) => {
    const row = guide.split('\n').find((line) => line.includes(`\`${name}\``))
    expect(row).toContain(version)
  })
})
