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

/** Tokens issued for a client's secret. */
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
