import { act, cleanup, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { describeShift, nextPaint, watchShifts } from '../../../../test/kit/watchShifts.js'
import { UploadError } from '../../../errors/UploadError.js'
import { ar } from '../../../locales/ar.js'
import { de } from '../../../locales/de.js'
import { en } from '../../../locales/en.js'
import { createFakeInspector } from '../../../testing/fakes/fakeInspector.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { UploadPanel } from './UploadPanel.js'
import '../../../styles.css'

afterEach(async () => {
  cleanup()
  document.documentElement.dir = ''
  await page.viewport(414, 896)
})

const error = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
const names = ['IMG_20240812_173045_panorama.jpg', 'b.txt', 'Quarterly report (final).pdf', 'd.zip', 'e', 'f', 'g']
const files = names.map((name, index) => makeFile(name, 'x'.repeat(100_000 + index * 150_000)))

const cases = [320, 390, 600, 1280].flatMap((width) =>
  [en, de, ar].map((locale) => ({ width, locale, name: locale.language })),
)

it.each(cases)('an empty panel and seven files move nothing, $width px, $name', async ({ width, locale }) => {
  await page.viewport(width, 844)
  document.documentElement.dir = locale === ar ? 'rtl' : ''
  const { uploader } = renderParts(
    <main style={{ fontFamily: 'Arial, sans-serif' }}>
      <UploadPanel restrictions={{ maxFiles: 20 }} />
    </main>,
    {
      locale,
      backend: { fail: { ticket: [{ fileName: 'b.txt', error }] } },
      ports: {
        inspector: createFakeInspector({ latencyMs: 100 }),
        transport: createFakeTransport({ bytesPerSecond: 400_000 }),
      },
    },
  )
  await act(() => import('./PanelRows.js'))
  await nextPaint()
  const readShifts = watchShifts()
  uploader.add(files)
  await waitFor(() => expect(uploader.getSnapshot().totals).toMatchObject({ done: 6, failed: 1 }), { timeout: 30_000 })
  const shifts = await readShifts()
  const sum = shifts.reduce((total, { value }) => total + value, 0)
  expect(sum > 0.01 ? shifts.map(describeShift) : []).toEqual([])
})
