import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { barePage, compileTailwind, createHostPages, type HostPage, layered } from '../../test/looks/hostPages.js'
import { compareLooks, type Look, readLooks } from '../../test/looks/readLooks.js'
import { type Scene, scenes } from '../../test/looks/scenes.js'
import { showScene } from '../../test/looks/showScene.js'
import { createStaticUploader } from '../../stories/support/createStaticUploader.js'
import { Dropzone, UploadProvider } from '../index.js'

/** Nothing moves while looks are compared, and all pages have one font, whose family is theirs to choose. */
const still = `
*, ::before, ::after { animation: none !important; transition: none !important }
:root { --coatcheck-font: sans-serif }`

let own: HTMLStyleElement[] = []

function visit({ sheets }: HostPage): void {
  for (const style of own) style.remove()
  own = [...sheets, still].map((css) => {
    const style = document.createElement('style')
    style.textContent = css
    return document.head.appendChild(style)
  })
}

beforeEach(() => visit(barePage))

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

/** Reads the looks when they have stopped changing: pictures load, and lists measure their rows. */
async function readSteadyLooks(root: HTMLElement): Promise<ReadonlyMap<string, Look>> {
  let before = readLooks(root)
  await waitFor(() => {
    const now = readLooks(root)
    const changes = compareLooks(before, now)
    before = now
    expect(changes).toEqual([])
  })
  return before
}

describe('a part', () => {
  it.each(scenes)('looks the same on every page: $name', async (scene) => {
    const root = await showScene(scene)
    const readOn = (page: HostPage): Promise<ReadonlyMap<string, Look>> => {
      visit(page)
      return readSteadyLooks(root)
    }
    let alone = await readOn(barePage)
    expect(alone.size).toBeGreaterThan(0)
    const changed: Record<string, readonly string[]> = {}
    for (const page of await createHostPages()) {
      visit(page)
      if (compareLooks(alone, readLooks(root)).length === 0) continue
      // What a part loads on demand may have come in between.
      alone = await readOn(barePage)
      const changes = compareLooks(alone, await readOn(page))
      if (changes.length > 0) changed[page.name] = changes
    }
    expect(changed).toEqual({})
  })

  it.each(scenes)('gives each element a class, so that the resets reach it: $name', async (scene) => {
    const root = await showScene(scene)
    // What stands in an SVG has its own attributes, and nobody styles <bdi>.
    const bare = [...root.querySelectorAll("[class^='coatcheck-'] :not(svg *, bdi, input[type=hidden])")].filter(
      ({ classList }) => ![...classList].some((name) => name.startsWith('coatcheck-')),
    )
    expect(bare.map(({ outerHTML }) => outerHTML)).toEqual([])
  })
})

describe('a class of the page', () => {
  const classes = ['bg-red-500', 'p-1', 'uppercase', 'rounded-none']
  const scene: Scene = {
    name: 'dropzone with classes',
    render: () => (
      <UploadProvider uploader={createStaticUploader([])}>
        <Dropzone className={classes.join(' ')} />
      </UploadProvider>
    ),
    ready: '.coatcheck-dropzone',
  }
  const read = (root: HTMLElement): Look => {
    const { backgroundColor, paddingTop, textTransform, borderTopLeftRadius } = getComputedStyle(
      root.firstElementChild!,
    )
    return { backgroundColor, paddingTop, textTransform, borderTopLeftRadius }
  }
  const asked: Look = {
    backgroundColor: 'rgb(1, 2, 3)',
    paddingTop: '4px',
    textTransform: 'uppercase',
    borderTopLeftRadius: '0px',
  }

  it("wins if our sheet is in Tailwind's layer for components", async () => {
    const theme = '@theme { --color-red-500: rgb(1, 2, 3) }'
    visit({ name: 'Tailwind', sheets: [await compileTailwind(layered + theme, classes)] })
    expect(read(await showScene(scene))).toEqual(asked)
  })

  it('wins if it comes after our sheet', async () => {
    const own = `.bg-red-500 { background: rgb(1, 2, 3) } .p-1 { padding: 4px } .uppercase { text-transform: uppercase }
      .rounded-none { border-radius: 0 }`
    visit({ name: 'own classes', sheets: [...barePage.sheets, own] })
    expect(read(await showScene(scene))).toEqual(asked)
  })
})

describe('the font', () => {
  const family = async (css: string): Promise<string> => {
    visit({ name: 'a page with a font', sheets: [...barePage.sheets, 'body { font-family: Georgia }'] })
    own.at(-1)!.textContent = css
    const root = await showScene(scenes[0]!)
    return getComputedStyle(root.querySelector('.coatcheck-dropzone-title')!).fontFamily
  }

  it("is the page's", async () => {
    expect(await family('')).toBe('Georgia')
  })

  it('is that of a variable, wherever it is set', async () => {
    expect(await family('body { --coatcheck-font: Verdana }')).toBe('Verdana')
  })
})

describe('the selection bar', () => {
  it('stays below the sticky header of a page that says how high that is', async () => {
    const header = `.page-header { position: sticky; inset-block-start: 0; z-index: 10; block-size: 64px }
      body { --coatcheck-gallery-bar-inset: 64px } .page-end { block-size: 300vh }`
    visit({ name: 'a page with a sticky header', sheets: [...barePage.sheets, header] })
    const { container } = render(
      <>
        <div className="page-header" />
        {scenes.find(({ name }) => name === 'managed gallery with a selection')?.render()}
      </>,
    )
    fireEvent.click((await screen.findAllByRole('checkbox'))[0]!)
    // As long as the gallery itself, so that its bar could stay anywhere.
    container
      .querySelector('.coatcheck-managed-gallery')!
      .append(Object.assign(document.createElement('div'), { className: 'page-end' }))
    window.scrollTo(0, 600)
    const bar = screen.getByRole('region', { name: 'Selection' })
    await waitFor(() => expect(bar.getBoundingClientRect().top).toBe(64))
    const { left, top } = within(bar).getByRole('button', { name: 'Delete' }).getBoundingClientRect()
    expect(bar).toContainElement(document.elementFromPoint(left + 1, top + 1) as HTMLElement)
  })
})

describe('a hidden part', () => {
  it('is not shown, whatever its display is', async () => {
    const root = await showScene({
      name: 'hidden dropzone',
      render: () => (
        <UploadProvider uploader={createStaticUploader([])}>
          <Dropzone hidden />
        </UploadProvider>
      ),
      ready: '.coatcheck-dropzone',
    })
    expect(root.querySelector('.coatcheck-dropzone')).not.toBeVisible()
  })
})
