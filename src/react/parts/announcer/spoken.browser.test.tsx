import { virtual } from '@guidepup/virtual-screen-reader'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createFakeConnection } from '../../../testing/fakes/fakeConnection.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { Dropzone } from '../dropzone/Dropzone.js'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadError } from '../../../errors/UploadError.js'
import { UploadList } from '../upload-list/UploadList.js'
import '../../../styles.css'

afterEach(async () => {
  await virtual.stop()
  cleanup()
})

const parts = (
  <>
    <Dropzone />
    <UploadList />
  </>
)

/** Starts to read, once the live region is there. */
async function listen(): Promise<void> {
  await screen.findByRole('status')
  await virtual.start({ container: document.body })
}

const isAnnouncement = (phrase: string): boolean => /^(polite|assertive): /.test(phrase)
const plain = (phrase: string): string => phrase.replaceAll('\u00a0', ' ').trim()

/** What was announced by itself, without being read. */
async function announced(): Promise<readonly string[]> {
  return (await virtual.spokenPhraseLog()).filter(isAnnouncement).map(plain)
}

async function untilAnnounced(last: RegExp): Promise<readonly string[]> {
  await waitFor(async () => expect((await announced()).at(-1)).toMatch(last), { timeout: 15_000 })
  return announced()
}

/** Reads a list from its beginning to its end. */
async function readList(name: string): Promise<readonly string[]> {
  const read: string[] = []
  for (let steps = 0; steps < 200; steps += 1) {
    await virtual.next()
    const phrase = plain(await virtual.lastSpokenPhrase())
    if (phrase === `list, ${name}` || read.length > 0) read.push(phrase)
    if (phrase === `end of list, ${name}`) return read
  }
  throw new Error(`No list ${name} was read.`)
}

describe('a screen reader', () => {
  it('announces what became of a batch in two sentences each, with the reasons', async () => {
    const gate = createGate()
    const refused = new UploadError('forbidden', 'no')
    const { add } = renderParts(parts, {
      backend: {
        gate: () => gate.opened,
        fail: { ticket: ['a.txt', 'b.txt'].map((fileName) => ({ fileName, error: refused })) },
      },
      restrictions: { accept: '.txt,.jpg', maxSizeBytes: 50 },
    })
    await listen()
    const large = makeFile('large.txt', 'x'.repeat(60))
    await add('photo.jpg', 'notes.txt', 'a.txt', 'b.txt', 'video.mov', 'song.mp3', large)
    expect(await untilAnnounced(/added/)).toEqual([
      'polite: 4 files added. 2 files not accepted: This file type is not accepted. Choose TXT and JPG. ' +
        'large.txt not accepted: Larger than the limit of 50 bytes.',
    ])
    gate.open()
    const whole = 'polite: 2 files uploaded. 2 files failed: You do not have permission to upload here.'
    await waitFor(async () => expect((await announced()).at(-1)).toBe(whole), { timeout: 15_000 })
  })

  it('announces a few times what becomes of a thousand files', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `${index}.txt`)
    const fail = names.filter((_, index) => index % 100 === 0)
    const { add, uploader } = renderParts(parts, {
      backend: { fail: { ticket: fail.map((fileName) => ({ fileName, error: new UploadError('too-large', 'no') })) } },
    })
    await listen()
    await add(...names)
    await act(() => uploader.whenSettled())
    const all = await untilAnnounced(/990 files uploaded\. 10 files failed: The file is too large\.$/)
    expect(all[0]).toMatch(/^polite: 1,000 files added\./)
    expect(all.length).toBeLessThan(6)
  })

  it('announces that the connection is lost, and that it is back', async () => {
    const connection = createFakeConnection(false)
    const { add } = renderParts(parts, { ports: { connection } })
    await listen()
    await add('photo.jpg')
    await untilAnnounced(/Offline/)
    act(() => connection.setOnline(true))
    await untilAnnounced(/uploaded/)
    const all = (await announced()).join(' ')
    expect(all).toMatch(/^polite: photo\.jpg added\. Offline, will resume automatically polite: /)
    expect(all).toContain('Back online.')
  })

  it('removes from the page what it has announced, after a while, and announces the same once more', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { add } = renderParts(parts)
    const region = await screen.findByRole('status')
    for (const _ of ['once', 'again']) {
      await add('photo.jpg')
      await waitFor(() => expect(region).not.toBeEmptyDOMElement())
      // What else there is to say may come meanwhile.
      for (let turn = 0; turn < 3 && region.textContent !== ''; turn += 1)
        await act(async () => void (await vi.advanceTimersByTimeAsync(30_000)))
      expect(region).toBeEmptyDOMElement()
    }
  })

  it('reads each row as an item with its name, its state, its bar and its buttons', async () => {
    const { add } = renderParts(parts, {
      backend: { fail: { ticket: [{ fileName: 'b.txt', error: new UploadError('forbidden', 'no') }] } },
      ports: { transport: createFakeTransport({ bytesPerSecond: 1 }) },
    })
    await listen()
    await add(makeFile('a.txt', 'x'.repeat(1000)), 'b.txt')
    await screen.findByRole('progressbar')
    await screen.findByText('You do not have permission to upload here.')
    const read = (await readList('Uploads')).join('\n')
    expect(read).toMatch(/^listitem, level 1, position 1, set size 2\na\.txt\n/m)
    expect(read).toMatch(/progressbar, Progress of a\.txt, .*current value Sending, 0%/)
    expect(read).toMatch(/button, Pause a\.txt, Use the arrow keys .*\nbutton, Cancel a\.txt\n/)
    expect(read).toMatch(
      /\nb\.txt\nYou do not have permission to upload here\.\nAsk someone who can give you access\.\n/,
    )
    expect(read).toMatch(/button, Clear b\.txt\nend of listitem/)
    expect(read).not.toMatch(/(\w+\.txt)\n(end, )?\1/)
  })

  it('says where the keys lead, and what they clear', async () => {
    const { add } = renderParts(parts, { autoStart: false })
    await listen()
    await add('a.txt', 'b.txt', 'c.txt')
    await untilAnnounced(/added/)
    await waitFor(() => expect(document.querySelectorAll('.coatcheck-upload-list [tabindex="-1"]')).toHaveLength(5))
    screen.getByRole('button', { name: 'Choose a folder' }).focus()
    await virtual.clearSpokenPhraseLog()
    for (const key of ['Tab', 'ArrowDown', 'ArrowRight', 'Delete']) await virtual.press(key)
    await untilAnnounced(/cleared/)
    const phrases = (await virtual.spokenPhraseLog()).map(plain)
    expect(phrases.filter(isAnnouncement)).toEqual(['polite: b.txt cleared from the list.'])
    expect(phrases.filter((phrase) => !isAnnouncement(phrase))).toEqual([
      'button, Pause a.txt, Use the arrow keys to move between files and buttons. ' +
        'Press Delete to clear a file from the list.',
      'button, Pause b.txt',
      'button, Cancel b.txt',
      'button, Cancel c.txt',
    ])
  })
})
