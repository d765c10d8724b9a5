import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { providers } from '../../src/server/storage/providers.ts'
import { defaultTerms } from '../../src/server/uploads/UploadService.ts'
import { flatten, snippetsOf } from './snippets.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const guides = { server: read('docs/server.md'), storage: read('docs/storage.md'), security: read('docs/security.md') }

/** The cells of the row that begins with this code. */
function rowOf(guide: string, name: string): readonly string[] {
  const [row, another] = guide.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`))
  if (row === undefined || another !== undefined) throw new Error(`There must be one row for ${name}.`)
  return row.split(' | ').slice(1)
}

describe('the guides to the server', () => {
  const compiled = ['test/server/guideCode.ts', 'examples/server-hono/uploads.ts', 'README.md'].map((file) =>
    flatten(read(file)),
  )

  it.each([...snippetsOf(guides.server), ...snippetsOf(guides.storage)].filter((code) => !code.includes('digest:')))(
    'quote code that is compiled: %s',
    (code) => {
      expect(compiled.filter((text) => text.includes(code))).not.toEqual([])
    },
  )

  it.each(['server-hono/server.ts', 'server-express/server.ts', 'next/app/api/uploads/[...path]/route.ts'])(
    'mount it as examples/%s does',
    (file) => {
      const lines = read(`examples/${file}`).split('\n')
      expect(lines.filter((line) => line !== '' && guides.server.includes(`\`${line}\``))).toHaveLength(1)
    },
  )

  it('quote the Worker that the tests run', () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(guides.server) ?? []
    expect(code).toContain('postgres(')
    expect(read('e2e/consumers/runtimes/worker.js')).toContain(code)
  })

  it.each(Object.entries(defaultTerms))('state the default of %s', (name, value) => {
    expect(toNumber(rowOf(guides.server, name)[0])).toBe(value)
  })

  it.each(Object.entries(providers))('state what %s can do', (name, { abilities, hosts, region }) => {
    const [host = '', signedFor, digests, once, forms] = rowOf(guides.storage, name)
    const named = [...host.matchAll(/`([^`]+)`/g)].map(([, one]) => one ?? '')
    expect(named.every((one) => hosts?.test(`x.${one}`))).toBe(true)
    expect(named.length > 0).toBe(hosts !== undefined)
    expect(signedFor).toBe(region === undefined ? 'must be named' : `\`${region}\``)
    expect(digests).toBe(abilities.putDigests.map((one) => one.toUpperCase()).join(', ') || 'none')
    expect([once, forms]).toEqual([abilities.writesOnce, abilities.takesForms].map((can) => (can ? 'yes' : 'no')))
  })

  it('name the providers for which no copy guard is signed', () => {
    const [, names = ''] = /It is left out for ([^.]*)\. /.exec(guides.storage) ?? []
    const named = [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name)
    const unguarded = Object.entries(providers).filter(([, { abilities }]) => !abilities.needsCopyGuard)
    expect(new Set(named)).toEqual(new Set(unguarded.map(([name]) => name)))
  })

  it('say for how long URLs are valid by default', () => {
    const { ticketExpiresInSeconds, urlExpiresInSeconds } = defaultTerms
    expect(guides.security).toContain(
      `${ticketExpiresInSeconds / 60} minutes for sending and ${urlExpiresInSeconds / 60} for reading`,
    )
  })

  it('have the sources of the code for each provider', () => {
    const sources = read('src/server/storage/providers.ts').match(/https:\/\/[^\s`]+/g) ?? []
    expect(sources.length).toBeGreaterThan(10)
    expect(sources.filter((url) => !guides.storage.includes(`(${url})`) && !/silo/.test(url))).toEqual([])
  })

  it('list the headers that pages send to storage', () => {
    const [, list = ''] =
      /^ \* The bucket's CORS rules must allow(.*?) \* @throws/ms.exec(read('src/server/storage/s3.ts')) ?? []
    const headers = [...list.matchAll(/`([a-z0-9-]+)`/g)].map(([, header]) => header ?? '')
    expect(headers.length).toBeGreaterThan(3)
    const [, rule = ''] = /"AllowedHeaders": \[(.*?)\]/s.exec(guides.storage) ?? []
    expect([...rule.matchAll(/"([^"]+)"/g)].map(([, header]) => header)).toEqual(headers)
  })

  it('name tests that exist', () => {
    const named = [...guides.security.matchAll(/((?:“[^”]+”(?:, )?)+) \(`([\w.]+)`\)/g)].flatMap(
      ([, names = '', file = '']) => [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name })),
    )
    const isThere = ({ file, name }: { readonly file: string; readonly name: string }): boolean =>
      globSync(`{src/server,e2e/{server,storage,uploads}}/**/${file}`, { cwd: root }).some((path) =>
        [`'${name}'`, `"${name}"`].some((quoted) => read(path).includes(quoted)),
      )
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter((test) => !isThere(test))).toEqual([])
  })
})

/** 64 MiB, 86 400 and 900 as numbers. */
function toNumber(text: string = ''): number {
  const [, number = '', unit] = /^([\d ]+?)(?: (MiB|GiB))?$/.exec(text) ?? []
  const power = unit === 'GiB' ? 3 : unit === 'MiB' ? 2 : 0
  return Number(number.replaceAll(' ', '')) * 1024 ** power
}
