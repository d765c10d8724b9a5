import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createUploader } from '../../core.js'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../provider/UploadProvider.js'
import { Gallery } from './gallery/Gallery.js'
import { UploadList } from './upload-list/UploadList.js'

afterEach(cleanup)

/** Characters that override the direction of a line, break it, or are invisible. */
const misleading = /[\u202A-\u202E\u2066\u2067\u200B\u2028\u3164]/
const bad = 'photo\u202Egpj\u200B\n\u2028\u3164\u3164.exe'
const shown = 'photo\uFFFDgpj .exe'

/** Collects all texts and attributes of the page. */
function readPage(): string {
  const attributes = [...document.body.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  )
  return [document.body.textContent, ...attributes].join('|')
}

function show(restrictions = {}): { readonly names: readonly string[]; readonly add: (name: string) => void } {
  const names: string[] = []
  const backend = createFakeBackend({ scope: 'test', files: [{ id: 'old', name: bad, type: 'application/pdf' }] })
  const requestTicket: typeof backend.requestTicket = (request, context) => {
    names.push(request.name)
    return backend.requestTicket(request, context)
  }
  const uploader = createUploader({ backend: { ...backend, requestTicket }, restrictions, ports: createFakePorts() })
  render(
    <UploadProvider uploader={uploader} queryClient={new QueryClient()}>
      <UploadList />
      <Gallery />
    </UploadProvider>,
  )
  return { names, add: (name) => void uploader.add([new File(['x'], name, { type: 'text/plain' })]) }
}

it('shows no misleading name in the list, the gallery or announcements, but sends it unchanged', async () => {
  const { names, add } = show()
  add(bad)
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain(`${shown} uploaded.`))
  expect(screen.getAllByText(shown).length).toBeGreaterThanOrEqual(2)
  expect(await screen.findByRole('button', { name: `Clear ${shown}` })).toBeVisible()
  expect(readPage()).not.toMatch(misleading)
  expect(names).toEqual([bad])
})

it('shows no misleading name among the rejections', async () => {
  show({ accept: 'image/*' }).add(bad)
  expect(await screen.findByRole('button', { name: `Dismiss ${shown}` })).toBeVisible()
  expect(readPage()).not.toMatch(misleading)
})

it('shows a right-to-left name unchanged, isolated from the text around it', async () => {
  show().add('תמונה.txt')
  expect(await screen.findByText('תמונה.txt')).toHaveProperty('tagName', 'BDI')
  expect(await screen.findByRole('button', { name: /\u2068תמונה\.txt\u2069/ })).toBeVisible()
})
