import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openStorage } from '../storage/openStorage.ts'
import type { Storage } from '../storage/storage.ts'
import { ContractClient } from '../uploads/ContractClient.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'
import { serve } from './serve.ts'
import { serveDatabase } from './serveDatabase.ts'
import { variablesFor } from './variablesFor.ts'

const example = resolve(import.meta.dirname, '../../examples/server-hono')

let app: FreshApp
let storage: Storage
let database: Awaited<ReturnType<typeof serveDatabase>>

beforeAll(async () => {
  ;[app, storage, database] = await Promise.all([
    createFreshApp('e2e/consumers/runtimes'),
    openStorage({ require: 'program' }),
    serveDatabase(),
  ])
  copyFileSync(join(example, 'session.ts'), join(app.folder, 'session.ts'))
  await app.run('esbuild', ['worker.js', '--bundle', '--format=esm', '--platform=neutral', '--outfile=dist/worker.js'])
})

afterAll(async () => {
  await Promise.all([database?.stop(), storage?.stop()])
  app?.remove()
})

/** Copies the ten lines of the README. Deno and Node want the ending of a file. */
function copyServer(ending: string): void {
  const lines = readFileSync(join(example, 'uploads.ts'), 'utf8')
  writeFileSync(join(app.folder, 'uploads.ts'), lines.replace("'./session'", `'./session${ending}'`))
}

const deno = ['run', '--allow-net', '--allow-env', '--allow-read=.', '--allow-write=.', 'deno.js']

describe.each([
  { runtime: 'Deno', command: 'deno', args: deno, ending: '.ts' },
  { runtime: 'Bun', command: 'bun', args: ['bun.js'], ending: '' },
  { runtime: 'Node, with Fastify', command: 'node', args: ['fastify.js'], ending: '.ts' },
  { runtime: 'workerd', command: 'node', args: ['workerd.js'], ending: '' },
])('the packed server on $runtime', ({ command, args, ending }) => {
  const start = async (): Promise<string> => {
    copyServer(ending)
    const served = await serve(app, command, args, { ...variablesFor(storage), DATABASE_URL: database.url })
    onTestFinished(served.stop)
    return served.url
  }

  it('takes a photo, lists it for its owner and for nobody else, and deletes it', async () => {
    const url = await start()
    const [ann, bob, nobody] = [crypto.randomUUID(), crypto.randomUUID(), ''].map((id) => clientOf(url, id))

    const file = await ann?.upload('the bytes of a photo', { name: 'harbour.png', type: 'image/png' })
    expect(await (await fetch(file.url)).text()).toBe('the bytes of a photo')
    expect(await ann?.call('GET', '/files', 'FilePage')).toMatchObject({ files: [{ id: file.id }] })
    const renamed = await ann?.call('PATCH', `/files/${file.id}`, 'FileAnswer', { name: 'pier.png' })
    expect(renamed.file.name).toBe('pier.png')
    expect(await bob?.call('GET', '/files', 'FilePage')).toMatchObject({ files: [] })
    await expect(nobody?.call('GET', '/files', 'FilePage')).rejects.toThrow('401')

    await ann?.call('DELETE', `/files/${file.id}`, null)
    expect(await ann?.call('GET', '/files', 'FilePage')).toMatchObject({ files: [] })
    expect((await fetch(file.url)).status).toBe(404)
  })

  it('takes the photos that many users send at the same time', async () => {
    const url = await start()
    // The tables are made before, as in any server that has been running.
    await clientOf(url, crypto.randomUUID()).call('GET', '/files', 'FilePage')
    const names = Array.from({ length: 20 }, (_, user) => `of user ${user}.png`)
    const files = await Promise.all(
      names.map((name) => clientOf(url, crypto.randomUUID()).upload(`bytes ${name}`, { name, type: 'image/png' })),
    )
    expect(files.map((file) => file.name)).toEqual(names)
  })
})

it('the packed server is bundled for Node where sharp is not installed', async () => {
  copyServer('')
  const args = ['bun.js', '--bundle', '--platform=node', '--format=esm', '--outfile=dist/node.js']
  await expect(app.run('esbuild', args)).resolves.toBeDefined()
})

function clientOf(url: string, session: string): ContractClient {
  const call = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const body = await request.text()
    const headers = { cookie: `session=${session}`, ...(body !== '' && { 'content-type': 'application/json' }) }
    return fetch(url + pathname, { method: request.method, headers, ...(body !== '' && { body }) })
  }
  return new ContractClient(call, session || 'nobody')
}
