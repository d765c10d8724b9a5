import type { SharedCode } from '../../uploader/sharedCode.js'

/** A participant in a batch. Its signal fires when it leaves. */
interface Member {
  readonly signal: AbortSignal
}

interface Joined<TMember extends Member> {
  readonly member: TMember
  readonly answer: PromiseWithResolvers<unknown>
  readonly call: BatchCall<TMember>
  readonly onAbort: () => void
}

/** Makes one call for all members. */
export interface BatchCall<TMember extends Member> {
  /** @param signal fires once every member has left. Until then, the call goes on for those that remain. */
  readonly make: (members: readonly TMember[], signal: AbortSignal) => Promise<readonly unknown[]>
  /** The answer of a member that had left before it came. */
  readonly onUnclaimed?: (member: TMember, answer: unknown) => void
}

/**
 * One call for several uploads. It is made once every expected member has joined or left, so that what one of them has
 * to do first (to write down how far it is) does not split the call. Each member gets its own answer.
 */
export class Batch<TMember extends Member> {
  readonly #code: SharedCode
  #missing: number
  readonly #joined: Joined<TMember>[] = []
  /** Those that the call under way is for. */
  #called: readonly Joined<TMember>[] = []
  readonly #calling: AbortController = new AbortController()
  readonly #onOver: (() => void)[] = []

  constructor(size: number, code: SharedCode) {
    this.#missing = size
    this.#code = code
  }

  /** Calls back when the call has succeeded or failed. */
  whenOver(callback: () => void): void {
    this.#onOver.push(callback)
  }

  /**
   * @returns the answer of this member; rejects if the whole call fails, or with an AbortError when the member leaves
   */
  join(member: TMember, call: BatchCall<TMember>): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>()
    const onAbort = (): void => {
      answer.reject(new DOMException('The upload left the call.', 'AbortError'))
      if (this.#called.length > 0 && this.#called.every((one) => one.member.signal.aborted)) this.#calling.abort()
    }
    // It still counts as joined, because the others wait for everybody who is expected.
    if (member.signal.aborted) onAbort()
    else member.signal.addEventListener('abort', onAbort)
    this.#joined.push({ member, answer, call, onAbort })
    this.#countDown()
    return answer.promise
  }

  /** An expected member will not join. */
  leave(): void {
    this.#countDown()
  }

  #countDown(): void {
    this.#missing -= 1
    if (this.#missing > 0) return
    void this.#run().finally(() => {
      for (const callback of this.#onOver) callback()
    })
  }

  async #run(): Promise<void> {
    // Nobody asks a server for what nobody wants any more.
    this.#called = this.#joined.filter(({ member }) => !member.signal.aborted)
    const [first] = this.#called
    try {
      if (!first) return
      const members = this.#called.map(({ member }) => member)
      const answers = await first.call.make(members, this.#calling.signal)
      this.#called.forEach(({ member, answer, call }, index) => {
        if (!member.signal.aborted) answer.resolve(answers[index])
        // What goes wrong for one that has left is no concern of the others.
        else this.#code.callSafely(() => call.onUnclaimed?.(member, answers[index]))
      })
    } catch (thrown) {
      for (const { answer } of this.#called) answer.reject(thrown)
    } finally {
      // A signal lives as long as its upload, which may join many calls.
      for (const { member, onAbort } of this.#joined) member.signal.removeEventListener('abort', onAbort)
    }
  }
}
