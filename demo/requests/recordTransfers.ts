import { beginRequest } from './requestLog.ts'

/** Bytes go to storage by XMLHttpRequest, which the page writes down as well. Only a demo would want this. */
export function recordTransfers(): void {
  globalThis.XMLHttpRequest = RecordedXhr
}

class RecordedXhr extends XMLHttpRequest {
  #method = ''
  #url = ''

  /** Always asynchronous, as uploads are. */
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
    // An uploader that has its answer may let go of the request, and the status goes with it.
    this.addEventListener('readystatechange', () => (status = this.status || status))
    this.addEventListener('loadend', () => request.end({ status, sentBytes }))
    super.send(body)
  }
}
