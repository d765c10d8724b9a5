/** What a promise rejects with if what it was for was stopped. */
export function abortError(): DOMException {
  return new DOMException('The operation was aborted.', 'AbortError')
}
