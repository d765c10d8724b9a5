import { expect, it, vi } from 'vitest'
import { createFakeClock, type FakeClock } from '../../testing/fakes/fakeClock.js'
import { Cooldown } from './Cooldown.js'

function setUp(): { readonly clock: FakeClock; readonly cooldown: Cooldown; readonly onOver: () => void } {
  const clock = createFakeClock()
  const onOver = vi.fn<() => void>()
  return { clock, onOver, cooldown: new Cooldown(clock, onOver) }
}

it('lasts as long as the longest requested wait', async () => {
  const { clock, cooldown } = setUp()
  expect(cooldown.isActive).toBe(false)
  cooldown.extend(500)
  cooldown.extend(200)
  await clock.advance(499)
  expect(cooldown.isActive).toBe(true)
  await clock.advance(1)
  expect(cooldown.isActive).toBe(false)
})

it('has no timer before one is requested, and then one for all', async () => {
  const { clock, cooldown, onOver } = setUp()
  cooldown.extend(500)
  expect(clock.pending).toBe(0)
  cooldown.startTimer()
  cooldown.startTimer()
  expect(clock.pending).toBe(1)
  await clock.advance(500)
  expect(onOver).toHaveBeenCalledOnce()
  expect(clock.pending).toBe(0)
})

it('moves its timer when it is extended, so that whoever waits need not start another', async () => {
  const { clock, cooldown, onOver } = setUp()
  cooldown.extend(500)
  cooldown.startTimer()
  cooldown.extend(800)
  expect(clock.pending).toBe(1)
  await clock.advance(799)
  expect(onOver).not.toHaveBeenCalled()
  await clock.advance(1)
  expect(onOver).toHaveBeenCalledOnce()
})

it('stays active without its timer', async () => {
  const { clock, cooldown, onOver } = setUp()
  cooldown.extend(500)
  cooldown.startTimer()
  cooldown.stopTimer()
  expect(cooldown.isActive).toBe(true)
  await clock.advance(1000)
  expect(onOver).not.toHaveBeenCalled()
})
