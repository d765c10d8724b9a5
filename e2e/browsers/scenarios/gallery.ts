import { expect } from 'vitest'
import { makeJpeg } from '../../support/files.ts'
import type { Traffic } from '../../support/traffic.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

/** What users do with stored files. */
export function describeGallery(getHarness: () => Harness): void {
  it('opens in the lightbox, turns the pages with the arrow keys, and closes with Escape', smoke, async () => {
    const harness = getHarness()
    await openWithFiles(harness)
    await harness.click(/^Open one\.jpg$/)
    await expect.poll(() => harness.texts('dialog[open] p')).toContain('1 of 3')
    await expect.poll(() => pictureInLightbox(harness)).toBe('one.jpg')
    await harness.browser.press('ArrowRight')
    await expect.poll(() => harness.texts('dialog[open] p')).toContain('2 of 3')
    await expect.poll(() => pictureInLightbox(harness)).toBe('two.jpg')
    await harness.browser.press('Escape')
    await expect.poll(() => harness.texts('dialog[open]')).toEqual([])
    await expect.poll(() => focused(harness)).toBe('Open two.jpg')
    expect(await harness.browser.complaints()).toEqual([])
  })

  it('selects a range with the keyboard, deletes it, and brings it back', async () => {
    const harness = getHarness()
    await openWithFiles(harness)
    await focus(harness, 'Open one.jpg')
    await harness.browser.press(' ')
    await harness.browser.press('ArrowRight', 'Shift')
    await expect.poll(() => harness.texts('.coatcheck-selection-count')).toEqual(['2 selected'])
    await harness.click(/^Delete$/)
    await expect.poll(() => shown(harness)).toEqual(['three.jpg'])
    await harness.click(/^Undo$/)
    await expect.poll(() => shown(harness)).toEqual(names)
  })

  it('deletes a file with a key, and brings it back with another', async () => {
    const harness = getHarness()
    await openWithFiles(harness)
    await focus(harness, 'Open two.jpg')
    await harness.browser.press('Delete')
    await expect.poll(() => shown(harness)).toEqual(['one.jpg', 'three.jpg'])
    // Firefox without a window tells the page nothing of the focus, so where it goes by itself is not looked at here.
    await focus(harness, 'Open one.jpg')
    await harness.browser.press('z', 'Control')
    await expect.poll(() => shown(harness)).toEqual(names)
  })

  it('deletes for good once the time to undo is over', async () => {
    const harness = getHarness()
    const traffic = await openWithFiles(harness, { undoMs: '100' })
    await harness.click(/^Delete two\.jpg$/)
    await expect.poll(() => traffic.records.map(({ name }) => name)).toEqual(['three.jpg', 'one.jpg'])
    await harness.reload()
    await expect.poll(() => shown(harness)).toEqual(['one.jpg', 'three.jpg'])
  })

  it('edits the alternative text', async () => {
    const harness = getHarness()
    await openWithFiles(harness)
    await harness.click(/^Edit two\.jpg$/)
    await expect.poll(() => harness.texts('dialog[open] label')).toEqual(['Name', 'Alternative text'])
    // Not every driver can type.
    await harness.browser.evaluate(() => {
      const field = document.querySelector('textarea')
      if (field) field.value = 'The harbour at night'
    })
    await harness.click(/^Save$/)
    await expect.poll(() => shown(harness)).toEqual(['one.jpg', 'The harbour at night', 'three.jpg'])
    await harness.reload()
    await expect.poll(() => shown(harness)).toEqual(['one.jpg', 'The harbour at night', 'three.jpg'])
  })

  it('moves a file with the keyboard', async () => {
    const harness = getHarness()
    await openWithFiles(harness)
    await focus(harness, 'Move one.jpg')
    await harness.browser.press(' ')
    await harness.browser.press('ArrowRight')
    await harness.browser.press(' ')
    await expect.poll(() => shown(harness)).toEqual(['two.jpg', 'one.jpg', 'three.jpg'])
    expect(await harness.texts('[data-testid=order]')).toEqual(['3'])
    expect(await focused(harness)).toBe('Move one.jpg')
  })

  it('has no accessibility violation: with a selection, in the dialog, and in the lightbox', async () => {
    const harness = getHarness()
    await openWithFiles(harness)
    await focus(harness, 'Open one.jpg')
    await harness.browser.press(' ')
    await expect.poll(() => harness.texts('.coatcheck-selection-count')).toEqual(['1 selected'])
    expect(await harness.violations()).toEqual([])
    await harness.click(/^Edit two\.jpg$/)
    expect(await harness.violations()).toEqual([])
    await harness.click(/^Cancel$/)
    await harness.click(/^Clear selection$/)
    await harness.click(/^Open one\.jpg$/)
    await expect.poll(() => pictureInLightbox(harness)).toBe('one.jpg')
    expect(await harness.violations()).toEqual([])
  })
}

/** In the order of the gallery, which begins with the newest. */
const names = ['one.jpg', 'two.jpg', 'three.jpg']

/** Stores three pictures, and opens the page again, so that the gallery shows the list of the server. */
async function openWithFiles(
  harness: Harness,
  params: Readonly<Record<string, string>> = { undoMs: '60000' },
): Promise<Traffic> {
  const scene = { scene: 'managed', ...params }
  const traffic = await harness.open(scene)
  for (const [index, name] of names.toReversed().entries()) {
    // oxlint-disable-next-line no-await-in-loop -- the order of the gallery follows from it
    await harness.chooseFiles(await makeJpeg({ name }))
    // oxlint-disable-next-line no-await-in-loop
    await harness.expectUploaded(index + 1)
  }
  await harness.reload()
  await expect.poll(() => shown(harness)).toEqual(names)
  // The code for moving comes last.
  await expect.poll(() => harness.browser.evaluate(() => document.querySelectorAll('[title^=Move]').length)).toBe(3)
  return traffic
}

/** What the tiles open, in the order of the page. */
function shown(harness: Harness): Promise<readonly string[]> {
  return harness.browser.evaluate(() =>
    Array.from(
      document.querySelectorAll('.coatcheck-gallery-link'),
      (link) => link.getAttribute('aria-label')?.replace(/^Open /, '') ?? '',
    ),
  )
}

/** The name of the picture that the lightbox has decoded. */
function pictureInLightbox(harness: Harness): Promise<string> {
  return harness.browser.evaluate(() => {
    const pictures = document.querySelectorAll<HTMLImageElement>('dialog[open] [data-current] img')
    return Array.from(pictures).find(({ naturalWidth }) => naturalWidth > 0)?.alt ?? ''
  })
}

/** Moves the focus to the control with this name. */
async function focus(harness: Harness, name: string): Promise<void> {
  await harness.browser.evaluate(
    (wanted) => document.querySelector<HTMLElement>(`[aria-label="${wanted}"], [title="${wanted}"]`)?.focus(),
    name,
  )
  expect(await focused(harness)).toBe(name)
}

/** The name of the control that has the focus. */
function focused(harness: Harness): Promise<string> {
  return harness.browser.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.getAttribute('title') ?? ''
  })
}
