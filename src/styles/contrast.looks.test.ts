import { cdp, page } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import guide from '../../docs/design-systems.md?raw'
import '../styles.css'

/** An element of a part, in a state, and which of its colours is meant. */
type Colour = readonly [
  property: 'color' | 'backgroundColor' | 'borderTopColor' | 'outlineColor',
  classes: string,
  state?: Readonly<Record<string, string>>,
  pseudo?: '::after',
]

const token = (name: string): Colour => ['color', '', { style: `color: var(--coatcheck-color-${name})` }]
const surface = token('surface')
const track = token('track')
const hover = token('hover')
const quiet = token('text-quiet')
const danger = token('danger')
const accent = token('accent')
const rejections: Colour = ['backgroundColor', 'coatcheck-rejection-list']
const zoneOver: Colour = ['backgroundColor', 'coatcheck-dropzone', { 'data-drop-target': '' }]
const zoneRejecting: Colour = ['backgroundColor', 'coatcheck-dropzone', { 'data-rejecting': '' }]
const failedTile: Colour = [
  'color',
  '',
  { style: 'color: color-mix(in srgb, var(--coatcheck-color-danger) 6%, var(--coatcheck-color-surface))' },
]
const bar = (status: string): Colour => [
  'backgroundColor',
  'coatcheck-upload-progress',
  { 'data-status': status },
  '::after',
]

type Pair = readonly [name: string, colour: Colour, behind: Colour]

const texts: readonly Pair[] = [
  ['a name', token('text'), surface],
  ['a name among the rejections', token('text'), rejections],
  ['a title while files are over the zone', token('text'), zoneOver],
  ['a title while the zone would refuse', token('text'), zoneRejecting],
  ['a button under the pointer', token('text'), hover],
  ['a size or a status', quiet, surface],
  ['the extension on a thumbnail', quiet, ['backgroundColor', 'coatcheck-upload-thumbnail']],
  ['the reason of a rejection', quiet, rejections],
  ['the limits of a zone while files are over it', quiet, zoneOver],
  ['the limits of a zone while it would refuse', quiet, zoneRejecting],
  ['the message of an empty gallery', quiet, ['backgroundColor', 'coatcheck-gallery-message']],
  ['"Uploaded"', ['color', 'coatcheck-upload-status', { 'data-status': 'done' }], surface],
  ['a failure', ['color', 'coatcheck-upload-status', { 'data-status': 'failed' }], surface],
  ['a notice below the zone', danger, surface],
  ['a failure on its tile', danger, failedTile],
  ['what to do, on the tile', quiet, failedTile],
  ['a button of the zone', accent, surface],
  ['a button of the zone under the pointer', accent, hover],
  ['a text on the accent', surface, accent],
]

const shapes: readonly Pair[] = [
  ['the bar while a file is sent', bar('sending'), track],
  ['that bar beside the row', bar('sending'), surface],
  ['the bar of a paused upload', bar('paused'), track],
  ['that bar beside the row', bar('paused'), surface],
  ['the bar at the end', bar('done'), track],
  ['the stripes while a file is read', accent, track],
  [
    'the palest moment of finishing',
    [
      'color',
      '',
      { style: 'color: color-mix(in srgb, var(--coatcheck-color-accent) 80%, var(--coatcheck-color-track))' },
    ],
    track,
  ],
  ['the bar of all uploads', ['backgroundColor', 'coatcheck-summary-progress', {}, '::after'], track],
  [
    'the bar of a panel',
    ['backgroundColor', 'coatcheck-totals-progress', { 'data-busy': '' }, '::after'],
    ['backgroundColor', 'coatcheck-totals-progress', { 'data-busy': '' }],
  ],
  ['the bar over the picture of a tile', bar('sending'), track],
  ['the ring of an upload button', accent, track],
  ['the border of an upload button', ['borderTopColor', 'coatcheck-upload-button'], surface],
  ['the border of an invalid one', ['borderTopColor', 'coatcheck-upload-button', { 'data-invalid': '' }], surface],
  ['the border of an invalid zone', ['borderTopColor', 'coatcheck-dropzone', { 'data-invalid': '' }], surface],
  ['the border of the zone', ['borderTopColor', 'coatcheck-dropzone'], surface],
  [
    'the border of the zone under files',
    ['borderTopColor', 'coatcheck-dropzone', { 'data-drop-target': '' }],
    zoneOver,
  ],
  [
    'the border of a zone that would refuse',
    ['borderTopColor', 'coatcheck-dropzone', { 'data-rejecting': '' }],
    zoneRejecting,
  ],
  ['the border of a button', ['borderTopColor', 'coatcheck-button'], surface],
  ['the icon of a button', ['color', 'coatcheck-icon-button'], surface],
  ['the icon of a button among the rejections', ['color', 'coatcheck-icon-button'], rejections],
  ['the icon of a rejection', ['color', 'coatcheck-rejection-icon'], rejections],
  ['the focus on a row', accent, surface],
  ['the focus on a button under the pointer', accent, hover],
  ['the focus among the rejections', accent, rejections],
]

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!

/** Where the elements stand whose colours are read. */
let around: HTMLElement = document.body

/** Reads a colour as the browser computes it, whatever notation it answers in. */
function read([property, classes, state = {}, pseudo]: Colour): readonly number[] {
  const element = around.appendChild(document.createElement('div'))
  element.className = classes
  for (const [name, value] of Object.entries(state)) element.setAttribute(name, value)
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = getComputedStyle(element, pseudo)[property]
  canvas.fillRect(0, 0, 1, 1)
  element.remove()
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data
  if (alpha !== 255) throw new Error(`The ${property} of .${classes} is not opaque.`)
  return [red, green, blue]
}

/** As WCAG defines it. */
function measureLuminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((byte) => {
    const share = byte / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function measureContrast(colour: Colour, behind: Colour): number {
  const [high = 0, low = 0] = [colour, behind].map((each) => measureLuminance(read(each))).toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

/** The contrast between the clearest pixel of a text, which is white, and what most of its box shows. */
async function measureWhiteText(element: HTMLElement): Promise<number> {
  const image = await createImageBitmap(
    await (await fetch(`data:image/png;base64,${await takePicture(element)}`)).blob(),
  )
  const picture = new OffscreenCanvas(image.width, image.height).getContext('2d')!
  picture.drawImage(image, 0, 0)
  const { data } = picture.getImageData(0, 0, image.width, image.height)
  const pixels = Array.from({ length: data.length / 4 }, (_, index) =>
    measureLuminance([...data.subarray(index * 4, index * 4 + 3)]),
  ).toSorted((a, b) => a - b)
  const [text = 0, behind = 0] = [pixels.at(-1), pixels[pixels.length >> 1]]
  return (text + 0.05) / (behind + 0.05)
}

async function takePicture(element: HTMLElement): Promise<string> {
  return page.screenshot({ element, save: false })
}

function findTooPale(pairs: readonly Pair[], least: number): readonly string[] {
  return pairs.flatMap(([name, colour, behind]) => {
    const contrast = measureContrast(colour, behind)
    return contrast < least ? [`${name}: ${contrast.toFixed(2)}`] : []
  })
}

async function emulate(name: string, value: string): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] })
}

afterEach(async () => {
  await emulate('prefers-contrast', '')
  document.documentElement.removeAttribute('data-theme')
})

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  beforeEach(() => document.documentElement.setAttribute('data-theme', theme))

  it('each text has a contrast of 4.5:1', () => {
    expect(findTooPale(texts, 4.5)).toEqual([])
  })

  it('each bar, border, icon and focus ring has a contrast of 3:1', () => {
    expect(findTooPale(shapes, 3)).toEqual([])
  })

  it('both have half as much again for people who prefer more contrast', async () => {
    await emulate('prefers-contrast', 'more')
    expect(findTooPale(texts, 7)).toEqual([])
    expect(findTooPale(shapes, 4.5)).toEqual([])
    expect(findTooPale([['a line between rows', token('line'), surface]], 4.5)).toEqual([])
  })
})

describe('with the tokens of shadcn/ui, as docs/design-systems.md maps them', () => {
  const mapping = /```css\n:root \{([^}]+)\}/.exec(guide)?.[1] ?? ''
  const stock = {
    light: `--card: oklch(1 0 0); --card-foreground: oklch(0.145 0 0); --muted-foreground: oklch(0.556 0 0);
      --primary: oklch(0.205 0 0); --destructive: oklch(0.577 0.245 27.325); --border: oklch(0.922 0 0);
      --accent: oklch(0.97 0 0); --muted: oklch(0.97 0 0)`,
    dark: `--card: oklch(0.205 0 0); --card-foreground: oklch(0.985 0 0); --muted-foreground: oklch(0.708 0 0);
      --primary: oklch(0.922 0 0); --destructive: oklch(0.704 0.191 22.216); --border: oklch(1 0 0 / 10%);
      --accent: oklch(0.269 0 0); --muted: oklch(0.269 0 0)`,
  }
  const accents = {
    'its own': { light: '', dark: '' },
    'a strong': { light: '--accent: oklch(0.42 0.2 290)', dark: '--accent: oklch(0.85 0.17 95)' },
  }

  afterEach(() => document.documentElement.removeAttribute('style'))

  it('each colour of the parts that has a token is mapped', () => {
    expect(Array.from(mapping.matchAll(/--coatcheck-color-([\w-]+):/g), ([, name]) => name)).toEqual([
      'surface',
      'text',
      'text-quiet',
      'hover',
      'line',
      'line-strong',
      'track',
      'accent',
      'danger',
    ])
  })

  it.each([
    ['light', 'its own'],
    ['dark', 'its own'],
    ['light', 'a strong'],
    ['dark', 'a strong'],
  ] as const)('each text has a contrast of 4.5:1, and the focus one of 3:1 (%s, %s accent)', (theme, name) => {
    const root = document.documentElement
    root.dataset['theme'] = theme
    root.setAttribute('style', `${stock[theme]}; ${accents[name][theme]}; ${mapping}`)
    expect(findTooPale(texts, 4.5)).toEqual([])
    expect(findTooPale([['the focus', accent, surface]], 3)).toEqual([])
  })
})

describe('in the lightbox, which is dark', () => {
  afterEach(() => {
    around = document.body
    document.body.replaceChildren()
    document.documentElement.removeAttribute('style')
  })

  it.each(['light', 'dark'])('the colours that a page has set for its %s theme change nothing', (theme) => {
    document.documentElement.setAttribute('data-theme', theme)
    around = document.body.appendChild(document.createElement('div'))
    around.className = 'coatcheck-lightbox'
    const names = ['text', 'text-quiet', 'surface', 'hover', 'line-strong', 'accent']
    const readAll = (): readonly (readonly number[])[] => names.map((name) => read(token(name)))
    const before = readAll()
    const black: Colour = ['backgroundColor', '', { style: 'background: #0b0b0d' }]
    expect(findTooPale([['a button under the pointer', ['color', 'coatcheck-icon-button'], hover]], 4.5)).toEqual([])
    expect(findTooPale([['the focus on a button', accent, black]], 3)).toEqual([])
    for (const name of names) document.documentElement.style.setProperty(`--coatcheck-color-${name}`, '#eee')
    expect(readAll()).toEqual(before)
  })
})

describe('on a broken picture', () => {
  it.each(['#fff', '#000'])('the name and the message can be read over a placeholder of %s', async (placeholder) => {
    const tile = document.body.appendChild(document.createElement('div'))
    // Around it, nothing is as light as the text.
    tile.style.cssText =
      'position: relative; inline-size: 200px; block-size: 200px; background: #000; outline: 9px solid #000'
    tile.innerHTML = `<div class="coatcheck-gallery-tile" data-broken="">
      <a class="coatcheck-gallery-link" href="#">
        <span class="coatcheck-gallery-picture" style="display: block; background: ${placeholder}"></span>
        <span class="coatcheck-gallery-caption" style="opacity: 1; transition: none">MMMMMMMM.jpg</span>
      </a>
      <p class="coatcheck-gallery-broken">MMMMMMMM</p>
    </div>`
    const [caption, message] = tile.querySelectorAll<HTMLElement>(
      '.coatcheck-gallery-caption, .coatcheck-gallery-broken',
    )
    expect(await measureWhiteText(caption!)).toBeGreaterThan(4.5)
    expect(await measureWhiteText(message!)).toBeGreaterThan(4.5)
    tile.remove()
  })
})

describe('in forced colours', () => {
  const look = (status: string): string => {
    const element = document.body.appendChild(document.createElement('div'))
    element.className = 'coatcheck-upload-progress'
    element.dataset['status'] = status
    const { backgroundColor, backgroundImage } = getComputedStyle(element, '::after')
    element.remove()
    return `${backgroundColor} ${backgroundImage}`
  }

  it('only what is being sent looks like progress', async () => {
    await emulate('forced-colors', 'active')
    const looks = ['sending', 'inspecting', 'paused'].map(look)
    expect(new Set(looks).size).toBe(3)
    expect(look('confirming')).toBe(look('sending'))
  })
})
