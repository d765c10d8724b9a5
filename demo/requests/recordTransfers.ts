import { beginRequest } from './requestLog.ts'

/** Also records the XMLHttpRequests that carry bytes to storage, by replacing the global class: only a demo should do this. */
export function recordTransfers(): void {
  globalThis.XMLHttpRequest = RecordedXhr
}

class RecordedXhr extends XMLHttpRequest {
  #method = ''
  #url = ''

  /** Ignores the other arguments, because uploads are always asynchronous and need no credentials. */
  override open(method: string, url: string | URL): void {
    this.#method = method
    this.#url = String(url)
    super.open(method, url, true)
  }

  override send(body?: Document | XMLHttpRequestBodyInit | null): void {
    const request = beginRequest(this.#method, this.#url)
    let sentBytes = 0
    let status: number | null = null
    this.upload.addEventListener('progress', ({ loaded }) => (sentBytes = loaded))
    // The uploader may abort a request once it has read the answer, which resets the status to 0.
    this.addEventListener('readystatechange', () => (status = this.status || status))
    this.addEventListener('loadend', () => request.end({ status, sentBytes }))
    super.send(body)
  }
}
