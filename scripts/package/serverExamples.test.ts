import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSession } from '../../examples/server-hono/session.ts'
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
  { app: 'server-hono', page: 'Photos.tsx' },
  { app: 'server-express', page: 'Photos.tsx' },
  { app: 'next', page: 'app/own-server/Photos.tsx' },
  { app: 'react-router/app', page: 'Photos.tsx' },
  { app: 'tanstack-start/src', page: 'Photos.tsx' },
  { app: 'astro/src', page: 'Photos.tsx' },
])('examples/$app', ({ app, page }) => {
  const file = (name: string): string => read(`examples/${app}/${name}`)

  it("has the README's quick start as its page", () => {
    expect(flatten(file(page)).replace("'use client'", '').trim()).toBe(snippetWith('export function Photos()'))
  })

  it("has the README's ten lines as its server, and they are ten", () => {
    expect(flatten(file('uploads.ts')).trim()).toBe(snippetWith('export const uploads = createUploads({'))
    expect(linesOf(file('uploads.ts'))).toHaveLength(10)
  })

  it('stands in for a sign-in like the other examples', () => {
    expect(file('session.ts')).toBe(read('examples/server-hono/session.ts'))
  })
})

it.each(['server-hono', 'server-express'])(
  'examples/%s has a session that its sign-in reads while Vite serves the page',
  async (app) => {
    const [cookie = ''] = /session=[^;]+/.exec(read(`examples/${app}/vite.config.ts`)) ?? []
    const request = new Request('http://localhost', { headers: { cookie } })
    expect(await readSession(request)).toEqual({ userId: cookie.slice('session='.length) })
  },
)

it.each([
  ['server-hono/server.ts', 'app.all('],
  ['server-express/server.ts', 'app.use('],
  ['next/app/api/uploads/[...path]/route.ts', 'export { uploads as'],
])('examples/%s mounts the server as the README does', (path, line) => {
  const lines = linesOf(snippetWith(line)).filter((one) => !one.startsWith('//'))
  expect(linesOf(read(`examples/${path}`))).toEqual(expect.arrayContaining([...lines]))
})
