import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSelection } from './useSelection.js'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']

function Items() {
  const selection = useSelection({ ids })
  return (
    <>
      <ul style={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', listStyle: 'none' }}>
        {ids.map((id) => (
          <li key={id} {...selection.getItemProps(id)}>
            <a href={`#${id}`}>{id}</a>
            <button type="button">Delete {id}</button>
            <input aria-label={`Select ${id}`} {...selection.getCheckboxProps(id)} />
          </li>
        ))}
      </ul>
      <output>{selection.selectedIds.join('')}</output>
      <p>{selection.isSelecting ? 'selecting' : 'opening'}</p>
    </>
  )
}

let user: UserEvent
beforeEach(() => {
  user = userEvent.setup()
  location.hash = ''
  render(<Items />)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const link = (name: string): HTMLElement => screen.getByRole('link', { name })
const selected = (): string | null => screen.getByRole('status').textContent
async function clickWith(key: 'Control' | 'Meta' | 'Shift', name: string): Promise<void> {
  await user.keyboard(`{${key}>}`)
  await user.click(link(name))
  await user.keyboard(`{/${key}}`)
}

describe('a mouse', () => {
  it('opens with a click, and selects nothing', async () => {
    await user.click(link('b'))
    expect(location.hash).toBe('#b')
    expect(selected()).toBe('')
  })

  it('selects and deselects one with Ctrl or Cmd, and opens nothing', async () => {
    await clickWith('Control', 'b')
    await clickWith('Meta', 'd')
    expect(selected()).toBe('bd')
    await clickWith('Control', 'b')
    expect(selected()).toBe('d')
    expect(location.hash).toBe('')
  })

  it('selects a range with Shift, and replaces it by the next one', async () => {
    await clickWith('Control', 'f')
    await clickWith('Control', 'b')
    await clickWith('Shift', 'd')
    expect(selected()).toBe('bcdf')
    await clickWith('Shift', 'a')
    expect(selected()).toBe('abf')
  })

  it('selects a range with Shift and a checkbox', async () => {
    await user.click(screen.getByRole('checkbox', { name: 'Select c' }))
    await user.keyboard('{Shift>}')
    await user.click(screen.getByRole('checkbox', { name: 'Select e' }))
    expect(selected()).toBe('cde')
  })

  it('selects with a checkbox, and leaves other buttons alone', async () => {
    await user.click(screen.getByRole('checkbox', { name: 'Select c' }))
    await user.keyboard('{Control>}')
    await user.click(screen.getByRole('button', { name: 'Delete d' }))
    expect(selected()).toBe('c')
    expect(screen.getByRole('checkbox', { name: 'Select c' })).toBeChecked()
  })
})

describe('a finger', () => {
  const press = { pointerType: 'touch', clientX: 5, clientY: 5 }

  it('starts the mode with a long press, and then selects with a tap', async () => {
    vi.useFakeTimers()
    fireEvent.pointerDown(link('b'), press)
    void act(() => vi.advanceTimersByTime(500))
    expect(screen.getByText('selecting')).toBeVisible()
    fireEvent.pointerUp(link('b'), press)
    fireEvent.click(link('b'), { detail: 1 })
    expect(selected()).toBe('b')
    fireEvent.pointerDown(link('c'), press)
    fireEvent.pointerUp(link('c'), press)
    fireEvent.click(link('c'), { detail: 1 })
    expect(selected()).toBe('bc')
    expect(location.hash).toBe('')
  })

  it('selects nothing when it scrolls or lifts early', () => {
    vi.useFakeTimers()
    fireEvent.pointerDown(link('b'), press)
    fireEvent.pointerMove(link('b'), { ...press, clientY: 50 })
    void act(() => vi.advanceTimersByTime(500))
    fireEvent.pointerDown(link('c'), press)
    void act(() => vi.advanceTimersByTime(400))
    fireEvent.pointerUp(link('c'), press)
    void act(() => vi.advanceTimersByTime(500))
    expect(selected()).toBe('')
  })

  it('keeps the menu of a link away', () => {
    fireEvent.pointerDown(link('b'), press)
    expect(fireEvent.contextMenu(link('b'))).toBe(false)
  })
})

describe('the keyboard', () => {
  it('selects with Space, and opens with Enter', async () => {
    link('b').focus()
    await user.keyboard(' ')
    expect(selected()).toBe('b')
    await user.keyboard('{Enter}')
    expect(location.hash).toBe('#b')
  })

  it('extends with Shift and the arrows, and the focus goes with it', async () => {
    link('b').focus()
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect(selected()).toBe('bc')
    expect(link('c')).toHaveFocus()
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(selected()).toBe('bcdef')
    expect(link('f')).toHaveFocus()
    await user.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}')
    expect(selected()).toBe('bcd')
  })

  it('mirrors the arrows where text runs from right to left', async () => {
    document.documentElement.dir = 'rtl'
    link('b').focus()
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    document.documentElement.dir = ''
    expect(selected()).toBe('bc')
  })

  it('selects all with Ctrl and A, and nothing with Escape', async () => {
    link('b').focus()
    await user.keyboard('{Control>}a{/Control}')
    expect(selected()).toBe('abcdef')
    await user.keyboard('{Escape}')
    expect(selected()).toBe('')
  })
})
