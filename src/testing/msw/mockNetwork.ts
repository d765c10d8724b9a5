import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import { XMLHttpRequestInterceptor } from '@mswjs/interceptors/XMLHttpRequest'
import type { AnyHandler } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { noteSender } from './carryBytes.js'

/**
 * Answers a page's own requests with MSW's handlers, without its service worker: while that one is active a browser
 * reports no upload progress at all.
 *
 * @returns what ends it
 */
export function mockNetwork(handlers: readonly AnyHandler[]): () => Promise<void> {
  const requests = new XMLHttpRequestInterceptor()
  requests.on('request', ({ requestId, initiator }) => noteSender(requestId, initiator))
  const interceptors = [requests, new FetchInterceptor()]
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors })],
    handlers: [...handlers],
    onUnhandledFrame: 'bypass',
    // It would write every request to the console, with the body.
    context: { quiet: true },
  })
  network.enable()
  return async () => network.disable()
}
