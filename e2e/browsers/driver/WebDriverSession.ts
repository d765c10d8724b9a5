interface Answer {
  readonly value: unknown
}

interface Failure {
  readonly error: string
  readonly message: string
}

/**
 * A session of WebDriver.
 * @see https://www.w3.org/TR/webdriver2/
 */
export class WebDriverSession {
  readonly #url: string

  private constructor(url: string) {
    this.#url = url
  }

  static async open(driverUrl: string, capabilities: object): Promise<WebDriverSession> {
    const body = { capabilities: { alwaysMatch: capabilities } }
    const { sessionId } = (await ask('POST', `${driverUrl}/session`, body)) as { readonly sessionId: string }
    return new WebDriverSession(`${driverUrl}/session/${sessionId}`)
  }

  post(path: string, body: object): Promise<unknown> {
    return ask('POST', `${this.#url}${path}`, body)
  }

  async close(): Promise<void> {
    await ask('DELETE', this.#url)
  }
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) })
  const { value }: Answer = await response.json()
  if (response.ok) return value
  const { error, message } = value as Failure
  throw new Error(`${error}: ${message}`)
}
