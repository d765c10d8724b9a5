import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands, userEvent } from 'vitest/browser'
import type { FileCondition } from '../contract/ports/inspector.js'
import { createOwnInspector, withDefaults } from '../../test/inspect/inspectWith.js'

const path = `.cache/inspect-tests/${crypto.randomUUID()}.txt`
const inspector = createOwnInspector({ idleMs: 600_000 })
/** It has no worker until it inspects a file. */
const idle = createOwnInspector()
let input: HTMLInputElement

/** A file on disk, picked by a person: the only kind that can change afterwards. */
async function pick(content: string): Promise<File> {
  await commands.writeFile(path, content)
  await userEvent.upload(input, path)
  const file = input.files?.[0]
  if (!file) throw new Error('The browser did not pick the file.')
  return file
}

/** Inspects with a worker, and on the page without one. */
const probe = async (file: File): Promise<readonly FileCondition[]> => [
  await inspector.probe(file),
  await idle.probe(file),
]

/** A file's time has to differ for the browser to see a change. */
const waitForClock = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

beforeAll(async () => void (await inspector.inspect(new File(['warm'], 'warm.txt'), withDefaults())))
beforeEach(() => {
  input = document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file' }))
})
afterEach(async () => {
  input.remove()
  await commands.removeFile(path).catch(() => undefined)
})
afterAll(() => {
  inspector.dispose()
  idle.dispose()
})

const sizes = [
  ['a small file', 'small'],
  ['a large file', 'large'.repeat(500_000)],
] as const

describe('a file on disk', () => {
  it.each(sizes)('stays readable if it is not changed: %s', async (_name, content) => {
    const file = await pick(content)
    await expect(probe(file)).resolves.toEqual(['readable', 'readable'])
    const bytes = new TextEncoder().encode(content)
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    const { digest } = await inspector.inspect(file, withDefaults({ digest: 'sha-256' }))
    expect(digest?.base64).toBe(btoa(String.fromCharCode(...hash)))
  })

  it.each(
    sizes.flatMap(([name, content]) => ([null, 'md5'] as const).map((digest) => [name, digest, content] as const)),
  )('has changed when it was edited after it was picked: %s, digest %s', async (_name, digest, content) => {
    const file = await pick(content)
    await waitForClock()
    await commands.writeFile(path, content.toUpperCase())
    await expect(probe(file)).resolves.toEqual(['changed', 'changed'])
    await expect(inspector.inspect(file, withDefaults({ digest }))).rejects.toMatchObject({ code: 'file-changed' })
  })

  it.each(sizes)('is missing when it was deleted after it was picked: %s', async (_name, content) => {
    const file = await pick(content)
    await commands.removeFile(path)
    await expect(probe(file)).resolves.toEqual(['missing', 'missing'])
    await expect(inspector.inspect(file, withDefaults({ digest: 'md5' }))).rejects.toMatchObject({
      code: 'file-missing',
    })
  })

  it('may be empty', async () => {
    const file = await pick('')
    await expect(probe(file)).resolves.toEqual(['readable', 'readable'])
    const { digest } = await inspector.inspect(file, withDefaults({ digest: 'md5' }))
    expect(digest?.base64).toBe('1B2M2Y8AsgTpgAmY7PhCfg==')
  })

  it('is missing when it was empty and is deleted', async () => {
    const file = await pick('')
    await commands.removeFile(path)
    await expect(probe(file)).resolves.toEqual(['missing', 'missing'])
    await expect(inspector.inspect(file, withDefaults({ digest: 'md5' }))).rejects.toMatchObject({
      code: 'file-missing',
    })
  })

  it('has changed when it was empty and is not any more', async () => {
    const file = await pick('')
    await waitForClock()
    await commands.writeFile(path, 'no longer empty')
    await expect(probe(file)).resolves.toEqual(['changed', 'changed'])
  })
})
