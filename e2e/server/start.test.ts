import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { announce } from '../uploads/contract/announce.ts'
import { RestClient } from './rest/restClient.ts'

const root = resolve(import.meta.dirname, '../..')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coatcheck-start-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Started {
  readonly url: string
  readonly output: string
  /** Stops the command as Ctrl-C does, and resolves when it has ended. */
  interrupt(): Promise<void>
}

/** Runs a command that starts the demo with the shared data folder, until it prints its URL. */
async function start(command: string, args: readonly string[], changes: NodeJS.ProcessEnv = {}): Promise<Started> {
  const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith('S3_') && !name.startsWith('VITE'))
  const env = { ...Object.fromEntries(foreign), NODE_ENV: 'development', COATCHECK_DATA: folder, PORT: '0', ...changes }
  const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = await read(child, /Ctrl-C/)
  const url = /http:\/\/127\.0\.0\.1:\d+(?=\/)/.exec(output)?.[0] ?? ''
  const interrupt = async (): Promise<void> => {
    const ended = once(child, 'close')
    // A terminal sends the signal to every process of the command.
    process.kill(-(child.pid ?? 0), 'SIGINT')
    await ended
  }
  return { url, output, interrupt }
}

async function read(child: ChildProcess, until: RegExp): Promise<string> {
  let output = ''
  const add = (chunk: Buffer): void => void (output += chunk.toString())
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  while (!until.test(output)) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}:\n${output}`)
    await delay(20)
  }
  return output
}

const withoutMinio = (): NodeJS.ProcessEnv => ({ PATH: '/nowhere', XDG_CACHE_HOME: join(folder, 'cache') })
const startAlone = (changes: NodeJS.ProcessEnv = {}): Promise<Started> =>
  start(process.execPath, ['--import', './scripts/resolveSource.ts', 'scripts/start.ts'], {
    ...withoutMinio(),
    ...changes,
  })

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

// At its first start, Vite bundles all packages of the page.
const patience = { timeout: 90_000 }

it('removes at its start what was never finished', patience, async () => {
  const data = join(folder, 'swept')
  const first = await startAlone({ COATCHECK_DATA: data })
  await new RestClient(first.url).ticket(announce('never sent'))
  await first.interrupt()
  const database = new DatabaseSync(join(data, 'embedded.db'))
  onTestFinished(() => database.close())
  database.exec('update coatcheck_uploads set created_at = 0, urls_expire_at = 0')
  const second = await startAlone({ COATCHECK_DATA: data })
  onTestFinished(() => second.interrupt())
  const countUploads = (): unknown => database.prepare('select count(*) as rows from coatcheck_uploads').get()
  await expect.poll(countUploads, { timeout: 30_000 }).toEqual({ rows: 0 })
})

it('shows the page and keeps the uploads, with nothing installed except the packages', patience, async () => {
  const first = await startAlone()
  expect(first.output).toMatch(/Storage: embedded store.*`npm run minio`/)
  expect(await (await fetch(first.url)).text()).toContain('<div id="root">')
  expect((await fetch(`${first.url}/demo/main.tsx`)).headers.get('content-type')).toContain('javascript')
  const file = await new RestClient(first.url).upload('kept', { name: 'kept.txt' })
  await first.interrupt()
  expect([await answers(first.url), await answers(file.url)]).toEqual([false, false])

  const second = await startAlone()
  const [listed] = (await new RestClient(second.url).list()).files
  expect(listed).toMatchObject({ id: file.id, name: 'kept.txt' })
  expect(await (await fetch(listed?.url ?? '')).text()).toBe('kept')
  await second.interrupt()
})

it('shows none of its data as a file of the page', patience, async () => {
  await mkdir(join(root, '.cache'), { recursive: true })
  const inside = await mkdtemp(join(root, '.cache/start-data-'))
  onTestFinished(() => rm(inside, { recursive: true }))
  const demo = await startAlone({ COATCHECK_DATA: inside })
  await new RestClient(demo.url).upload('secret')
  const database = join(inside, 'embedded.db')
  const paths = [`/${relative(root, database)}`, `/@fs${database}`, `/${relative(root, database)}?raw`]
  const statuses = await Promise.all(paths.map(async (path) => (await fetch(demo.url + path)).status))
  await demo.interrupt()
  expect(statuses).toEqual([403, 403, 403])
})

it('uses an installed MinIO with an empty bucket, and leaves no process running', patience, async () => {
  const demo = await start('npm', ['start'])
  expect(demo.output).toContain('Storage: MinIO')
  const client = new RestClient(demo.url)
  expect((await client.list()).files).toEqual([])
  const { url } = await client.ticket(announce('x'))
  expect(await answers(url)).toBe(true)
  await demo.interrupt()
  expect([await answers(demo.url), await answers(url)]).toEqual([false, false])
})
