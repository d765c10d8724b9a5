import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { UploadError } from '../../../errors/UploadError.js'
import { de } from '../../../locales/de.js'
import { en } from '../../../locales/en.js'
import { createFakeInspector } from '../../../testing/fakes/fakeInspector.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { describeShift, nextPaint, watchShifts } from '../../../../test/kit/watchShifts.js'
import { Dropzone } from '../dropzone/Dropzone.js'
import { UploadSummary } from '../upload-summary/UploadSummary.js'
import { UploadList } from './UploadList.js'
import '../../../styles.css'

afterEach(async () => {
  cleanup()
  document.documentElement.dir = ''
  await page.viewport(414, 896)
})

const failures = [
  { fileName: 'b.txt', error: new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } }) },
  { fileName: 'e.png', error: new UploadError('forbidden', 'no') },
]

const names = [
  'IMG_20240812_173045_panorama.jpg',
  'b.txt',
  'Quarterly report with a long name (final).pdf',
  'd.zip',
  'e.png',
  'f.txt',
  'g.txt',
]

/** Sizes that take long enough for a speed and a time left, and end one after the other. */
const files = names.map((name, index) => makeFile(name, 'x'.repeat(100_000 + index * 150_000)))

const cases = [320, 390].flatMap((width) => [
  { width, name: 'en', locale: en, dir: 'ltr' },
  { width, name: 'de', locale: de, dir: 'ltr' },
  { width, name: 'en', locale: en, dir: 'rtl' },
])

it.each(cases)(
  'seven files, two of which fail, move nothing from the first row to the last, $width px, $name, $dir',
  async ({ width, dir, locale }) => {
    await page.viewport(width, 844)
    document.documentElement.dir = dir
    const { uploader } = renderParts(
      <main style={{ display: 'grid', gap: 12, fontFamily: 'Arial, sans-serif' }}>
        <Dropzone />
        <UploadSummary />
        <UploadList />
      </main>,
      {
        locale,
        backend: { fail: { ticket: failures } },
        ports: {
          inspector: createFakeInspector({ latencyMs: 100 }),
          transport: createFakeTransport({ bytesPerSecond: 400_000 }),
        },
      },
    )
    await nextPaint()
    const readShifts = watchShifts()
    uploader.add(files)
    await waitFor(() => expect(uploader.getSnapshot().totals).toMatchObject({ done: 5, failed: 2 }), {
      timeout: 30_000,
    })
    const shifts = await readShifts()
    const sum = shifts.reduce((total, { value }) => total + value, 0)
    if (sum > 0.01) console.warn(shifts.map(describeShift).join('\n'))
    expect(sum).toBeLessThanOrEqual(0.01)
  },
)
