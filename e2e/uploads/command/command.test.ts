import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../../src/cli/check/CheckResult.ts'
import { chosenProgram } from '../../storage/openStorage.ts'
import { packCommand, type AppFolder } from './packCommand.ts'

let app: AppFolder

/** The ten lines of the README, with a type that Node has to leave out. */
const uploads = `
import { createUploads, s3 } from 'coatcheck/server'
import { sqlite } from 'coatcheck/server/node'

const read = (name: string): string => process.env[name] ?? ''

export const uploads = createUploads({
  storage: s3({
    endpoint: read('S3_ENDPOINT'),
    region: read('S3_REGION'),
    bucket: read('S3_BUCKET'),
    accessKeyId: read('S3_ACCESS_KEY'),
    secretAccessKey: read('S3_SECRET_KEY'),
    provider: '${chosenProgram().kind}',
  }),
  records: sqlite(':memory:'),
  owner: (request) => request.headers.get('authorization'),
  profiles: { photos: { accept: 'image/*', maxSizeBytes: 20_000_000 } },
})
`

beforeAll(async () => {
  app = await packCommand()
  await app.write('uploads.ts', uploads)
  await app.write('named.js', `export { uploads as files } from './uploads.ts'; export const other = 1`)
  await app.write('default.js', `export { uploads as default } from './uploads.ts'`)
  await app.write('nothing.js', '')
  await app.write('throws.js', `throw new Error('no DATABASE_URL in postgres://ann:hunter2@db/x')`)
  await app.write('alias.ts', `import '@/session'`)
  await app.write('enum.ts', 'export enum A { B }')
  await app.write('chatty.ts', `export * from './uploads.ts'; console.log('listening'); setInterval(() => {}, 1000)`)
  await app.write('right.env', 'S3_SECRET_KEY=' + process.env['S3_SECRET_KEY'])
})
afterAll(() => app.remove())

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const all = ['node_modules/coatcheck/dist/cli/cli.js', ...args]
  const { VITEST: _vitest, NODE_OPTIONS: _options, ...inherited } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      all,
      { cwd: app.path, env: { ...inherited, NODE_NO_WARNINGS: '1', ...env } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

describe('npx coatcheck check', () => {
  it('ends with 0 for a module in TypeScript whose server works', async () => {
    const { code, out, err } = await run(['check', './uploads.ts', '--origin', 'http://localhost:5173'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^coatcheck check \.\/uploads\.ts\n/)
    expect(out).toContain('✓ preflight   http://localhost:5173: Pages may send a PUT.')
    expect(out).toMatch(/\nNo problem found\.\n$/)
    expect(out).not.toContain('\u001b')
  })

  it('ends with 1 for a problem, and prints JSON that has no secret', async () => {
    const { code, out } = await run(['check', 'uploads.ts', '--json'], { S3_SECRET_KEY: 'wrong-secret' })
    const report: CheckReport = JSON.parse(out)
    expect([code, report.ok]).toEqual([1, false])
    expect(report.checks).toContainEqual(expect.objectContaining({ name: 'reachable', code: 'signature-mismatch' }))
    expect(out).not.toContain('wrong-secret')
  })

  it('finds the uploads under another name, and in a default export', async () => {
    expect(await run(['check', 'named.js', '--export', 'files'])).toMatchObject({ code: 0 })
    expect(await run(['check', 'default.js'])).toMatchObject({ code: 0 })
  })

  it('reads variables from a file', async () => {
    const { S3_SECRET_KEY: _key, ...others } = process.env
    const env = { ...others, S3_SECRET_KEY: undefined } as unknown as Record<string, string>
    expect(await run(['check', 'uploads.ts'], env)).toMatchObject({ code: 2 })
    expect(await run(['check', 'uploads.ts', '--env', 'right.env'], env)).toMatchObject({ code: 0 })
  })

  it('ends although the module keeps the process alive, and keeps its output out of the JSON', async () => {
    const { code, out, err } = await run(['check', 'chatty.ts', '--json'])
    expect([code, err]).toEqual([0, 'listening\n'])
    expect(JSON.parse(out)).toMatchObject({ ok: true })
  })

  it.each([
    [['check', 'missing.ts'], /^coatcheck: There is no file 'missing\.ts' in /],
    [['check', '.'], /is a folder/],
    [['check', 'nothing.js'], /has no export 'uploads' or 'default': it exports nothing/],
    [['check', 'named.js'], /Run the check with --export files\./],
    [['check', 'named.js', '--export', 'other'], /'other' of 'named\.js' is not what createUploads returns/],
    [
      ['check', 'throws.js'],
      /'throws\.js' cannot be imported\. Error: no DATABASE_URL in \[url\]\n {2}at .*throws\.js/,
    ],
    [['check', 'alias.ts'], /imports something that Node does not find/],
    [['check', 'enum.ts'], /such as an enum/],
    [['check', 'uploads.ts', '--env', 'none.env'], /'none\.env' of --env cannot be read/],
    [['cheque'], /There is no command 'cheque'/],
  ])('ends with 2 and says what to do after %j', async (args, text) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(text)
    expect(err).not.toContain('hunter2')
  })

  it('says what to do where Node runs no TypeScript', async () => {
    const { code, err } = await run(['check', 'uploads.ts'], { NODE_OPTIONS: '--no-experimental-strip-types' })
    expect(code).toBe(2)
    expect(err).toContain('Use Node 22.18 or newer. Or install tsx')
  })

  it('prints how it is used', async () => {
    const { code, out } = await run(['--help'])
    expect([code, out]).toEqual([0, expect.stringContaining('Usage: npx coatcheck check <module>')])
  })
})
