import { virtual } from '@guidepup/virtual-screen-reader'
import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createUploader } from '../../../core.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { ManagedGallery } from './ManagedGallery.js'
import '../../../styles.css'

let picture = ''
beforeAll(async () => {
  const canvas = new OffscreenCanvas(400, 300)
  canvas.getContext('2d')?.fillRect(0, 0, 400, 300)
  picture = URL.createObjectURL(await canvas.convertToBlob())
})
afterEach(async () => {
  await virtual.stop()
  cleanup()
})

const files: readonly StoredFile[] = [
  { id: 'a', name: 'a.png', alt: 'A lake', type: 'image/png', size: 1000, width: 400, height: 300 },
  { id: 'b', name: 'b.png', type: 'image/png', size: 1000, width: 400, height: 300 },
  { id: 'c', name: 'c.pdf', type: 'application/pdf', size: 1000 },
]

/** Shows a gallery whose files can be moved, and starts to read. */
async function listen(): Promise<void> {
  const url = (id: string, issue: number): string => `${picture}#${id}-${issue}`
  const backend = createFakeBackend({ scope: 'test', edits: true, files, url })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  render(
    <StrictMode>
      <UploadProvider uploader={uploader} queryClient={new QueryClient()}>
        <ManagedGallery undoMs={60_000} onReorder={() => {}} />
      </UploadProvider>
    </StrictMode>,
  )
  await screen.findByRole('button', { name: 'Move c.pdf' })
  // The hint of the keys loads by itself.
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'Open A lake, a.png' })).toHaveAccessibleDescription(/arrow keys/),
  )
  await virtual.start({ container: document.body })
}

async function focus(role: 'button' | 'link', name: string): Promise<void> {
  screen.getByRole(role, { name }).focus()
  await virtual.clearSpokenPhraseLog()
}

/** Presses a key and waits until this was said, in any order: a live region and the focus speak apart from each other. */
async function press(key: string, ...expected: readonly string[]): Promise<void> {
  await virtual.clearSpokenPhraseLog()
  await virtual.press(key)
  await waitFor(async () => expect(await virtual.spokenPhraseLog()).toEqual(expect.arrayContaining([...expected])))
}

/** Reads on to the end of what begins with this phrase. */
async function read(first: string, last: string): Promise<readonly string[]> {
  const phrases: string[] = []
  for (let steps = 0; steps < 100; steps += 1) {
    await virtual.next()
    const phrase = await virtual.lastSpokenPhrase()
    if (phrase === first || phrases.length > 0) phrases.push(phrase)
    if (phrase === last) return phrases
  }
  throw new Error(`${first} was not read to its end.`)
}

/** Does what takes a dialog away. The reader fails over an element that is gone before it has looked at it. */
async function unheard(act: () => Promise<void> | void): Promise<void> {
  await virtual.stop()
  await act()
  await virtual.start({ container: document.body })
}

describe('a screen reader', () => {
  it('reads each file as an item with its link, its checkbox and its buttons', async () => {
    await listen()
    expect(await read('region, Selection', 'listitem, level 1, position 2, set size 3')).toEqual([
      'region, Selection',
      'button, Select',
      'end of region, Selection',
      'region, Gallery',
      'list',
      'listitem, level 1, position 1, set size 3',
      'link, Open A lake, a.png, Use the arrow keys to move between files and buttons.',
      'image, A lake',
      'end of link, Open A lake, a.png, Use the arrow keys to move between files and buttons.',
      'checkbox, Select a.png, not checked',
      'button, Move a.png, not pressed',
      'button, Download a.png',
      'button, Copy link to a.png',
      'button, Edit a.png',
      'button, Delete a.png',
      'end of listitem, level 1, position 1, set size 3',
      'listitem, level 1, position 2, set size 3',
    ])
  })

  it('says how many files are selected, and stays among the buttons for them', async () => {
    await listen()
    await focus('button', 'Select')
    await press('Enter', 'button, Select all')
    await press('Tab', 'button, Download, disabled')
    await focus('link', 'Open A lake, a.png')
    await press(' ', 'polite: 1 selected')
    await press('Shift+ArrowRight', 'polite: 2 selected', 'link, Open b.png')
    await focus('button', 'Select all')
    await press('Enter', 'polite: 3 selected')
    await focus('button', 'Clear selection')
    await press('Enter', 'polite: 0 selected', 'button, Select')
    expect(screen.getByRole('button', { name: 'Select' })).toHaveFocus()
  })

  it('says what was deleted and what is back, and goes on from there', async () => {
    await listen()
    await focus('link', 'Open A lake, a.png')
    await press('Delete', 'polite: a.png deleted. Undo: Ctrl+Z', 'link, Open b.png')
    await focus('button', 'Undo')
    await press('Enter', 'polite: a.png restored.', 'link, Open A lake, a.png')
    expect(screen.getByRole('link', { name: 'Open A lake, a.png' })).toHaveFocus()
  })

  it('reads the dialog for the details, and what each field is for', async () => {
    await listen()
    await focus('button', 'Edit a.png')
    await press('Enter', 'dialog, Edit details', 'textbox, Name, a.png, required')
    await press('Tab', 'textbox, Alternative text, Describes the picture to people who cannot see it.')
    await press('Tab', 'button, Save')
    await press('Tab', 'button, Cancel')
    await unheard(() => screen.getByRole('button', { name: 'Cancel' }).click())
    await waitFor(() => expect(screen.getByRole('button', { name: 'Edit a.png' })).toHaveFocus())
  })

  it('says where a file is while it is moved, and that it is back', async () => {
    await listen()
    await focus('button', 'Move b.png')
    const lifted = (place: number): string =>
      `polite: b.png lifted, position ${place} of 3. Use the arrow keys to move it, Space to drop it, Escape to cancel.`
    await press(' ', lifted(2), 'button, Move b.png, pressed')
    await press('ArrowLeft', 'polite: Position 1 of 3.')
    await press(' ', 'polite: b.png dropped at position 1 of 3.', 'button, Move b.png, not pressed')
    expect(screen.getByRole('button', { name: 'Move b.png' })).toHaveFocus()
    await press(' ', lifted(1))
    await press('Escape', 'polite: Move cancelled. b.png is back where it was.')
  })

  it('says which file the lightbox shows, and what becomes of it', async () => {
    await listen()
    await focus('link', 'Open A lake, a.png')
    await press('Enter', 'dialog, Viewer, A lake, 1 of 3', 'button, Close')
    const dialog = screen.getByRole('dialog', { name: 'Viewer' })
    await press('ArrowRight', 'polite: b.png, 2 of 3')
    await press('End', 'polite: c.pdf, 3 of 3')
    await press('Home', 'polite: A lake, 1 of 3')
    within(dialog).getByRole('button', { name: 'Delete a.png' }).focus()
    await press('Enter', 'polite: a.png deleted.', 'polite: b.png, 1 of 2')
    within(dialog).getByRole('button', { name: 'Undo' }).focus()
    await press('Enter', 'polite: b.png, 2 of 3', 'button, Close')
    await unheard(() => within(dialog).getByRole('button', { name: 'Close' }).click())
    await waitFor(() => expect(screen.getByRole('link', { name: 'Open b.png' })).toHaveFocus())
  })
})
