/**
 * Whether the browser reads an answer that comes before it has sent all of the body. Chromium does. Firefox and WebKit
 * drop it with the connection that storage then closes, and report an error with hardly a byte sent.
 */
export function readsEarlyAnswers(): boolean {
  // Nothing but Chromium has it. Without it (an insecure origin) a fresh ticket too many is asked for, and no more.
  return typeof navigator === 'object' && 'userAgentData' in navigator
}
