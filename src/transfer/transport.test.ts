import { expect, it } from 'vitest'
import { createTransport } from './transport.js'

const context = { signal: new AbortController().signal, onProgress: () => {} }

it('can be made where there is no browser, and says there that it cannot send', async () => {
  const request = { kind: 'put', url: 'https://storage.example/a', body: new Blob(['x']), fileName: 'a' } as const
  const outcome = await createTransport().send(request, context)
  expect(outcome).toEqual({ kind: 'unusable', why: 'Only a browser can send files.' })
})
