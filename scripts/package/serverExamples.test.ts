import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flatten, snippetsOf } from './snippets.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const snippets = snippetsOf(read('README.md'))
const linesOf = (text: string): readonly string[] => flatten(text).split('\n').filter(Boolean)

function snippetWith(line: string): string {
  const found = snippets.filter((snippet) => snippet.includes(line))
  if (found.length !== 1) throw new Error(`${found.length} snippets of the README have ${line}.`)
  return found[0] ?? ''
}

describe.each([
  {
    app: 'server-hono',
    page: 'Photos.tsx',
    mount: 'server.ts',
    line: 'app.all(',
  },
  {
    app: 'server-express',
    page: 'Photos.tsx',
    mount: 'server.ts',
    line: 'app.use(',
  },
  {
    app: 'next',
    page: 'app/own-server/Photos.tsx',
    mount: 'app/api/uploads/[...path]/route.ts',
    line: 'export { uploads as',
  },
])('examples/$app', ({ app, page, mount, line }) => {
  const file = (name: string): string => read(`examples/${app}/${name}`)

  it("has the README's quick start as its page", () => {
    expect(flatten(file(page)).replace("'use client'", '').trim()).toBe(snippetWith('export function Photos()'))
  })

  it("has the README's ten lines as its server, and they are ten", () => {
    expect(flatten(file('uploads.ts')).trim()).toBe(snippetWith('export const uploads = createUploads({'))
    expect(linesOf(file('uploads.ts'))).toHaveLength(10)
  })

  it('mounts it as the README does', () => {
    const lines = linesOf(snippetWith(line)).filter((one) => !one.startsWith('//'))
    expect(linesOf(file(mount))).toEqual(expect.arrayContaining([...lines]))
  })

  it('stands in for a sign-in like the other examples', () => {
    expect(file('session.ts')).toBe(read('examples/server-hono/session.ts'))
  })
})
