import { askUpstream, type UpstreamAnswer } from './askUpstream.ts'
import { unavailable } from './Refusal.ts'

export interface TokenOptions {
  /** @example 'https://api.gluegroups.com/oauth/token' */
  readonly url: string
  /** `client_id`, `client_secret` and whatever else the API wants. Leaves this server for that URL, and for nobody else. */
  readonly form: Readonly<Record<string, string>>
}

export interface Tokens {
  /** Makes a call with an access token, and once more with a new one where the first is refused. */
  use(call: (token: string) => Promise<UpstreamAnswer>): Promise<UpstreamAnswer>
}

interface Held {
  readonly token: string
  readonly renewAtMs: number
}

/** A token is renewed so long before it runs out. */
const marginMs = 60_000

/** Access tokens by the client credentials grant. One is asked for at a time, however many calls wait for it. */
export function createTokens({ url, form }: TokenOptions): Tokens {
  let held: Promise<Held> | null = null

  async function ask(): Promise<Held> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...form })
    const { status, body: answer } = await askUpstream(url, headers, body)
    const { access_token: token, expires_in: seconds } = answer
    // That our own secret is wrong is no affair of the user's.
    if (status !== 200 || typeof token !== 'string') throw unavailable()
    return { token, renewAtMs: typeof seconds === 'number' ? Date.now() + seconds * 1000 - marginMs : Infinity }
  }

  function renew(): Promise<Held> {
    const asking = ask()
    held = asking
    // What failed is not kept: the next call tries again.
    asking.catch(() => {
      if (held === asking) held = null
    })
    return asking
  }

  async function current(): Promise<Held> {
    const latest = await (held ?? renew())
    return latest.renewAtMs > Date.now() ? latest : replace(latest)
  }

  /** Whoever comes second finds the new one. */
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

/** A REST API says so by its status, GraphQL by a code. */
function isRefused({ status, body }: UpstreamAnswer): boolean {
  return status === 401 || /"UNAUTHENTICATED"/.test(JSON.stringify(body['errors'] ?? null))
}
