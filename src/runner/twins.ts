import type { Digest } from '../contract/fileFacts.js'
import type { Json } from '../contract/json.js'
import type { UploadBackend } from '../contract/backend.js'

interface Content {
  readonly backend: UploadBackend
  readonly digest: Digest | undefined
  readonly size: number
  readonly type: string
  readonly metadata: Json
}

/**
 * Uploads of equal content under one backend: the first leads, the others wait for its file. Whoever waits takes the
 * lead when the leader fails, is cancelled, rests in the user's pause, or turns out to be another file.
 */
export class Twins {
  readonly #backendNumbers = new WeakMap<object, number>()
  #backendCount = 0
  readonly #leaderByContent = new Map<string, string>()
  readonly #contentByLeader = new Map<string, string>()
  readonly #followers = new Map<string, Set<string>>()
  readonly #leaderByFollower = new Map<string, string>()

  /** The id of the upload that carries these bytes already, or null when this one leads (or shares nothing). */
  follow(id: string, content: Content): string | null {
    const key = this.#keyOf(content)
    if (key === null) return null
    const leader = this.#leaderByContent.get(key)
    if (leader === id) return null
    if (leader === undefined) {
      this.#lead(id, key)
      return null
    }
    const followers = this.#followers.get(leader) ?? new Set()
    this.#followers.set(leader, followers.add(id))
    this.#leaderByFollower.set(id, leader)
    return leader
  }

  /** It was read again and is of another content than those expect who wait for it: they are to be let go. */
  isLeadingOther(id: string, content: Content): boolean {
    const key = this.#contentByLeader.get(id)
    return key !== undefined && key !== this.#keyOf(content)
  }

  /** The upload is not to be waited for any more: returns who waited. A follower merely stops waiting. */
  leave(id: string): readonly string[] {
    const leader = this.#leaderByFollower.get(id)
    if (leader !== undefined) {
      this.#leaderByFollower.delete(id)
      this.#followers.get(leader)?.delete(id)
    }
    const key = this.#contentByLeader.get(id)
    if (key === undefined) return []
    this.#contentByLeader.delete(id)
    this.#leaderByContent.delete(key)
    const followers = [...(this.#followers.get(id) ?? [])]
    this.#followers.delete(id)
    for (const follower of followers) this.#leaderByFollower.delete(follower)
    return followers
  }

  #lead(id: string, key: string): void {
    this.#leaderByContent.set(key, id)
    this.#contentByLeader.set(id, key)
  }

  #keyOf({ backend, digest, size, type, metadata }: Content): string | null {
    if (!backend.sharesFiles || !digest) return null
    const content = [this.#numberOf(backend), digest.algorithm, digest.hex, size, type, metadata]
    return JSON.stringify(content, (_, member: Json) => sortKeys(member))
  }

  #numberOf(backend: object): number {
    const known = this.#backendNumbers.get(backend)
    if (known !== undefined) return known
    this.#backendCount += 1
    this.#backendNumbers.set(backend, this.#backendCount)
    return this.#backendCount
  }
}

/** The same value whatever order its keys were written in; what is within it comes in turn. */
function sortKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
