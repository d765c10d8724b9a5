import { randomUUID } from 'node:crypto'

/** An app that may request tokens. */
export interface OAuthClient {
  readonly secret: string
  /** The tenant that its tokens stand for. */
  readonly tenant: string
}

export interface Access {
  readonly tenant: string
  readonly mayWrite: boolean
}

interface Issued {
  readonly access: Access
  readonly expiresAtMs: number
}

/** Tokens issued for a client's secret. */
export class IssuedTokens {
  readonly expiresInSeconds = 3600
  /** In the order in which they expire. */
  readonly #issued = new Map<string, Issued>()

  issue(access: Access): string {
    this.#forgetExpired()
    const token = `token-${randomUUID()}`
    this.#issued.set(token, { access, expiresAtMs: Date.now() + this.expiresInSeconds * 1000 })
    return token
  }

  find(token: string): Access | undefined {
    this.#forgetExpired()
    return this.#issued.get(token)?.access
  }

  #forgetExpired(): void {
    const nowMs = Date.now()
    for (const [token, { expiresAtMs }] of this.#issued) {
      if (expiresAtMs > nowMs) return
      this.#issued.delete(token)
    }
  }
}
