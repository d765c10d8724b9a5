import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import { XMLHttpRequestInterceptor } from '@mswjs/interceptors/XMLHttpRequest'
import type { AnyHandler } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { noteSender } from './carryBytes.js'

/**
 * Answers the page's requests with MSW's handlers, but without MSW's service worker: while a service worker is active,
 * browsers report no upload progress.
 *
 * @returns a function that stops it
 */
export function mockNetwork(handlers: readonly AnyHandler[]): () => Promise<void> {
  const requests = new XMLHttpRequestInterceptor()
  requests.on('request', ({ requestId, initiator }) => noteSender(requestId, initiator))
  const interceptors = [requests, new FetchInterceptor()]
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors })],
    handlers: [...handlers],
    onUnhandledFrame: 'bypass',
    // It would log every request with its body.
    context: { quiet: true },
  })
  network.enable()
  return async () => network.disable()
}
