import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { UploadBackend } from '../../../contract/backend.js'
import { createUploader } from '../../../core.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { createFakeFile } from '../../../testing/fakes/fakeFile.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { Gallery } from './Gallery.js'

afterEach(cleanup)

const api = createFakeBackend({ url: (id) => `https://storage.test/${id}` })

/** A backend whose list is the app's own. */
function listing(scope: string, name: string): UploadBackend {
  return {
    ...api,
    scope,
    list: async () => ({ files: [{ id: name, name, url: `https://storage.test/${name}` }], nextCursor: null }),
  }
}

const namesIn = (label: string): readonly (string | null)[] =>
  within(screen.getByRole('region', { name: label }))
    .queryAllByRole('link')
    .map((link) => link.getAttribute('aria-label'))

it('shows what a list of the app answers, apart from other lists by its scope, with what is uploaded there', async () => {
  const [seven, eight] = [listing('ticket-7', 'seven.pdf'), listing('ticket-8', 'eight.pdf')]
  const uploader = createUploader({ backend: seven, ports: createFakePorts() })
  render(
    <UploadProvider uploader={uploader} queryClient={new QueryClient()}>
      <Gallery aria-label="7" />
      <Gallery aria-label="8" backend={eight} />
    </UploadProvider>,
  )
  await screen.findByRole('link', { name: 'Open eight.pdf' })
  await screen.findByRole('link', { name: 'Open seven.pdf' })
  expect([namesIn('7'), namesIn('8')]).toEqual([['Open seven.pdf'], ['Open eight.pdf']])
  uploader.add([createFakeFile('new.pdf', 'new', 'application/pdf')])
  await screen.findByRole('link', { name: 'Open new.pdf' })
  expect([namesIn('7'), namesIn('8')]).toEqual([['Open new.pdf', 'Open seven.pdf'], ['Open eight.pdf']])
})
