import { randomUUID } from 'node:crypto'

/** An app that may ask for tokens. */
export interface OAuthClient {
  readonly secret: string
  /** Whom its tokens speak for. */
  readonly tenant: string
}

export interface Access {
  readonly tenant: string
  readonly mayWrite: boolean
}

/** Tokens that were given out for a client's secret. */
export class IssuedTokens {
  readonly #accessByToken = new Map<string, Access>()

  issue(access: Access): string {
    const token = `token-${randomUUID()}`
    this.#accessByToken.set(token, access)
    return token
  }

  find(token: string): Access | undefined {
    return this.#accessByToken.get(token)
  }
}
