import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startPython } from '../server/contract/startPython.ts'
import { startEmbeddedStore } from '../storage/embedded/startEmbeddedStore.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'

interface Report {
  readonly numPassedTests: number
  readonly numTotalTests: number
}

let app: FreshApp

beforeAll(async () => {
  app = await createFreshApp('examples/own-adapter')
})

afterAll(() => app?.remove())

async function importInNode(entry: string): Promise<string> {
  return app.run('node', ['--input-type=module', '--eval', `console.log(Object.keys(await import('${entry}')).join())`])
}

describe('an adapter written against the packed package', () => {
  it('type-checks under strict settings', async () => {
    await expect(app.run('tsc')).resolves.toBe('')
  })

  it('passes the conformance suite of the package', async () => {
    const reportFile = join(app.folder, 'report.json')
    await app.run('vitest', ['run', '--reporter=json', `--outputFile=${reportFile}`])
    const report: Report = JSON.parse(readFileSync(reportFile, 'utf8'))
    expect(report.numTotalTests).toBeGreaterThanOrEqual(66)
    expect(report.numPassedTests).toBe(report.numTotalTests)
  })

  it('needs neither MSW nor a browser for that', async () => {
    await expect(app.run('npm', ['ls', 'msw'])).rejects.toThrow('(empty)')
    await expect(importInNode('coatcheck/testing')).resolves.toMatch(/createFakeBackend.*describeBackend/)
    await expect(importInNode('coatcheck/adapter')).resolves.toMatch(/createHttpClient.*useStableBackend/)
  })

  it('gets an error that names MSW when it imports the mocked network without it', async () => {
    await expect(importInNode('coatcheck/testing/msw')).rejects.toThrow(/Cannot find package '(msw|@mswjs[^']*)'/)
  })
})

describe('the packed package', () => {
  it("tests a server in another language with Node's own test runner", async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'coatcheck-python-store-'))
    const storage = await startEmbeddedStore({ dataFolder })
    const server = await startPython(storage)
    onTestFinished(async () => {
      await server.stop()
      await storage.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    })
    const example = resolve(import.meta.dirname, '../../examples/server-python/contract.test.mjs')
    copyFileSync(example, join(app.folder, 'contract.test.mjs'))
    const report = await app.run('node', ['--test', 'contract.test.mjs'], { SERVER_URL: server.url })
    expect(report).toMatch(/tests [6-9]\d\b/)
    expect(report).toMatch(/fail 0\b/)
  })
})
