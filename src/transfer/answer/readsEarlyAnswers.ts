/**
 * Whether the browser reads an answer that comes before the whole body is sent. Chromium does. In Firefox and WebKit
 * the answer is lost with the connection that storage then closes, and the browser reports an error with hardly a byte
 * sent.
 */
export function readsEarlyAnswers(): boolean {
  // Only Chromium has this, and only on a secure origin. On any other origin, Chromium is taken for one of the others,
  // which costs one ticket that is not needed.
  return 'userAgentData' in (globalThis.navigator ?? {})
}
