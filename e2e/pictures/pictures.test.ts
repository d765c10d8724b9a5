import { resolve } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumArgs, findChromium } from '../../scripts/chromium.ts'
import { quadrantColours } from '../../scripts/images/quadrants.ts'
import { catalogue, type Entry } from './catalogue.ts'
import { keepsake, secret, secretSeconds } from './make/location.ts'
import type { Input, Outcome, Shown, StepName } from './page/page.ts'

const root = resolve(import.meta.dirname, '../..')
const longestSide = 64

let server: ViteDevServer
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: resolve(root, '.cache/pictures'),
    optimizeDeps: { include: ['heic-to'], entries: [] },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  })
  await server.listen()
  const executablePath = findChromium()
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArgs] })
  page = await browser.newPage()
  await page.goto(`${server.resolvedUrls?.local[0]}e2e/pictures/page/index.html`)
  await page.waitForFunction(() => 'runStep' in globalThis)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const run = (step: StepName, input: Input): Promise<Outcome> =>
  page.evaluate(([name, given]) => window.runStep(name, given), [step, input] as const)
const show = (input: Input): Promise<Shown | null> => page.evaluate((given) => window.show(given), input)

async function toInput({ name, type, make }: Entry): Promise<Input> {
  return { name, type, base64: (await make()).toString('base64') }
}

const typeOf = ({ is, type }: Entry): string => is ?? type

/** The size within a longest side. */
function fit({ width = 120, height = 80 }: Entry, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function expectNear(
  actual: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  tolerance: number,
): void {
  const differences = actual.flatMap((colour, index) =>
    (expected[index] ?? []).map((value, channel) => Math.abs(value - (colour[channel] ?? Number.NaN))),
  )
  expect(Math.max(...differences), JSON.stringify({ actual, expected })).toBeLessThanOrEqual(tolerance)
}

function expectColours(entry: Entry, shown: Shown | null, before: Shown | null): void {
  const { shows = 'quadrants' } = entry
  if (shows === 'quadrants') expectNear(shown?.colours ?? [], quadrantColours, 14)
  if (shows === 'vivid') expectNear(shown?.wideColours ?? [], quadrantColours, 14)
  // A size of one pixel has no quadrants, and JPEG has no transparency.
  const isComparable = Math.min(shown?.width ?? 0, shown?.height ?? 0) > 8 && !entry.isTransparent
  if (before && isComparable) expectNear(shown?.wideColours ?? [], before.wideColours, 14)
}

const hasSecret = (base64: string): boolean => {
  const bytes = Buffer.from(base64, 'base64')
  const numbers = [Buffer.alloc(4), Buffer.alloc(4)]
  numbers[0]?.writeUInt32LE(secretSeconds)
  numbers[1]?.writeUInt32BE(secretSeconds)
  return bytes.includes(secret) || numbers.some((number) => bytes.includes(number))
}
const hasKeepsake = (base64: string): boolean => Buffer.from(base64, 'base64').includes(keepsake)

const canBeRead = catalogue.filter(({ stays }) => stays === undefined)
const isHeic = (entry: Entry): boolean => typeOf(entry) === 'image/heic'
const canBeStripped = (entry: Entry): boolean =>
  ['image/jpeg', 'image/png', 'image/webp'].includes(typeOf(entry)) && entry.stays !== 'not-decodable'

it('the list has more than a hundred files, each with a name of its own', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(100)
  expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length)
})

describe('resize', () => {
  it.each(canBeRead.filter((entry) => !isHeic(entry)))('makes $name upright and small', async (entry) => {
    const input = await toInput(entry)
    const made = await run('resize', input)
    expect(made.shown).toMatchObject(fit(entry, longestSide))
    expectColours(entry, made.shown, await show(input))
    if (fit(entry, longestSide).width === (entry.width ?? 120)) {
      expect(made.isSame).toBe(true)
      return
    }
    const kept = ['image/jpeg', 'image/png', 'image/webp'].includes(typeOf(entry))
    expect(made.type).toBe(kept ? typeOf(entry) : entry.isTransparent ? 'image/png' : 'image/jpeg')
    expect(made.shown?.colours[0]?.[3]).toBe(entry.isTransparent ? 0 : 255)
    expect(made.notes).toEqual(entry.has?.includes('gain-map') ? ['gain-map-lost'] : [])
    expect(hasSecret(made.base64)).toBe(false)
  })
})

describe.each(['toJpeg', 'toWebp'] as const)('%s', (step) => {
  const type = step === 'toJpeg' ? 'image/jpeg' : 'image/webp'

  it.each(canBeRead)('writes $name upright and in its colours, or leaves it if it would be larger', async (entry) => {
    const input = await toInput(entry)
    const made = await run(step, input)
    expect(made.shown).toMatchObject(fit(entry, Infinity))
    if (!(step === 'toJpeg' && entry.isTransparent)) expectColours(entry, made.shown, await show(input))
    if (made.isSame) {
      expect(typeOf(entry) === type ? [] : ['would-be-larger']).toEqual(made.notes)
      return
    }
    expect(made.type).toBe(type)
    expect(made.name).toMatch(step === 'toJpeg' ? /\.jpg$/ : /\.webp$/)
    if (entry.isTransparent) {
      expect(made.shown?.colours[0]).toEqual(step === 'toJpeg' ? [255, 255, 255, 255] : [0, 0, 0, 0])
    }
    expect(made.notes).toEqual(entry.has?.includes('gain-map') ? ['gain-map-lost'] : [])
    expect(hasSecret(made.base64)).toBe(false)
  })
})

describe('a file that cannot be drawn', () => {
  const others = catalogue.filter(({ stays }) => stays !== undefined)

  it.each(others)('$name stays as it was, and the note says why', async (entry) => {
    const input = await toInput(entry)
    // What is WebP already has nothing to become.
    for (const step of typeOf(entry) === 'image/webp' ? (['resize'] as const) : (['resize', 'toWebp'] as const)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const made = await run(step, input)
      expect(made.isSame).toBe(true)
      expect(made.notes).toEqual(entry.stays === 'none' ? [] : [entry.stays])
    }
  })
})

describe("stripMetadata('location')", () => {
  it.each(catalogue.filter(canBeStripped))('leaves every pixel of $name, and no place', async (entry) => {
    const input = await toInput(entry)
    const made = await run('stripLocation', input)
    expect(hasSecret(input.base64)).toBe(entry.has?.includes('location') ?? false)
    expect(hasSecret(made.base64)).toBe(false)
    expect(made.shown).toEqual(await show(input))
    expect(hasKeepsake(made.base64)).toBe(hasKeepsake(input.base64))
    expect(made.notes).toEqual([])
    if (!hasSecret(input.base64) && entry.name !== 'compressed-xmp.png') expect(made.isSame).toBe(true)
  })
})

describe("stripMetadata('all')", () => {
  it.each(catalogue.filter(canBeStripped))(
    'leaves every pixel of $name, and nothing that was written to it',
    async (entry) => {
      const input = await toInput(entry)
      const made = await run('stripAll', input)
      expect(hasSecret(made.base64)).toBe(false)
      expect(hasKeepsake(made.base64)).toBe(false)
      expect(made.shown).toEqual(await show(input))
      expect(made.notes).toEqual(entry.has?.includes('gain-map') ? ['gain-map-lost'] : [])
    },
  )
})

describe('stripMetadata', () => {
  it.each([
    ['photo.HEIC', ['metadata-kept']],
    ['exif.avif', ['metadata-kept']],
    ['film.mp4', ['metadata-kept']],
    ['plain.tiff', ['metadata-kept']],
    ['plain.avif', []],
    ['plain.gif', []],
    ['plain.bmp', []],
    ['size.svg', []],
    ['paper.pdf', []],
    ['notes', []],
  ])('leaves %s as it was, and notes %j', async (name, notes) => {
    const entry = catalogue.find((one) => one.name === name)
    if (!entry) throw new Error(`There is no ${name}.`)
    const made = await run('stripLocation', await toInput(entry))
    expect(made.isSame).toBe(true)
    expect(made.notes).toEqual(notes)
  })
})

describe('all steps together', () => {
  it.each(canBeRead)('make $name upright, small and silent about its place', async (entry) => {
    const made = await run('all', await toInput(entry))
    expect(made.shown).toMatchObject(fit(entry, longestSide))
    expect(hasSecret(made.base64)).toBe(false)
    expect(made.name).toMatch(/ 3\.\w+$/)
  })
})

describe('rename', () => {
  it.each(catalogue)('gives $name another name with the extension of its type', async (entry) => {
    const made = await run('rename', await toInput(entry))
    const [base = '', extension] = entry.name.split('.')
    expect(made.name).toBe(extension ? `${base} 2.${extension}` : `${base} 2`)
    expect(made.notes).toEqual([])
  })
})
