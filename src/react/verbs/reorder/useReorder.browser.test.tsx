import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderParts } from '../../../../test/kit/renderParts.js'
import { useGallery } from '../../parts/gallery/useGallery.js'
import { type ReorderEvent, type Reordering, useReorder } from './useReorder.js'

afterEach(cleanup)

const files = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id }))

async function show(onReorder: (reordering: Reordering) => unknown, heightPx = 50) {
  const events: ReorderEvent[] = []
  function Items() {
    const ids = useGallery().items.map(({ file }) => file.id)
    const { getItemProps, getHandleProps } = useReorder({ ids, onReorder, onEvent: (event) => events.push(event) })
    return (
      <ul style={{ display: 'grid', gridTemplateColumns: '100px 100px', listStyle: 'none' }}>
        {ids.map((id) => (
          <li key={id} {...getItemProps(id)} style={{ height: heightPx }}>
            <button type="button" {...getHandleProps(id)}>
              {id}
            </button>
          </li>
        ))}
      </ul>
    )
  }
  const parts = renderParts(<Items />, { backend: { scope: 'order', files } })
  await screen.findByRole('button', { name: 'a' })
  return { ...parts, events }
}

const handle = (name: string): HTMLElement => screen.getByRole('button', { name })
const order = (): string =>
  screen
    .getAllByRole('button')
    .map(({ textContent }) => textContent)
    .join('')

describe('the keyboard', () => {
  it('lifts with Space, moves with the arrows and drops with Space', async () => {
    const onReorder = vi.fn()
    const { user, events } = await show(onReorder)
    handle('a').focus()
    await user.keyboard(' {ArrowRight}{ArrowDown} ')
    expect(onReorder.mock.calls).toEqual([[{ ids: ['b', 'c', 'd', 'a'], id: 'a', from: 0, to: 3 }]])
    await waitFor(() => expect(order()).toBe('bcda'))
    expect(events.map(({ type, ...event }) => [type, 'place' in event && event.place])).toEqual([
      ['lifted', 1],
      ['moved', 2],
      ['moved', 4],
      ['dropped', 4],
    ])
    expect(handle('a')).toHaveFocus()
  })

  it('cancels with Escape, and when the focus leaves', async () => {
    const onReorder = vi.fn()
    const { user, events } = await show(onReorder)
    handle('a').focus()
    await user.keyboard(' {ArrowRight}{Escape}')
    await user.keyboard(' {ArrowRight}{Tab}')
    expect(onReorder).not.toHaveBeenCalled()
    expect(events.filter(({ type }) => type === 'cancelled')).toHaveLength(2)
    expect(order()).toBe('abcd')
  })

  it('says where the item would come to stand', async () => {
    const { user } = await show(vi.fn())
    handle('d').focus()
    await user.keyboard(' {ArrowUp}')
    expect(handle('b').parentElement).toHaveAttribute('data-drop', 'before')
    expect(handle('d')).toHaveAttribute('aria-pressed', 'true')
    expect(handle('d').parentElement).toHaveAttribute('data-moving')
  })

  it('moves to the first and the last place with Home and End', async () => {
    const onReorder = vi.fn()
    const { user } = await show(onReorder)
    handle('b').focus()
    await user.keyboard(' {End} ')
    await waitFor(() => expect(order()).toBe('acdb'))
    await user.keyboard(' {Home} ')
    await waitFor(() => expect(order()).toBe('bacd'))
    expect(onReorder).toHaveBeenCalledTimes(2)
  })

  it('scrolls to where the item would come to stand', async () => {
    const { user } = await show(vi.fn(), window.innerHeight * 0.75)
    handle('a').focus()
    await user.keyboard(' {ArrowDown}')
    await waitFor(() => {
      const { top, bottom } = (handle('c').parentElement as HTMLElement).getBoundingClientRect()
      expect([Math.round(top) >= 0, Math.round(bottom) <= window.innerHeight]).toEqual([true, true])
    })
    expect(window.scrollY).toBeGreaterThan(0)
  })
})

describe('a pointer', () => {
  const pointAt = (name: string) => {
    const { left, top } = handle(name).getBoundingClientRect()
    return { clientX: left + 5, clientY: top + 5, pointerId: 1, button: 0 }
  }

  it('drags an item to the place of another', async () => {
    const onReorder = vi.fn()
    await show(onReorder)
    // Only a real pointer can be captured.
    const capture = vi.spyOn(Element.prototype, 'setPointerCapture').mockReturnValue()
    fireEvent.pointerDown(handle('c'), pointAt('c'))
    fireEvent.pointerMove(handle('c'), pointAt('a'))
    fireEvent.pointerUp(handle('c'), pointAt('a'))
    capture.mockRestore()
    expect(onReorder.mock.calls).toMatchObject([[{ ids: ['c', 'a', 'b', 'd'], id: 'c' }]])
    await waitFor(() => expect(order()).toBe('cabd'))
  })
})

it('puts the items back when the app cannot keep the order', async () => {
  const error = new Error('no')
  const { user, events } = await show(() => Promise.reject(error))
  handle('a').focus()
  await user.keyboard(' {ArrowRight} ')
  await waitFor(() => expect(events.at(-1)).toEqual({ type: 'refused', id: 'a', error }))
  await waitFor(() => expect(order()).toBe('abcd'))
})
