import { expect, it } from 'vitest'
import { browserConnection } from '../page/connection.js'
import { systemClock } from '../page/systemClock.js'
import { createTransport } from './transport.js'

const context = { signal: new AbortController().signal, onProgress: () => {} }

it('can be created outside of a browser, where it says that it cannot send', async () => {
  const request = { kind: 'put', url: 'https://storage.example/a', body: new Blob(['x']), fileName: 'a' } as const
  const outcome = await createTransport({ clock: systemClock, connection: browserConnection }).send(request, context)
  expect(outcome).toEqual({ kind: 'unusable', why: 'Only a browser can send files.' })
})
