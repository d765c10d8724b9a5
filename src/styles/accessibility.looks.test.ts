import { cleanup } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { type Scene, scenes } from '../../test/looks/scenes.js'
import { sheetForTouch } from '../../test/looks/sheetForTouch.js'
import { showScene } from '../../test/looks/showScene.js'
import sheet from '../styles.css?inline'

/** Axe and the rulers look at what stands still. */
const still = '*, ::before, ::after { animation: none !important; transition: none !important }'

/** What WCAG 1.4.12 asks a page to bear. */
const wideText = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`

let styles: HTMLStyleElement[] = []

function style(...texts: readonly string[]): void {
  for (const old of styles) old.remove()
  styles = texts.map((text) => {
    const added = document.head.appendChild(document.createElement('style'))
    added.textContent = text
    return added
  })
}

beforeEach(async () => {
  await page.viewport(800, 900)
  document.documentElement.lang = 'en'
  document.title = 'Parts'
  style(sheet, still)
})

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
  for (const name of ['style', 'data-theme']) document.documentElement.removeAttribute(name)
})

const describeElement = (element: Element): string => `<${element.localName} class="${element.className}">`

/** Elements that a pointer can activate. What a label or a larger button stands for is measured there. */
function findTargets(root: HTMLElement): readonly HTMLElement[] {
  const targets = root.querySelectorAll<HTMLElement>('button, a[href], summary, input, [role=button]')
  return [...targets].filter((target) => target.checkVisibility() && !target.matches('[type=file], [type=hidden]'))
}

function findSmallTargets(root: HTMLElement, leastPx: number): readonly string[] {
  return findTargets(root).flatMap((target) => {
    const { width, height } = measureTarget(target)
    const isLargeEnough = Math.min(width, height) >= leastPx - 0.01
    return isLargeEnough ? [] : [`${describeElement(target)} ${width.toFixed(1)} × ${height.toFixed(1)}`]
  })
}

/** The button of a zone has a layer over the whole zone, and a label around a checkbox can be clicked as well. */
function measureTarget(target: HTMLElement): DOMRect {
  const hasLayer = getComputedStyle(target, '::after').position === 'absolute'
  return (target.closest('label') ?? ((hasLayer && target.offsetParent) || target)).getBoundingClientRect()
}

/**
 * Text and controls of which something is outside of the frame, or of the window if they float. WCAG 1.4.10 lets a toolbar
 * that stays in view scroll sideways.
 */
function findOverflow(root: HTMLElement): readonly string[] {
  const frame = root.getBoundingClientRect()
  return findTexts(root).flatMap((element) => {
    if (element.parentElement?.closest('.coatcheck-selection-bar')) return []
    const isFloating = element.closest('dialog, .coatcheck-upload-tray, .coatcheck-undo-bar') !== null
    const { left, right } = isFloating ? { left: 0, right: window.innerWidth } : frame
    const box = element.getBoundingClientRect()
    return box.right > right + 1 || box.left < left - 1 ? [describeElement(element)] : []
  })
}

/** Lines of which some are cut off by an element that hides what overflows. */
function findCutTexts(root: HTMLElement): readonly string[] {
  return findTexts(root).flatMap((element) => {
    const { overflowY } = getComputedStyle(element)
    const isCutting = overflowY === 'hidden' || overflowY === 'clip'
    return isCutting && element.scrollHeight > element.clientHeight + 2 ? [describeElement(element)] : []
  })
}

function findTexts(root: HTMLElement): readonly HTMLElement[] {
  // What is inert, such as the neighbours of a picture in the lightbox, is out of sight.
  return [...root.querySelectorAll<HTMLElement>('[class^=coatcheck-]:not([inert], [inert] *)')].filter(
    (element) => element.textContent !== '' && element.checkVisibility() && element.clientHeight > 1,
  )
}

const steady = scenes.filter(({ name }) => !name.includes('windowed'))

describe.each(['light', 'dark'])('every part in every state in the %s theme', (theme) => {
  it.each<Scene>(scenes)('has no violation that axe finds: $name', async (scene) => {
    document.documentElement.dataset['theme'] = theme
    document.body.style.background = theme === 'dark' ? '#111' : '#fff'
    const root = await showScene(scene)
    const { violations } = await axe.run(root, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // Scenes are parts of a page, without its headings.
      rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

describe('every part in every state', () => {
  it.each<Scene>(scenes)('has targets of 24 pixels: $name', async (scene) => {
    expect(findSmallTargets(await showScene(scene), 24)).toEqual([])
  })

  it.each<Scene>(scenes)('has targets of 44 pixels for a finger: $name', async (scene) => {
    style(sheetForTouch, still)
    expect(findSmallTargets(await showScene(scene), 44)).toEqual([])
  })

  it.each<Scene>(steady)('fits into 320 pixels: $name', async (scene) => {
    await page.viewport(320, 640)
    expect(findOverflow(await showScene(scene, 320))).toEqual([])
  })

  it.each<Scene>(steady)(
    'fits into 640 pixels with text twice as large, and cuts none of it off: $name',
    async (scene) => {
      document.documentElement.style.fontSize = '200%'
      const root = await showScene(scene, 640)
      expect(findOverflow(root)).toEqual([])
      expect(findCutTexts(root)).toEqual([])
    },
  )

  it.each<Scene>(steady)('bears the spacing of text that a reader chooses: $name', async (scene) => {
    style(sheet, still, wideText)
    const root = await showScene(scene)
    expect(findOverflow(root)).toEqual([])
    expect(findCutTexts(root)).toEqual([])
  })
})
