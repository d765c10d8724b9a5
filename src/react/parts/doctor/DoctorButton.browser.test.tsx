import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { UploadError } from '../../../errors/UploadError.js'
import type { UploadErrorCode } from '../../../errors/codes.js'
import { formatDiagnosis } from '../../../doctor/report/formatDiagnosis.js'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'
import { de } from '../../../locales/de.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { renderParts } from '../../../../test/kit/renderParts.js'
import { mergeMessages } from '../../provider/mergeMessages.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { UploadList } from '../upload-list/UploadList.js'
import { diagnosisAttributes } from '../../../../test/attributes/diagnosis.attributes.js'
import type { Doctor } from './Doctor.js'
import { DoctorButton } from './DoctorButton.js'
import '../../../styles.css'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const diagnosis: Diagnosis = {
  ok: false,
  backend: 'fake',
  checks: [
    { name: 'page', outcome: 'ok', message: 'The page is a secure context.' },
    { name: 'preflight', outcome: 'problem', code: 'cors-origin-refused', message: 'Refused.', advice: 'Set a rule.' },
    { name: 'etag', outcome: 'not-checked', message: 'It did not come to that.' },
  ],
}
const offline: Diagnosis = {
  ok: false,
  backend: 'fake',
  checks: [
    {
      name: 'reachable',
      outcome: 'problem',
      code: 'offline',
      message: 'The browser is offline.',
      advice: 'Connect to the network and check again.',
      text: { id: 'offline' },
    },
    { name: 'etag', outcome: 'not-checked', message: 'It did not come to that.' },
  ],
}
const sound: Diagnosis = { ok: true, backend: 'fake', checks: diagnosis.checks.slice(0, 1) }
const failWith = (code: UploadErrorCode) => ({
  fail: { ticket: [{ error: new UploadError(code, 'no', { retry: { when: 'by-hand', from: 'call' } }) }] },
})

describe('the button', () => {
  it('is not shown without a doctor', () => {
    renderParts(<DoctorButton />)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('is shown in rows whose failure the doctor may explain, and passes their metadata on', async () => {
    const doctor = vi.fn<Doctor>(async () => diagnosis)
    const { uploader, user } = renderParts(<UploadList />, { backend: failWith('answer-malformed'), doctor })
    uploader.add([new File(['a'], 'a.txt')], { metadata: { entityId: '17' } })
    await user.click(await screen.findByRole('button', { name: 'Check the set-up' }))
    await screen.findByText('One problem found.')
    expect(doctor.mock.calls.map(([{ name }, { metadata }]) => [name, metadata])).toEqual([
      ['fake', { entityId: '17' }],
    ])
  })

  it('is not shown in rows that failed for another reason, or not at all', async () => {
    const fail = { ticket: [{ fileName: 'failed.txt', error: new UploadError('forbidden', 'no') }] }
    const { add } = renderParts(<UploadList />, { backend: { fail }, doctor: async () => diagnosis })
    await add('failed.txt', 'fine.txt')
    await screen.findByText('You do not have permission to upload here.')
    await screen.findByText('Uploaded')
    expect(screen.queryByRole('button', { name: 'Check the set-up' })).toBeNull()
  })

  it('passes on the options that the provider gives its uploader', async () => {
    const doctor = vi.fn<Doctor>(async () => sound)
    const given = { createWorker: () => new Worker('/worker.js'), allowedOrigins: ['https://storage.test'] }
    render(
      <UploadProvider backend={createFakeBackend()} doctor={doctor} {...given}>
        <DoctorButton />
      </UploadProvider>,
    )
    await userEvent.click(screen.getByRole('button'))
    await screen.findByText('No problems found.')
    expect(doctor).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'fake' }), {
      ...given,
      metadata: {},
      signal: expect.any(AbortSignal),
    })
  })
})

describe('the report', () => {
  it('shows problems first, and the rest on demand', async () => {
    const { user } = renderParts(<DoctorButton />, { doctor: async () => diagnosis })
    await user.click(screen.getByRole('button'))
    const dialog = await screen.findByRole('dialog', { name: 'Set-up check' })
    expect(await within(dialog).findByText('One problem found.')).toBeVisible()
    expect(within(dialog).getByText('Set a rule.')).toBeVisible()
    expect(within(dialog).getByText('The page is a secure context.')).not.toBeVisible()
    await user.click(within(dialog).getByText('2 more checks'))
    expect(within(dialog).getByText('The page is a secure context.')).toBeVisible()
  })

  it('runs the checks once, also in StrictMode, and again on request', async () => {
    const doctor = vi
      .fn<Doctor>(async () => diagnosis)
      .mockResolvedValueOnce(diagnosis)
      .mockResolvedValueOnce(sound)
    const { user } = renderParts(<DoctorButton />, { doctor })
    await user.click(screen.getByRole('button'))
    await screen.findByText('One problem found.')
    expect(doctor).toHaveBeenCalledTimes(1)
    await user.click(screen.getByRole('button', { name: 'Check again' }))
    await screen.findByText('No problems found.')
    expect(doctor).toHaveBeenCalledTimes(2)
  })

  it('aborts the checks when it is closed, and gives the focus back', async () => {
    const signals: AbortSignal[] = []
    const doctor: Doctor = (_, { signal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    }
    const { user } = renderParts(<DoctorButton />, { doctor })
    const button = screen.getByRole('button')
    await user.click(button)
    await screen.findByText('Uploading a small test file…')
    await waitFor(() => expect(signals).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(signals[0]?.aborted).toBe(true)
    expect(button).toHaveFocus()
  })

  it('says that the checks could not run, and logs why', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue()
    const { user } = renderParts(<DoctorButton />, { doctor: () => Promise.reject(new Error('offline')) })
    await user.click(screen.getByRole('button'))
    expect(await screen.findByText('The check could not run. The browser console shows why.')).toBeVisible()
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('doctor'), new Error('offline'))
  })

  it('can be copied as plain text', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const { user } = renderParts(<DoctorButton />, { doctor: async () => diagnosis })
    await user.click(screen.getByRole('button'))
    const button = await screen.findByRole('button', { name: 'Copy as text' })
    fireEvent.click(button)
    await screen.findByRole('button', { name: 'Copied' })
    expect(write.mock.calls).toEqual([[formatDiagnosis(diagnosis)]])
  })

  it('is in the language of the page, but copied in English', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const { user } = renderParts(<DoctorButton />, { doctor: async () => offline, locale: de })
    await user.click(screen.getByRole('button', { name: 'Einrichtung prüfen' }))
    await screen.findByText('Ein Problem gefunden.')
    expect(screen.getByText('Der Browser ist offline.')).not.toHaveAttribute('lang')
    expect(screen.getByText('It did not come to that.')).toHaveAttribute('lang', 'en')
    fireEvent.click(screen.getByRole('button', { name: 'Als Text kopieren' }))
    await screen.findByRole('button', { name: 'Kopiert' })
    expect(write.mock.calls).toEqual([[formatDiagnosis(offline)]])
  })

  it('is in English if its texts cannot be loaded', async () => {
    const loadTexts = (): Promise<never> => Promise.reject(new TypeError('no network'))
    const locale = mergeMessages(de, { doctor: { loadTexts } })
    const { user } = renderParts(<DoctorButton />, { doctor: async () => offline, locale })
    await user.click(screen.getByRole('button', { name: 'Einrichtung prüfen' }))
    await screen.findByText('Ein Problem gefunden.')
    expect(screen.getByText('The browser is offline.')).toHaveAttribute('lang', 'en')
  })

  for (const theme of ['light', 'dark'] as const) {
    it(`has no accessibility violation in ${theme} colours, and no attribute that is not listed`, async () => {
      document.documentElement.dataset['theme'] = theme
      document.documentElement.lang = 'en'
      document.title = 'Doctor'
      const { user } = renderParts(
        <main>
          <h1>Page</h1>
          <DoctorButton />
        </main>,
        { doctor: async () => diagnosis },
      )
      await user.click(screen.getByRole('button'))
      await screen.findByText('One problem found.')
      await user.click(screen.getByText('2 more checks'))
      const { violations } = await axe.run(document)
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      const shown = [...document.querySelectorAll('[class^=coatcheck-diagnosis]')].flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('data-')),
      )
      expect([...new Set(shown)].toSorted()).toEqual([...diagnosisAttributes].toSorted())
    })
  }
})
