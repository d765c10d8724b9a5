import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadError } from '../../../errors/UploadError.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { Dropzone } from '../dropzone/Dropzone.js'
import { UploadList } from '../upload-list/UploadList.js'
import { UploadSummary } from './UploadSummary.js'
import '../../../styles.css'

afterEach(cleanup)

describe('UploadSummary', () => {
  it('pauses and resumes all uploads with one button', async () => {
    const ticket = createGate()
    const { add, uploader, user } = renderParts(<UploadSummary />, { backend: { gate: () => ticket.opened } })
    await add('a.txt', 'b.txt', 'c.txt')
    await user.click(await screen.findByRole('button', { name: 'Pause all' }))
    expect(uploader.getSnapshot().uploads.map(({ status }) => status)).toEqual(['paused', 'paused', 'paused'])
    const resume = await screen.findByRole('button', { name: 'Resume all' })
    expect(resume).toHaveFocus()
    ticket.open()
    await user.click(resume)
    await waitFor(() => expect(screen.getByText('3 of 3 files uploaded')).toBeVisible())
    expect(screen.queryByRole('button', { name: / all$/ })).toBeNull()
  })

  it('has no such button for a single file', async () => {
    const ticket = createGate()
    const { add } = renderParts(<UploadSummary />, { backend: { gate: () => ticket.opened } })
    await add('a.txt')
    expect(await screen.findByText('0 of 1 file uploaded')).toBeVisible()
    expect(screen.queryByRole('button')).toBeNull()
  })
})

const byHand = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
const forGood = new UploadError('forbidden', 'no')
const failing = (...failures: readonly (readonly [fileName: string, error: UploadError])[]) => ({
  backend: { fail: { ticket: failures.map(([fileName, error]) => ({ fileName, error })) } },
})

describe('the numbers', () => {
  it('say how much is sent, how far that is and how long it takes', async () => {
    const { add } = renderParts(<UploadSummary />, {
      ports: { transport: createFakeTransport({ bytesPerSecond: 200_000 }) },
    })
    await add(makeFile('a.txt', 'x'.repeat(900_000)))
    await waitFor(() =>
      expect(document.querySelector('.coatcheck-summary-line')?.textContent?.replaceAll('\u00a0', ' ')).toMatch(
        /^\d+ of 900 kB \d+% \d seconds? left \d+ kB\/s $/,
      ),
    )
  })

  it('leave out what was sent before the present batch, as the bar does', async () => {
    const ticket = createGate()
    const { add } = renderParts(<UploadSummary />, {
      backend: { gate: ({ name, nth }) => (name === 'ticket' && nth > 1 ? ticket.opened : undefined) },
    })
    await add(makeFile('a.txt', 'x'.repeat(5000)))
    await screen.findByText('1 of 1 file uploaded')
    await add(makeFile('b.txt', 'x'.repeat(2000)))
    expect((await screen.findByText(/ of 2.kB$/)).textContent).toMatch(/^0\.0 /)
  })

  it('still count what was sent before a pause', async () => {
    const { add, uploader } = renderParts(<UploadSummary />, {
      ports: { transport: createFakeTransport({ bytesPerSecond: 20_000 }) },
    })
    await add(makeFile('a.txt', 'x'.repeat(900_000)))
    await waitFor(() => expect(uploader.getSnapshot().totals.sentBytes).toBeGreaterThan(2_000))
    act(() => uploader.pause('all'))
    await waitFor(() => expect(screen.queryByText(/ of \d+.kB$/)).toBeNull())
    act(() => uploader.resume('all'))
    expect((await screen.findByText(/ of \d+.kB$/)).textContent).toMatch(/ of 900.kB$/)
  })
})

describe('the number of failed files', () => {
  it('says how many can be retried, and the button for that retries those', async () => {
    const { add, user, backend } = renderParts(<UploadSummary />, failing(['a.txt', byHand], ['b.txt', forGood]))
    await add('a.txt', 'b.txt', 'c.txt')
    expect(await screen.findByText('2 failed, 1 can be retried')).toBeVisible()
    const callsBefore = backend.callsOf('ticket').length
    await user.click(screen.getByRole('button', { name: 'Retry 1 file' }))
    await waitFor(() => expect(backend.callsOf('ticket').length).toBe(callsBefore + 1))
  })

  it('leads from one failed row to the next, and from the last to the first', async () => {
    const { add, user } = renderParts(
      <>
        <UploadSummary />
        <UploadList />
      </>,
      failing(['b.txt', byHand], ['d.txt', byHand]),
    )
    await add('a.txt', 'b.txt', 'c.txt', 'd.txt')
    const next = await screen.findByRole('button', { name: '2 failed. Go to the next one.' })
    for (const name of ['b.txt', 'd.txt', 'b.txt']) {
      await user.click(next)
      await waitFor(() => expect(document.activeElement?.closest('[data-id]')?.textContent).toContain(name))
    }
  })

  it('finds a failed row among ten thousand', async () => {
    const { uploader, user } = renderParts(
      <>
        <UploadSummary />
        <UploadList />
      </>,
      { ...failing(['9000.txt', byHand]), autoStart: false },
    )
    const ids: string[] = []
    act(() => {
      ids.push(...uploader.add(Array.from({ length: 10_000 }, (_, index) => makeFile(`${index}.txt`, 'x'))).accepted)
    })
    act(() => uploader.start(ids[9000]!))
    await user.click(await screen.findByRole('button', { name: '1 failed. Go to the next one.' }))
    await waitFor(() => expect(document.activeElement?.closest('[data-id]')?.textContent).toContain('9000.txt'))
    expect(screen.getByText('9000.txt')).toBeVisible()
  })
})

describe('the button that clears', () => {
  it('takes away what is finished, keeps what failed, and leaves the focus in the list', async () => {
    const { add, user, uploader } = renderParts(
      <>
        <UploadSummary />
        <UploadList />
      </>,
      failing(['b.txt', forGood]),
    )
    await add('a.txt', 'b.txt', 'c.txt')
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('b.txt failed'))
    await act(() => uploader.whenSettled())
    await user.click(await screen.findByRole('button', { name: 'Clear finished' }))
    expect(uploader.getSnapshot().uploads.map(({ name }) => name)).toEqual(['b.txt'])
    expect(screen.queryByRole('button', { name: 'Clear finished' })).toBeNull()
    await waitFor(() => expect(document.activeElement?.closest('[data-id]')?.textContent).toContain('b.txt'))
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('2 files cleared from the list.'))
  })

  it('keeps what a form sends', async () => {
    const { uploader, user } = renderParts(
      <>
        <Dropzone name="photos" group="photos" />
        <UploadSummary />
      </>,
    )
    await act(async () => {
      uploader.add([makeFile('sent.txt')], { group: 'photos' })
      uploader.add([makeFile('other.txt')])
      await uploader.whenSettled()
    })
    await user.click(await screen.findByRole('button', { name: 'Clear finished' }))
    expect(uploader.getSnapshot().uploads.map(({ name }) => name)).toEqual(['sent.txt'])
    expect(screen.queryByRole('button', { name: 'Clear finished' })).toBeNull()
    expect(document.querySelector('input[name=photos]')).not.toBeNull()
  })
})
