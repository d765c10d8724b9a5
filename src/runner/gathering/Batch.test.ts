import { getEventListeners } from 'node:events'
import { sharedCode } from '../../uploader/sharedCode.js'
import { describe, expect, it, vi } from 'vitest'
import { Batch } from './Batch.js'

interface Member {
  readonly name: string
  readonly work: AbortController
  readonly signal: AbortSignal
}

function createMember(name: string): Member {
  const work = new AbortController()
  return { name, work, signal: work.signal }
}

/** Answers each member with its name. */
const greet = async (members: readonly Member[]): Promise<readonly string[]> => members.map(({ name }) => `to ${name}`)

describe('Batch', () => {
  it('makes one call when all members have joined, and gives each its own answer', async () => {
    const make = vi.fn(greet)
    const batch = new Batch<Member>(2, sharedCode)
    const first = batch.join(createMember('a'), { make })
    await Promise.resolve()
    expect(make).not.toHaveBeenCalled()
    const second = batch.join(createMember('b'), { make })
    expect(await Promise.all([first, second])).toEqual(['to a', 'to b'])
    expect(make).toHaveBeenCalledOnce()
  })

  it('does not wait for a member that leaves before it joins', async () => {
    const batch = new Batch<Member>(2, sharedCode)
    const answer = batch.join(createMember('a'), { make: greet })
    batch.leave()
    expect(await answer).toBe('to a')
  })

  it('ends without a call if no member joins', async () => {
    const onOver = vi.fn<() => void>()
    const batch = new Batch<Member>(1, sharedCode)
    batch.whenOver(onOver)
    batch.leave()
    await Promise.resolve()
    await Promise.resolve()
    expect(onOver).toHaveBeenCalledOnce()
  })

  it('leaves out a member that was aborted before the call', async () => {
    const make = vi.fn(greet)
    const batch = new Batch<Member>(2, sharedCode)
    const gone = createMember('a')
    const left = batch.join(gone, { make })
    gone.work.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    expect(await batch.join(createMember('b'), { make })).toBe('to b')
    expect(make.mock.calls[0]?.[0]).toMatchObject([{ name: 'b' }])
  })

  it('lets the call go on for those who are left, and aborts it when the last one leaves', async () => {
    const calls: { readonly members: number; readonly signal: AbortSignal }[] = []
    const make = (members: readonly Member[], signal: AbortSignal): Promise<readonly string[]> => {
      calls.push({ members: members.length, signal })
      return new Promise(() => undefined)
    }
    const batch = new Batch<Member>(3, sharedCode)
    const join = (member: Member) => batch.join(member, { make }).catch((error: Error) => error.name)
    const [early, a, b] = [createMember('early'), createMember('a'), createMember('b')]
    const answers = [join(early), join(a)]
    early.work.abort()
    answers.push(join(b))
    expect(calls).toMatchObject([{ members: 2, signal: { aborted: false } }])
    a.work.abort()
    expect(calls[0]?.signal.aborted).toBe(false)
    b.work.abort()
    expect(calls[0]?.signal.aborted).toBe(true)
    expect(await Promise.all(answers)).toEqual(['AbortError', 'AbortError', 'AbortError'])
  })

  it('passes on the answer of a member that was aborted during the call', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>()
    const onUnclaimed = vi.fn<(member: Member, answer: unknown) => void>()
    const batch = new Batch<Member>(2, sharedCode)
    const [gone, stays] = [createMember('a'), createMember('b')]
    const call = { make: () => promise, onUnclaimed }
    const left = batch.join(gone, call)
    const answer = batch.join(stays, call)
    gone.work.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    resolve(['for a', 'for b'])
    expect(await answer).toBe('for b')
    expect(onUnclaimed.mock.calls).toEqual([[gone, 'for a']])
  })

  it('answers the others even if passing on an unclaimed answer throws', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { promise, resolve } = Promise.withResolvers<readonly string[]>()
    const fault = new Error('no')
    const onUnclaimed = () => {
      throw fault
    }
    const batch = new Batch<Member>(2, sharedCode)
    const [gone, stays] = [createMember('a'), createMember('b')]
    const left = batch.join(gone, { make: () => promise, onUnclaimed })
    const answer = batch.join(stays, { make: () => promise })
    gone.work.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    resolve(['for a', 'for b'])
    expect(await answer).toBe('for b')
    expect(reported.mock.calls).toEqual([[fault]])
    reported.mockRestore()
  })

  it('fails all members if the call fails, and then ends', async () => {
    const onOver = vi.fn<() => void>()
    const batch = new Batch<Member>(2, sharedCode)
    batch.whenOver(onOver)
    const make = () => Promise.reject(new Error('refused'))
    const both = [batch.join(createMember('a'), { make }), batch.join(createMember('b'), { make })]
    expect(await Promise.allSettled(both)).toMatchObject([
      { status: 'rejected', reason: { message: 'refused' } },
      { status: 'rejected', reason: { message: 'refused' } },
    ])
    expect(onOver).toHaveBeenCalledOnce()
  })

  it('leaves no listener on the signals of its members', async () => {
    const members = [createMember('a'), createMember('b')]
    const batch = new Batch<Member>(2, sharedCode)
    await Promise.all(members.map((member) => batch.join(member, { make: greet })))
    expect(members.flatMap(({ signal }) => getEventListeners(signal, 'abort'))).toEqual([])
  })
})
