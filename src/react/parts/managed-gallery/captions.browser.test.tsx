import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, onTestFinished } from 'vitest'
import { createUploader } from '../../../core.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { ManagedGallery } from './ManagedGallery.js'
import { ManagedTile } from './ManagedTile.js'
import '../../../styles.css'

afterEach(cleanup)

const files = ['a', 'b', 'c'].map((id) => ({ id, name: `${id}.pdf`, url: `https://storage.test/${id}` }))

/** As in docs/gallery.md. */
const style = `
  .captioned { --coatcheck-gallery-ratio: auto; }
  .captioned figure { margin: 0; }
  .captioned figure > div { position: relative; aspect-ratio: 1; }
`

it('shows a caption below each tile, where the tile does not cover it', async () => {
  const sheet = document.createElement('style')
  sheet.textContent = style
  document.head.append(sheet)
  onTestFinished(() => sheet.remove())
  const uploader = createUploader({ backend: createFakeBackend({ files, edits: true }), ports: createFakePorts() })
  render(
    <UploadProvider uploader={uploader} queryClient={new QueryClient()}>
      <ManagedGallery className="captioned">
        {(item) => (
          <figure>
            <div>
              <ManagedTile item={item} />
            </div>
            <figcaption>About {item.file.name}</figcaption>
          </figure>
        )}
      </ManagedGallery>
    </UploadProvider>,
  )
  for (const { name } of files) {
    const link = await screen.findByRole('link', { name: `Open ${name}` })
    const caption = screen.getByText(`About ${name}`)
    const [tile, text] = [link.getBoundingClientRect(), caption.getBoundingClientRect()]
    expect(tile.width).toBeGreaterThan(80)
    expect(tile.height).toBeCloseTo(tile.width, -1)
    expect(text.top).toBeGreaterThanOrEqual(tile.bottom - 1)
    const [x, y] = [text.left + text.width / 2, text.top + text.height / 2]
    expect(document.elementFromPoint(x, y)).toBe(caption)
  }
  await userEvent.click(screen.getByRole('link', { name: 'Open b.pdf' }))
  expect(await screen.findByRole('dialog')).toBeTruthy()
})
