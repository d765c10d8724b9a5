import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
const workflows = globSync('.github/workflows/*.yml', { cwd: root })
const forms = globSync('.github/ISSUE_TEMPLATE/!(config).yml', { cwd: root })

describe.each(workflows)('%s', (path) => {
  it('names each action by the commit, and by the version that it is', () => {
    const uses = read(path).match(/uses: .*/g) ?? []
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  it('may only read, unless a job says what else it needs', () => {
    expect(parse(read(path)).permissions).toEqual({ contents: 'read' })
  })

  it('makes the keys of its caches from files that exist', () => {
    const hashed = [...read(path).matchAll(/hashFiles\(([^)]*)\)/g)].flatMap(([, args = '']) => args.match(/[^', ]+/g))
    expect(hashed.filter((file) => !file || globSync(file, { cwd: root }).length === 0)).toEqual([])
  })

  it('runs scripts that exist', () => {
    const scripts = [...read(path).matchAll(/run: (?:node|bash) (\S+)/g)].map(([, script = '']) => script)
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter((script) => globSync(script, { cwd: root }).length === 0)).toEqual([])
  })
})

describe.each(forms)('%s', (path) => {
  it('asks questions that have labels, and ids of their own', () => {
    const { name, description, body } = parse(read(path))
    expect([name, description]).toEqual([expect.any(String), expect.any(String)])
    const questions = body.filter(({ type }: { type: string }) => type !== 'markdown')
    const ids: readonly string[] = questions.map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(questions.length)
    expect(questions.every(({ attributes }: { attributes: { label?: string } }) => attributes.label)).toBe(true)
  })
})
