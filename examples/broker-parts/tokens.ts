import { askUpstream, type UpstreamAnswer } from './askUpstream.ts'
import { unavailable } from './Refusal.ts'

export interface TokenOptions {
  /** @example 'https://api.gluegroups.com/oauth/token' */
  readonly url: string
  /** `client_id`, `client_secret` and the other fields that the API requires. They are sent only to that URL. */
  readonly form: Readonly<Record<string, string>>
}

export interface Tokens {
  /** Makes a call with an access token, and repeats it with a new one if the first is refused. */
  use(call: (token: string) => Promise<UpstreamAnswer>): Promise<UpstreamAnswer>
}

interface Held {
  readonly token: string
  readonly renewAtMs: number
}

/** How long before its expiry a token is renewed. */
const marginMs = 60_000

/** Gets access tokens with the client credentials grant. Calls that need a token at the same time share one request. */
export function createTokens({ url, form }: TokenOptions): Tokens {
  let held: Promise<Held> | null = null

  async function ask(): Promise<Held> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...form })
    const { status, body: answer } = await askUpstream(url, headers, body)
    const { access_token: token, expires_in: seconds } = answer
    // A wrong secret of the app does not concern the user.
    if (status !== 200 || typeof token !== 'string') throw unavailable()
    return { token, renewAtMs: typeof seconds === 'number' ? Date.now() + seconds * 1000 - marginMs : Infinity }
  }

  function renew(): Promise<Held> {
    const asking = ask()
    held = asking
    // A failure is not cached, so the next call tries again.
    asking.catch(() => {
      if (held === asking) held = null
    })
    return asking
  }

  async function current(): Promise<Held> {
    const latest = await (held ?? renew())
    return latest.renewAtMs > Date.now() ? latest : replace(latest)
  }

  /** Replaces a token, or returns the new one if another call has replaced it already. */
  async function replace(old: Held): Promise<Held> {
    const latest = await (held ?? renew())
    return latest === old ? renew() : latest
  }

  return {
    async use(call) {
      const first = await current()
      const answer = await call(first.token)
      if (!isRefused(answer)) return answer
      return call((await replace(first)).token)
    },
  }
}

/** Whether a token was refused: REST APIs say so by status, GraphQL by a code. */
function isRefused({ status, body }: UpstreamAnswer): boolean {
  return status === 401 || /"UNAUTHENTICATED"/.test(JSON.stringify(body['errors'] ?? null))
}
