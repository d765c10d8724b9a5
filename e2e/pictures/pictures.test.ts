import { resolve } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumArgs, findChromium } from '../../scripts/chromium.ts'
import { makeBlackPng } from '../../scripts/images/png.ts'
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

const inputs = new Map<string, Promise<Input>>()

/** Most files go through six steps, and are made once. */
function toInput({ name, type, make }: Entry): Promise<Input> {
  const input =
    inputs.get(name) ?? Promise.resolve(make()).then((made) => ({ name, type, base64: made.toString('base64') }))
  inputs.set(name, input)
  return input
}

const typeOf = ({ is, type }: Entry): string => is ?? type

/** The size within a longest side. */
function fit({ width = 120, height = 80 }: Entry, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The largest difference of two lists of colours; 0 if there is nothing to compare with. */
function difference(
  actual: readonly (readonly number[])[] = [],
  expected: readonly (readonly number[])[] = [],
): number {
  return Math.max(
    0,
    ...expected.flatMap((colour, index) =>
      colour.map((value, channel) => Math.abs(value - (actual[index]?.[channel] ?? Number.NaN))),
    ),
  )
}

/** Encoding changes each number a little. */
const tolerance = 14

/** How far the colours are from those that were drawn, and from those that the browser showed before. */
function differenceOfColours(entry: Entry, shown: Shown | null, before: Shown | null): number {
  const { shows = 'quadrants' } = entry
  // A line of pixels has no quadrants, and JPEG has no transparency.
  const isComparable = Math.min(shown?.width ?? 0, shown?.height ?? 0) > 8 && !entry.isTransparent
  return Math.max(
    difference(shown?.colours, shows === 'quadrants' ? quadrantColours : []),
    difference(shown?.wideColours, shows === 'vivid' ? quadrantColours : []),
    difference(shown?.wideColours, isComparable ? before?.wideColours : []),
  )
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

/** What does not depend on how it looks. */
const factsOf = ({ isSame, type, notes, base64 }: Outcome) => ({ isSame, type, notes, hasSecret: hasSecret(base64) })
const notesOfDrawing = ({ has = [] }: Entry): readonly string[] => [
  ...(has.includes('gain-map') || has.includes('bright-colours') ? ['gain-map-lost'] : []),
  ...(has.includes('film') ? ['film-lost'] : []),
]

describe('resize', () => {
  const isSmall = (entry: Entry): boolean => fit(entry, longestSide).width === (entry.width ?? 120)
  const own = canBeRead.filter((entry) => !isHeic(entry))

  it.each(own.filter((entry) => !isSmall(entry)))('makes $name upright and small', async (entry) => {
    const input = await toInput(entry)
    const made = await run('resize', input)
    expect(made.shown).toMatchObject(fit(entry, longestSide))
    expect(differenceOfColours(entry, made.shown, await show(input))).toBeLessThanOrEqual(tolerance)
    const kept = ['image/jpeg', 'image/png', 'image/webp'].includes(typeOf(entry))
    const other = entry.isTransparent ? 'image/png' : 'image/jpeg'
    const type = kept ? typeOf(entry) : other
    expect(factsOf(made)).toEqual({ isSame: false, type, notes: notesOfDrawing(entry), hasSecret: false })
    expect(made.shown?.colours[0]?.[3]).toBe(entry.isTransparent ? 0 : 255)
  })

  it.each(own.filter(isSmall))('leaves $name as it is', async (entry) => {
    const made = await run('resize', await toInput(entry))
    expect(made).toMatchObject({ isSame: true, notes: [] })
  })
})

describe.each(['toJpeg', 'toWebp'] as const)('%s', (step) => {
  const type = step === 'toJpeg' ? 'image/jpeg' : 'image/webp'
  const isOfType = (entry: Entry): boolean => typeOf(entry) === type

  it.each(canBeRead.filter((entry) => !isOfType(entry)))(
    'writes $name upright and in its colours, or leaves it if it would be larger',
    async (entry) => {
      const input = await toInput(entry)
      const made = await run(step, input)
      expect(made.shown).toMatchObject(fit(entry, Infinity))
      const isFlattened = step === 'toJpeg' && entry.isTransparent === true && !made.isSame
      expect(isFlattened ? 0 : differenceOfColours(entry, made.shown, await show(input))).toBeLessThanOrEqual(tolerance)
      expect(factsOf(made)).toEqual(
        made.isSame
          ? { isSame: true, type: entry.type, notes: ['would-be-larger'], hasSecret: hasSecret(input.base64) }
          : { isSame: false, type, notes: notesOfDrawing(entry), hasSecret: false },
      )
      expect(made.name).toMatch(made.isSame ? /./ : step === 'toJpeg' ? /\.jpg$/ : /\.webp$/)
      const corner = isFlattened ? [255, 255, 255, 255] : [0, 0, 0, 0]
      expect(entry.isTransparent ? made.shown?.colours[0] : corner).toEqual(corner)
    },
  )

  it.each(canBeRead.filter(isOfType))('leaves $name as it is', async (entry) => {
    const made = await run(step, await toInput(entry))
    expect(made).toMatchObject({ isSame: true, notes: [] })
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

describe('a picture of an unusual shape', () => {
  const toPng = (width: number, height: number): Input => ({
    name: 'long.png',
    type: 'image/png',
    base64: makeBlackPng(width, height).toString('base64'),
  })

  it.each<readonly [string, StepName, Input, string]>([
    ['longer than a WebP can be', 'toWebp', toPng(17_000, 3), 'too-many-pixels'],
    ['longer than a canvas can be', 'toWebp', toPng(70_000, 3), 'too-many-pixels'],
    ['longer than a JPEG can be', 'toJpeg', toPng(3, 70_000), 'too-many-pixels'],
  ])('stays as it was if it is %s', async (_name, step, input, note) => {
    expect(await run(step, input)).toMatchObject({ isSame: true, notes: [note] })
  })

  it('can be made smaller all the same', async () => {
    const made = await run('resize', toPng(70_000, 3))
    expect(made).toMatchObject({ isSame: false, type: 'image/png', notes: [] })
    expect(made.shown).toMatchObject({ width: longestSide, height: 1 })
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
    // What is compressed is not looked into.
    const isChanged = hasSecret(input.base64) || entry.name === 'compressed-xmp.png'
    expect(made.isSame).toBe(!isChanged)
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
      // What is no JPEG keeps its colours and everything behind them.
      expect(made.notes).toEqual(typeOf(entry) === 'image/jpeg' ? notesOfDrawing(entry) : [])
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
    ['drawn-by.svg', ['metadata-kept']],
    ['photo-inside.svg', ['metadata-kept']],
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
