import { act, cleanup, screen, waitFor } from '@testing-library/react'
import type { CSSProperties, ReactNode } from 'react'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { Dropzone } from '../dropzone/Dropzone.js'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadGrid } from '../upload-grid/UploadGrid.js'
import { UploadPanel } from '../upload-panel/UploadPanel.js'
import { UploadTray } from '../upload-tray/UploadTray.js'
import { UploadList } from './UploadList.js'
import '../../../styles.css'

afterEach(cleanup)

const files = (count: number): File[] => Array.from({ length: count }, (_, index) => makeFile(`${index}.txt`, 'x'))
const press = (name: string): HTMLElement => screen.getByRole('button', { name })
const focused = (): string | null | undefined =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('title')

/** The elements that the Tab key stops at. */
const stops = (list = '.coatcheck-upload-list'): Element[] =>
  [...document.querySelectorAll<HTMLElement>(`${list} *`)].filter(({ tabIndex }) => tabIndex >= 0)
const untilRoving = (list?: string): Promise<void> => waitFor(() => expect(stops(list)).toHaveLength(1))

/** Waiting rows, each with the buttons Pause and Cancel. */
async function showWaiting(
  count: number,
  list: ReactNode = <UploadList />,
  root?: string,
): Promise<ReturnType<typeof renderParts>> {
  const parts = renderParts(list, { autoStart: false })
  await parts.add(...files(count))
  await untilRoving(root)
  return parts
}

function turnRightToLeft(): void {
  document.documentElement.dir = 'rtl'
  onTestFinished(() => document.documentElement.removeAttribute('dir'))
}

describe('the list', () => {
  it('is a single stop of the Tab key, for thirty rows and sixty buttons', async () => {
    const { user } = await showWaiting(
      30,
      <>
        <button type="button" aria-label="before">
          before
        </button>
        <UploadList />
        <button type="button" aria-label="after">
          after
        </button>
      </>,
    )
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^(Pause|Cancel) / })).toHaveLength(60))
    press('before').focus()
    await user.tab()
    expect(focused()).toBe('Pause 0.txt')
    await user.tab()
    expect(focused()).toBe('after')
    await user.tab({ shift: true })
    expect(focused()).toBe('Pause 0.txt')
  })

  it('lets the arrow keys move from row to row and from button to button', async () => {
    const { user } = await showWaiting(4)
    await user.tab()
    const moves = [
      ['ArrowDown', 'Pause 1.txt'],
      ['ArrowRight', 'Cancel 1.txt'],
      ['ArrowRight', 'Cancel 1.txt'],
      ['ArrowDown', 'Cancel 2.txt'],
      ['End', 'Cancel 3.txt'],
      ['ArrowDown', 'Cancel 3.txt'],
      ['ArrowLeft', 'Pause 3.txt'],
      ['ArrowUp', 'Pause 2.txt'],
      ['Home', 'Pause 0.txt'],
      ['ArrowUp', 'Pause 0.txt'],
      ['PageDown', 'Pause 3.txt'],
      ['PageUp', 'Pause 0.txt'],
    ] as const
    for (const [key, name] of moves) {
      await user.keyboard(`{${key}}`)
      expect([key, focused()]).toEqual([key, name])
    }
    await user.keyboard('{ArrowDown}')
    expect(stops()).toEqual([document.activeElement])
  })

  it('turns left and right around where the text runs from right to left', async () => {
    turnRightToLeft()
    const { user } = await showWaiting(1)
    await user.tab()
    await user.keyboard('{ArrowLeft}')
    expect(focused()).toBe('Cancel 0.txt')
    await user.keyboard('{ArrowRight}')
    expect(focused()).toBe('Pause 0.txt')
  })

  it('leads back to the same kind of button past a row that lacks it', async () => {
    const { user, uploader, add } = renderParts(<UploadList />, { autoStart: false })
    const [, second] = await add(...files(3))
    act(() => uploader.start(second!))
    await screen.findByText('Uploaded')
    await untilRoving()
    await user.tab()
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('Clear 1.txt')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('Pause 2.txt')
  })

  it('describes its keys when it is entered, and not again with every step', async () => {
    const { user } = await showWaiting(3)
    await user.tab()
    expect(document.activeElement).toHaveAccessibleDescription(/arrow keys/)
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).not.toHaveAttribute('aria-describedby')
    await user.tab()
    await user.tab()
    expect(focused()).toBe('Pause 1.txt')
    expect(document.activeElement).toHaveAccessibleDescription(/arrow keys/)
  })

  it('keeps the stop where the user clicked', async () => {
    const { user } = await showWaiting(3)
    await user.click(press('Pause 1.txt'))
    expect(stops()).toEqual([document.activeElement])
  })

  it('keeps a single stop while rows come and go', async () => {
    const { uploader, add } = await showWaiting(3)
    const [first] = uploader.getSnapshot().uploads
    act(() => uploader.remove(first!.id))
    await untilRoving()
    expect(stops()).toEqual([press('Pause 1.txt')])
    await add(...files(5))
    await untilRoving()
    act(() => uploader.remove('all'))
    await add(...files(2))
    await untilRoving()
  })

  it('leaves fields of text in rows of an app their own stop and their own keys', async () => {
    const { user, add } = renderParts(
      <UploadList>
        {({ name }) => (
          <>
            <input aria-label={`Title of ${name}`} defaultValue="abc" />
            <button type="button" aria-label={`Go ${name}`}>
              go
            </button>
          </>
        )}
      </UploadList>,
    )
    await add('a.txt', 'b.txt')
    await waitFor(() => expect(stops()).toHaveLength(3))
    await user.click(screen.getByRole('textbox', { name: 'Title of a.txt' }))
    await user.keyboard('{ArrowDown}{ArrowLeft}{Backspace}')
    expect(screen.getByRole('textbox', { name: 'Title of a.txt' })).toHaveValue('ac')
    expect(focused()).toBe('Title of a.txt')
  })

  it('passes through rows of an app that have no button', async () => {
    const { user, add } = renderParts(
      <UploadList>
        {({ name }) =>
          name === 'b.txt' ? (
            <p>{name}</p>
          ) : (
            <button type="button" title={name}>
              open
            </button>
          )
        }
      </UploadList>,
    )
    await add('a.txt', 'b.txt', 'c.txt')
    await untilRoving()
    await user.tab()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toHaveTextContent('b.txt')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('c.txt')
  })

  it("leaves a key alone that a handler of the app's own has used", async () => {
    const { user } = await showWaiting(2, <UploadList onKeyDown={(event) => event.preventDefault()} />)
    await user.tab()
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('Pause 0.txt')
  })

  it('gives rejected files a single stop, too, beside the button for all of them', async () => {
    const { user, add } = renderParts(<UploadList />, { restrictions: { accept: '.txt', maxSizeBytes: 3 } })
    await add('a.png', 'long-content.txt', makeFile('b.txt', 'x'))
    await waitFor(() => expect(stops()).toHaveLength(3))
    await user.tab()
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('Dismiss long-content.txt')
  })
})

describe('tiles', () => {
  const three = { inlineSize: '30rem', '--coatcheck-grid-tile-size': '9rem' } as CSSProperties

  it('are a single stop, with arrow keys that follow their lines and columns', async () => {
    const { user } = await showWaiting(7, <UploadGrid style={three} />, '.coatcheck-upload-grid')
    await user.tab()
    const moves = [
      ['ArrowDown', 'Pause 3.txt'],
      ['ArrowDown', 'Pause 6.txt'],
      ['ArrowDown', 'Pause 6.txt'],
      ['ArrowUp', 'Pause 3.txt'],
      ['ArrowRight', 'Cancel 3.txt'],
      ['ArrowRight', 'Pause 4.txt'],
      ['ArrowLeft', 'Cancel 3.txt'],
      ['Home', 'Cancel 0.txt'],
      ['ArrowUp', 'Cancel 0.txt'],
    ] as const
    for (const [key, name] of moves) {
      await user.keyboard(`{${key}}`)
      expect([key, focused()]).toEqual([key, name])
    }
  })
})

describe('PageDown', () => {
  /** The number of lines that the box shows as a whole, and the name of the row at the start of the last one. */
  function readView(box: Element): { readonly lines: number; readonly last: string } {
    const { bottom } = box.getBoundingClientRect()
    const rows = [...box.querySelectorAll('[data-id]')].filter((row) => row.getBoundingClientRect().bottom <= bottom)
    const tops = rows.map((row) => Math.round(row.getBoundingClientRect().top))
    const last = rows[tops.indexOf(Math.max(...tops))]
    return { lines: new Set(tops).size, last: `Pause ${last?.querySelector('.coatcheck-upload-name')?.textContent}` }
  }

  /** A grid counts its columns once it has been laid out, and a windowed box measures its rows. */
  async function settled(box: Element): Promise<void> {
    let before: ReturnType<typeof readView> | undefined
    await waitFor(() => {
      const now = readView(box)
      const isSettled = now.lines > 1 && now.lines === before?.lines && now.last === before.last
      before = now
      expect(isSettled).toBe(true)
    })
  }

  const low = { '--coatcheck-list-max-block-size': '26rem' } as CSSProperties
  const grid = {
    '--coatcheck-list-max-block-size': '28rem',
    inlineSize: '30rem',
    '--coatcheck-grid-tile-size': '9rem',
  } as CSSProperties
  const listBox = '.coatcheck-upload-items'
  const cases: readonly (readonly [where: string, parts: ReactNode, box: string, count: number])[] = [
    ['a windowed list', <UploadList key="" style={low} windowAbove={20} />, '.coatcheck-upload-scroll', 60],
    ['a windowed grid', <UploadGrid key="" style={grid} windowAbove={20} />, '.coatcheck-grid-scroll', 60],
    ['a panel', <UploadPanel key="" style={low} />, listBox, 30],
    ['a tray', <UploadTray key="" style={low} />, listBox, 30],
    [
      'a box of the app around a box that scrolls only sideways',
      <div key="" className="app" style={{ blockSize: '20rem', overflowY: 'auto' }}>
        <div style={{ overflowX: 'auto' }}>
          <UploadList />
        </div>
      </div>,
      '.app',
      30,
    ],
  ]

  it.each(cases)('moves to the last row that is in view in %s', async (_, parts, selector, count) => {
    const { user } = await showWaiting(count, parts, selector)
    const box = document.querySelector(selector)!
    await settled(box)
    box.querySelector<HTMLElement>('[data-action=pause]')!.focus()
    const { last } = readView(box)
    await user.keyboard('{PageDown}')
    await waitFor(() => expect(focused()).toBe(last))
  })
})

describe('the Delete key', () => {
  it('clears a row, moves the focus to the next one, and says so', async () => {
    const { user, uploader } = await showWaiting(3)
    await user.tab()
    await user.keyboard('{ArrowDown}{Delete}')
    await waitFor(() => expect(focused()).toBe('Pause 2.txt'))
    expect(stops()).toEqual([document.activeElement])
    expect(uploader.getSnapshot().uploads.map(({ name }) => name)).toEqual(['0.txt', '2.txt'])
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1.txt cleared from the list.'))
    // That is the key's name on a Mac.
    await user.keyboard('{Backspace}')
    await waitFor(() => expect(focused()).toBe('Pause 0.txt'))
  })

  it('moves the focus to the dropzone after the last row', async () => {
    const { user } = await showWaiting(
      1,
      <>
        <Dropzone />
        <UploadList />
      </>,
    )
    press('Pause 0.txt').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(document.activeElement).toBe(press('Drop files here or choose files')))
  })

  it('clears one row, however long it is held, and none that is being confirmed', async () => {
    const gate = createGate()
    const { user, add, uploader } = renderParts(<UploadList />, {
      backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) },
    })
    await add('a.txt', 'b.txt')
    await waitFor(() => expect(screen.getAllByText('Finishing')).toHaveLength(2))
    await untilRoving()
    await user.tab()
    await user.keyboard('{Delete}')
    expect(uploader.getSnapshot().uploads).toHaveLength(2)
    gate.open()
    await waitFor(() => expect(screen.getAllByText('Uploaded')).toHaveLength(2))
    await user.keyboard('{Delete>3/}')
    expect(uploader.getSnapshot().uploads).toHaveLength(1)
  })

  it('does nothing in rows of an app that offer no way to clear them', async () => {
    const { user, add, uploader } = renderParts(
      <UploadList>
        {({ name }) => (
          <button type="button" aria-label={name}>
            open
          </button>
        )}
      </UploadList>,
    )
    await add('a.txt', 'b.txt')
    await untilRoving()
    await user.tab()
    await user.keyboard('{Delete}')
    expect(uploader.getSnapshot().uploads).toHaveLength(2)
  })
})

describe('ten thousand rows', () => {
  async function showMany(): Promise<ReturnType<typeof renderParts>> {
    const parts = renderParts(<UploadList />, { autoStart: false })
    act(() => void parts.uploader.add(files(10_000)))
    await waitFor(() => expect(document.querySelector('[data-windowed]')).not.toBeNull())
    await untilRoving()
    return parts
  }

  it('are a single stop, and the keys reach each of them', async () => {
    const { user } = await showMany()
    await user.tab()
    expect(focused()).toBe('Pause 0.txt')
    await user.keyboard('{End}')
    await waitFor(() => expect(focused()).toBe('Pause 9999.txt'))
    expect(document.activeElement).toBeVisible()
    await user.keyboard('{ArrowUp}')
    await waitFor(() => expect(focused()).toBe('Pause 9998.txt'))
    expect(stops()).toEqual([document.activeElement])
    await user.keyboard('{Home}')
    await waitFor(() => expect(focused()).toBe('Pause 0.txt'))
    await user.keyboard('{PageDown}')
    await waitFor(() => expect(focused()).toMatch(/^Pause [1-9]\d?\.txt/))
    const box = document.querySelector('.coatcheck-upload-scroll')!.getBoundingClientRect()
    const row = document.activeElement!.getBoundingClientRect()
    expect(row.top).toBeGreaterThanOrEqual(box.top)
    expect(row.bottom).toBeLessThanOrEqual(box.bottom)
  })

  it('keep the focus in the list when a row is cleared whose neighbours are not in the page', async () => {
    const { user } = await showMany()
    await user.tab()
    await user.keyboard('{ArrowDown}')
    const box = document.querySelector('.coatcheck-upload-scroll')!
    box.scrollTop = box.scrollHeight
    await screen.findByText('9999.txt')
    await waitFor(() => expect(screen.queryByText('2.txt')).toBeNull())
    await user.keyboard('{Delete}')
    await waitFor(() => expect(focused()).toBe('Pause 2.txt'))
  })
})
