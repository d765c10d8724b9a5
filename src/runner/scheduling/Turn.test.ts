import { describe, expect, it, vi } from 'vitest'
import { Turn } from './Turn.js'

const spy = () => vi.fn<() => void>()

describe('Turn', () => {
  it('frees everything once, however often it is ended', () => {
    const [releasePlace, releaseSlot, endProbe] = [spy(), spy(), spy()]
    const turn = new Turn({ step: 'sending', releasePlace, releaseSlot, endProbe })
    turn.end()
    turn.end()
    for (const one of [releasePlace, releaseSlot, endProbe]) expect(one).toHaveBeenCalledOnce()
  })

  it('frees its slot while its step continues, and the probe at the end', () => {
    const [releaseSlot, endProbe] = [spy(), spy()]
    const turn = new Turn({ step: 'sending', releaseSlot, endProbe })
    turn.releaseEarly()
    expect(releaseSlot).toHaveBeenCalledOnce()
    expect(endProbe).not.toHaveBeenCalled()
    expect(turn.isHeldFor('sending')).toBe(true)
    turn.end()
    expect(releaseSlot).toHaveBeenCalledOnce()
    expect(endProbe).toHaveBeenCalledOnce()
  })

  it('does not free a slot that the next step has taken over', () => {
    const releaseSlot = spy()
    const turn = new Turn({ step: 'requesting', releaseSlot })
    expect(turn.takeSlot()).toBe(releaseSlot)
    turn.end()
    expect(releaseSlot).not.toHaveBeenCalled()
    expect(turn.takeSlot()).toBeNull()
  })

  it('is for one step, until it ends', () => {
    const turn = new Turn({ step: 'requesting' })
    expect([turn.isHeldFor('requesting'), turn.isHeldFor('sending')]).toEqual([true, false])
    turn.end()
    expect(turn.isHeldFor('requesting')).toBe(false)
  })

  it('leaves a shared call that it has not joined when it ends', () => {
    const leave = spy()
    new Turn({ step: 'confirming', sharedCall: { join: async () => null, leave } }).end()
    expect(leave).toHaveBeenCalledOnce()
  })

  it('does not leave the call once it has joined', () => {
    const leave = spy()
    const sharedCall = { join: async () => null, leave }
    const turn = new Turn({ step: 'requesting', sharedCall })
    expect(turn.takeSharedCall()).toBe(sharedCall)
    turn.end()
    expect(leave).not.toHaveBeenCalled()
    expect(turn.takeSharedCall()).toBeNull()
  })
})
