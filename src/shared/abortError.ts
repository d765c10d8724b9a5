/** What a promise rejects with if its signal has fired. */
export function abortError(): DOMException {
  return new DOMException('The operation was aborted.', 'AbortError')
}
