import { expect } from 'vitest'
import { ar } from '../../../src/locales/ar.ts'
import { de } from '../../../src/locales/de.ts'
import { he } from '../../../src/locales/he.ts'
import { ja } from '../../../src/locales/ja.ts'
import { makeBytes, makeJpeg, makeText } from '../../support/files.ts'
import type { Matches } from '../../support/gate.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

const puts: Matches = ({ method }) => method === 'PUT'

/** The parts, operated as a user does. */
export function describeInterface(getHarness: () => Harness): void {
  it('uploads from the panel, shows the picture in the gallery, and clears the row', smoke, async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'panel' })
    const photo = await makeJpeg({ name: 'harbour.jpg' })
    await harness.chooseFiles(photo)
    await harness.expectRows(/harbour\.jpg.*Uploaded/s)
    await expect.poll(() => shownPictures(harness)).toEqual(['harbour.jpg'])
    await harness.click(/^Clear harbour\.jpg/)
    await harness.expectRows()
    expect(traffic.records).toMatchObject([{ name: 'harbour.jpg', type: 'image/jpeg' }])
    expect(await harness.browser.complaints()).toEqual([])
  })

  it('takes files that are dropped, and files that are pasted', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'widget' })
    await harness.give('drop', '.coatcheck-dropzone', makeText('dropped.txt'))
    await harness.expectRows(/dropped\.txt.*Uploaded/s)
    await harness.give('paste', '.coatcheck-dropzone button', makeText('pasted.txt'))
    await harness.expectUploaded(2)
    expect((await harness.rows()).join()).toContain('pasted.txt')
  })

  it('says why a file is not accepted', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'widget', accept: 'image/*', maxSizeBytes: '10000' })
    await harness.chooseFiles(makeText('notes.txt'), await makeJpeg({ name: 'large.jpg', width: 1600, height: 1200 }))
    await expect
      .poll(() => harness.texts('.coatcheck-rejection'))
      .toEqual([
        expect.stringMatching(/notes\.txt.*This file type is not accepted. Choose images\./s),
        expect.stringMatching(/large\.jpg.*Larger than the limit of 10\skB\./s),
      ])
    await harness.expectRows()
  })

  it('pauses and resumes a file', smoke, async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'widget' })
    harness.shared.proxy.failNext(puts, { kind: 'slow', bytesPerSecond: 500_000 })
    const file = await harness.choose('film.bin', 5_000_000)
    await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(100_000)
    await harness.click(/^Pause film\.bin/)
    await harness.expectRows(/Paused/)
    await expect.poll(() => traffic.sends[0]?.isBrokenOff).toBe(true)
    await harness.click(/^Resume film\.bin/)
    await harness.expectUploaded(1)
    expect(traffic.records).toHaveLength(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })

  it('cancels a file, and sends it from the start when it is retried', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'widget' })
    harness.shared.proxy.failNext(puts, { kind: 'slow', bytesPerSecond: 500_000 })
    const file = await harness.choose('film.bin', 5_000_000)
    await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(100_000)
    await harness.click(/^Cancel film\.bin/)
    await harness.expectRows(/Cancelled/)
    await harness.click(/^Retry film\.bin/)
    await harness.expectUploaded(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })

  it('shows why a file failed, and uploads it when it is retried', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'panel' })
    harness.site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 401, code: 'unauthorized' } })
    await harness.chooseFiles(makeText('notes.txt'))
    await harness.expectRows(/You are signed out\. Sign in again, then retry\./)
    await harness.click(/^Retry notes\.txt/)
    await harness.expectUploaded(1)
    expect(traffic.records).toHaveLength(1)
  })

  it('counts progress up while it sends, and never down', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'widget' })
    const seenEnough = Promise.withResolvers<void>()
    // More than the buffers between the browser and the proxy hold, which are filled at once.
    harness.shared.proxy.failNext(puts, { kind: 'slow', bytesPerSecond: 2_000_000, until: seenEnough.promise })
    await harness.choose('film.bin', 40_000_000)
    const readSent = (): Promise<readonly number[]> =>
      harness.browser.evaluate(() =>
        (window.coatcheckProbe?.samples ?? [])
          .filter(({ status }) => status === 'sending')
          .map(({ sentBytes }) => sentBytes),
      )
    await expect.poll(async () => new Set(await readSent()).size).toBeGreaterThan(2)
    seenEnough.resolve()
    await harness.expectUploaded(1)
    const sent = await readSent()
    expect(sent).toEqual(sent.toSorted((a, b) => a - b))
  })

  it('moves between rows and clears one with the keyboard', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'panel' })
    await harness.chooseFiles(makeText('first.txt'), makeText('second.txt'))
    await harness.expectUploaded(2)
    await harness.browser.evaluate(() => document.querySelector<HTMLElement>('.coatcheck-upload-row button')?.focus())
    await harness.browser.press('ArrowDown')
    await harness.browser.press('Delete')
    await expect.poll(() => harness.rows()).toHaveLength(1)
    await harness.expectRows(/first\.txt/)
  })

  it('fills a field of a form with an avatar, and requires one', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'avatar' })
    await harness.click(/^Send$/)
    expect(await harness.texts('output[aria-label=Sent]')).toEqual([])

    await harness.chooseFiles(await makeJpeg({ name: 'face.jpg' }))
    await expect.poll(() => harness.texts('.coatcheck-avatar-field')).toEqual([expect.stringContaining('Uploaded')])
    await harness.click(/^Send$/)
    const id = traffic.records[0]?.id
    await expect.poll(() => harness.texts('output[aria-label=Sent]')).toEqual([JSON.stringify([['avatar', id]])])

    await harness.click(/^Start over$/)
    await expect
      .poll(() => harness.texts('.coatcheck-avatar-field'))
      .toEqual([expect.stringContaining('Choose a photo')])
  })

  it('shows uploads in a tray that folds up and closes', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'panel', tray: 'yes' })
    expect(await harness.texts('.coatcheck-upload-tray')).toEqual([])
    await harness.chooseFiles(makeText('notes.txt'))
    await expect
      .poll(() => harness.texts('.coatcheck-upload-tray'))
      .toEqual([expect.stringMatching(/notes\.txt.*Uploaded/s)])
    await harness.browser.evaluate(() =>
      document.querySelector<HTMLElement>('.coatcheck-upload-tray [aria-expanded]')?.focus(),
    )
    await harness.browser.press('Escape')
    await expect.poll(() => harness.texts('.coatcheck-upload-tray')).toEqual([expect.not.stringContaining('notes.txt')])
    await harness.click(/^Close uploads$/)
    await expect.poll(() => harness.texts('.coatcheck-upload-tray')).toEqual([])
  })

  it('checks the set-up, and reports that nothing is wrong', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'panel' })
    await harness.click(/^Check the set-up$/)
    await expect.poll(() => harness.texts('dialog[open]')).toEqual([expect.stringContaining('No problems found.')])
    await harness.click(/^Close$/)
    await expect.poll(() => harness.texts('dialog[open]')).toEqual([])
    expect(traffic.records).toEqual([])
  })

  it.each([
    { language: 'ar', messages: ar, direction: 'rtl' },
    { language: 'he', messages: he, direction: 'rtl' },
    { language: 'de', messages: de, direction: 'ltr' },
    { language: 'ja', messages: ja, direction: 'ltr' },
  ])('speaks $language and reads $direction', async ({ language, messages, direction }) => {
    const harness = getHarness()
    await harness.open({ scene: 'panel', language })
    const { dropzone } = messages
    const titles = [dropzone.title(true), dropzone.titleOrPaste(true), dropzone.touchTitle(true, 'file')]
    expect(titles).toContain((await harness.texts('.coatcheck-dropzone-title')).join())
    const zone = await harness.texts('.coatcheck-dropzone')
    await harness.chooseFiles(makeText('notes.txt'))
    await expect.poll(() => harness.rows()).toEqual([expect.stringContaining('notes.txt')])
    expect(zone.join()).not.toContain('files')
    await expect.poll(() => statuses(harness)).toEqual(['done'])
    const { icon, actions, overflow } = await harness.browser.evaluate(() => {
      const row = document.querySelector('.coatcheck-upload-row')
      const middleOf = (selector: string): number => {
        const box = row?.querySelector(selector)?.getBoundingClientRect()
        return box ? box.left + box.width / 2 : Number.NaN
      }
      return {
        icon: middleOf('.coatcheck-upload-thumbnail'),
        actions: middleOf('.coatcheck-upload-actions'),
        overflow: document.documentElement.scrollWidth - window.innerWidth,
      }
    })
    expect(icon > actions ? 'rtl' : 'ltr').toBe(direction)
    expect(overflow).toBeLessThanOrEqual(0)
  })

  it('has no accessibility violation: empty, with failures, and with a gallery', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'panel', maxSizeBytes: '100000' })
    expect(await harness.violations()).toEqual([])
    const action = { kind: 'answer', status: 403, code: 'forbidden' } as const
    harness.site.server.faults.add({ call: 'tickets', name: 'refused.txt', action })
    await harness.chooseFiles(
      makeText('refused.txt'),
      await makeJpeg({ name: 'pier.jpg' }),
      makeBytes('large.bin', 200_000),
    )
    await expect.poll(() => statuses(harness)).toEqual(['failed', 'done'])
    await expect.poll(() => shownPictures(harness)).toEqual(['pier.jpg'])
    expect(await harness.violations()).toEqual([])
  })
}

/** The names of the gallery's pictures that the browser has decoded. */
function shownPictures(harness: Harness): Promise<readonly string[]> {
  return harness.browser.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLImageElement>('.coatcheck-gallery img'))
      .filter(({ naturalWidth }) => naturalWidth > 0)
      .map(({ alt }) => alt),
  )
}

function statuses(harness: Harness): Promise<readonly string[]> {
  return harness.browser.evaluate(
    () => window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads.map(({ status }) => status) ?? [],
  )
}
