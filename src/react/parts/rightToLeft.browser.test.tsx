import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Upload } from '../../contract/upload.js'
import { createUploader } from '../../core.js'
import { ar } from '../../locales/ar.js'
import { he } from '../../locales/he.js'
import type { Messages } from '../../locales/messages.js'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../provider/UploadProvider.js'
import { UploadRow } from './upload-row/UploadRow.js'
import '../../styles.css'

beforeEach(() => {
  document.documentElement.dir = 'rtl'
})
afterEach(() => {
  cleanup()
  document.documentElement.removeAttribute('dir')
})

const sending: Upload = {
  id: '1',
  name: 'photo (1).jpg',
  size: 3_300_000,
  type: 'image/jpeg',
  file: null,
  metadata: {},
  sentBytes: 1_900_000,
  attempt: 1,
  status: 'sending',
  secondsLeft: 120,
}

function show(locale: Messages): void {
  const uploader = createUploader({ backend: createFakeBackend(), ports: createFakePorts() })
  render(
    <UploadProvider uploader={uploader} locale={locale}>
      <UploadRow upload={sending} />
    </UploadProvider>,
  )
}

function find(selector: string): Element {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`There is no ${selector}.`)
  return element
}

/** Where the middle of some words is, in pixels from the left. */
function placeOf(element: Element, words: string): number {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.textContent?.indexOf(words) ?? -1
    if (start < 0) continue
    const range = document.createRange()
    range.setStart(node, start)
    range.setEnd(node, start + words.length)
    const { left, right } = range.getBoundingClientRect()
    return (left + right) / 2
  }
  throw new Error(`There is no text with ${words}.`)
}

it.each([ar, he])('fills bars from the right, and sets facts from the right to the left ($language)', (locale) => {
  show(locale)
  const fill = getComputedStyle(screen.getByRole('progressbar'), '::after')
  expect(fill.right).toBe('0px')
  expect(Number.parseFloat(fill.left)).toBeGreaterThan(10)
  const row = find('.coatcheck-upload-row')
  const places = ['1.9', '57', locale.status.secondsLeft(120)].map((words) => placeOf(row, words))
  expect(places.toSorted((a, b) => b - a)).toEqual(places)
  expect(find('.coatcheck-upload-thumbnail').getBoundingClientRect().left).toBeGreaterThan(
    find('.coatcheck-upload-actions').getBoundingClientRect().right,
  )
})

it.each<[Messages, string, readonly string[]]>([
  [ar, 'ميغابايت', ['ميغابايت', '3.3', '1.9']],
  // Latin units follow their number from the left to the right.
  [he, 'MB', ['3.3', 'MB', '1.9']],
])('reads sizes from the right, with the unit on the side where the language has it', (locale, unit, fromLeft) => {
  show(locale)
  const size = find('.coatcheck-upload-size')
  const words = ['1.9', '3.3', unit]
  expect(words.toSorted((a, b) => placeOf(size, a) - placeOf(size, b))).toEqual(fromLeft)
})

it('keeps the brackets and the extension of a name in their order', () => {
  show(he)
  const name = find('.coatcheck-upload-name')
  expect(placeOf(name, 'photo')).toBeLessThan(placeOf(name, '(1)'))
  expect(placeOf(name, '(1)')).toBeLessThan(placeOf(name, '.jpg'))
})
