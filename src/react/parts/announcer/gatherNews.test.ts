import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUploader } from '../../../core.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../../testing/fakes/fakeBackend.js'
import { createFakeConnection, type FakeConnection } from '../../../testing/fakes/fakeConnection.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { de } from '../../../locales/de.js'
import { describeReason } from '../rejection-list/describeReason.js'
import { en } from '../../../locales/en.js'
import { type GatheredNews, gatherNews } from './gatherNews.js'
import { isResting } from '../../../uploader/selectors.js'
import type { Messages } from '../../../locales/messages.js'
import { patiently } from '../../../../test/kit/patiently.js'
import type { Restrictions } from '../../../contract/restrictions.js'
import type { Transport } from '../../../contract/ports/transport.js'
import type { Uploader } from '../../../contract/uploader.js'
import { UploadError } from '../../../errors/UploadError.js'

beforeEach(() => {
  vi.useFakeTimers()
  // `preload` does nothing on a server.
  vi.stubGlobal('document', {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Listening {
  readonly uploader: Uploader
  readonly backend: FakeBackend
  readonly connection: FakeConnection
  readonly said: string[]
  readonly news: GatheredNews
}

interface ListenOptions {
  readonly backend?: FakeBackendOptions
  readonly restrictions?: Restrictions
  readonly messages?: Messages
  readonly transport?: Transport
}

async function listen(options: ListenOptions = {}): Promise<Listening> {
  const { transport, restrictions = { accept: '.txt' }, messages = en } = options
  const connection = createFakeConnection()
  const backend = createFakeBackend(options.backend)
  const uploader = createUploader({
    backend,
    ports: createFakePorts({ connection, ...(transport && { transport }) }),
    restrictions,
  })
  // The fake timers do not wait for an import.
  await uploader.preload()
  const said: string[] = []
  const news = gatherNews(
    {
      uploader,
      messages,
      isResting,
      describeRejection: ({ reasons }) => reasons.map((reason) => describeReason(reason, messages)).join(' '),
    },
    (text) => said.push(text.replaceAll('\u00a0', ' ')),
  )
  return { uploader, backend, connection, said, news }
}

const files = (...names: readonly string[]): File[] => names.map((name) => new File([name], name))
const numbered = (count: number): File[] => files(...Array.from({ length: count }, (_, index) => `${index}.txt`))
const forever = (): Promise<void> => new Promise(() => {})
type Failures = NonNullable<FakeBackendOptions['fail']>
const failing = (code: 'forbidden' | 'server-error', ...names: readonly string[]): Failures => ({
  ticket: names.map((fileName) => ({
    fileName,
    error: new UploadError(code, 'no', { retry: { when: 'never', from: 'call' } }),
  })),
})

describe('gatherNews', () => {
  it('announces by name what happens to a single file', async () => {
    const { uploader, said } = await listen()
    uploader.add(files('a.txt'))
    await vi.waitFor(() => expect(said.join(' ')).toBe('a.txt added. a.txt uploaded.'), patiently)
  })

  it('hands over what is about to be announced, once, and nothing that can wait', async () => {
    const { uploader, said, news } = await listen()
    uploader.add(files('a.txt'))
    expect(news.takeSoon()).toBe('a.txt added.')
    expect(news.takeSoon()).toBe('')
    await vi.waitFor(() => expect(said).not.toEqual([]), patiently)
    expect(said.join(' ')).toBe('a.txt uploaded.')
    expect(news.takeSoon()).toBe('')
  })

  it('announces three hundred files in a few sentences', async () => {
    const { uploader, said } = await listen()
    uploader.add(numbered(300))
    await vi.waitFor(() => expect(said.at(-1)).toMatch(/300 files uploaded\. All done\.$/), patiently)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said.length).toBeLessThanOrEqual(2)
    expect(said.join(' ')).toContain('300 files added.')
  })

  it('announces why a file failed, and does not call the batch done', async () => {
    const { uploader, said } = await listen({ backend: { fail: failing('forbidden', 'bad.txt') } })
    uploader.add(files('a.txt', 'bad.txt'))
    const failure = 'bad.txt failed: You do not have permission to upload here.'
    await vi.waitFor(() => expect(said.at(-1)).toMatch(new RegExp(`a\\.txt uploaded\\. ${failure}$`)), patiently)
    expect(said.join(' ')).not.toContain('All done')
  })

  it('announces why files were not accepted, those with the same reason together', async () => {
    const { uploader, said } = await listen({ restrictions: { accept: '.txt', maxSizeBytes: 10 } })
    uploader.add(files('a.txt', 'b.png', 'c.png', 'a-name-as-content.txt'))
    await vi.waitFor(() => expect(said).not.toEqual([]), patiently)
    expect(said[0]).toBe(
      'a.txt added. 2 files not accepted: This file type is not accepted. Choose TXT. ' +
        'a-name-as-content.txt not accepted: Larger than the limit of 10 bytes. a.txt uploaded.',
    )
  })

  it('refers to the list if there are many reasons', async () => {
    const check: Restrictions['check'] = ({ name }) => [{ code: name.slice(0, 1) }]
    const { uploader, said } = await listen({ restrictions: { check } })
    uploader.add(files('a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'd1', 'e1'))
    await vi.waitFor(() => expect(said).not.toEqual([]), patiently)
    expect(said[0]).toBe(
      '3 files not accepted: Not accepted (a). 2 files not accepted: Not accepted (b). ' +
        '3 files not accepted: The list shows why.',
    )
  })

  it('announces that the backend has processed a file, and why it rejects one', async () => {
    const { uploader, backend, said } = await listen({ backend: { processes: true } })
    uploader.add(files('a.txt', 'b.txt'))
    await vi.waitFor(() => expect(said.join(' ')).toBe('2 files added. 2 files uploaded. All done.'), patiently)
    const before = said.length
    await vi.dynamicImportSettled()
    backend.setState('file-1', 'ready')
    backend.setState('file-2', 'rejected', 'A virus was found.')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said.slice(before).join(' ')).toBe('a.txt ready. b.txt failed: A virus was found.')
  })

  it('announces a file that is rejected as it is registered as one that failed', async () => {
    const { uploader, backend, said } = await listen()
    vi.spyOn(backend, 'confirm').mockResolvedValue({ id: '1', state: 'rejected' })
    uploader.add(files('a.txt'))
    await vi.waitFor(() => expect(said.join(' ')).toBe('a.txt added. a.txt failed: Rejected'), patiently)
  })

  it('says once that files fail one after the other, and gathers the rest', async () => {
    const bad = numbered(60)
    const { uploader, said } = await listen({
      backend: {
        fail: failing('server-error', ...bad.map(({ name }) => name)),
        gate: () => new Promise((resolve) => setTimeout(resolve, 1500)),
      },
    })
    uploader.add(bad)
    await vi.advanceTimersByTimeAsync(90_000)
    expect(said.at(-1)).toBe('60 files failed: The server is having problems.')
    expect(said.length).toBeLessThan(10)
  })

  it('announces what the user pauses, resumes and cancels, all files at once', async () => {
    const { uploader, said } = await listen({ backend: { gate: forever } })
    const { accepted } = uploader.add(files('a.txt', 'b.txt', 'c.txt'))
    await vi.advanceTimersByTimeAsync(1000)
    uploader.pause('all')
    await vi.advanceTimersByTimeAsync(1000)
    uploader.resume('all')
    await vi.advanceTimersByTimeAsync(1000)
    uploader.pause(accepted[0]!)
    await vi.advanceTimersByTimeAsync(1000)
    uploader.cancel('all')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said).toEqual([
      '3 files added.',
      '3 files paused.',
      '3 files resumed.',
      'a.txt paused.',
      '3 files cancelled.',
    ])
  })

  it('announces the loss of the connection and its return, once each', async () => {
    const { uploader, connection, said } = await listen()
    connection.setOnline(false)
    uploader.add(files('a.txt', 'b.txt'))
    await vi.advanceTimersByTimeAsync(10_000)
    connection.setOnline(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(said).toEqual([
      '2 files added. Offline, will resume automatically',
      '2 files uploaded. All done. Back online.',
    ])
  })

  it('announces that the connection is back also after all files were paused without it', async () => {
    const { uploader, connection, said } = await listen()
    connection.setOnline(false)
    uploader.add(files('a.txt', 'b.txt'))
    await vi.advanceTimersByTimeAsync(10_000)
    uploader.pause('all')
    connection.setOnline(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(said.at(-1)).toBe('2 files paused.')
    uploader.resume('all')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(said.at(-1)).toMatch(/Back online\.$/)
  })

  it('does not announce each change of a connection that comes and goes', async () => {
    const noConnection = { kind: 'no-answer', reason: 'network', sentBytes: 0 } as const
    const transport = createFakeTransport({
      bytesPerSecond: 10,
      outcomes: Array.from({ length: 8 }, () => noConnection),
    })
    const { uploader, connection, said } = await listen({ transport })
    uploader.add(files('a.txt'))
    for (let drop = 0; drop < 8; drop += 1) {
      await vi.advanceTimersByTimeAsync(60)
      connection.setOnline(false)
      await vi.advanceTimersByTimeAsync(1000)
      connection.setOnline(true)
    }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said.filter((text) => text.includes('Offline'))).toHaveLength(1)
    expect(said.at(-1)).toMatch(/a\.txt uploaded\./)
    expect(said.length).toBeLessThan(5)
  })

  it('speaks the language of the page', async () => {
    const { uploader, said } = await listen({
      messages: de,
      backend: { fail: failing('forbidden', 'b.txt', 'c.txt') },
    })
    uploader.add(files('b.txt', 'c.txt'))
    await vi.waitFor(
      () => expect(said.join(' ')).toMatch(/2 Dateien fehlgeschlagen: Sie haben hier keine Berechtigung/),
      patiently,
    )
  })
})
