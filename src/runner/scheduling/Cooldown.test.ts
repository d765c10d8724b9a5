import { expect, it, type Mock, vi } from 'vitest'
import { createFakeClock, type FakeClock } from '../../testing/fakes/fakeClock.js'
import { Cooldown } from './Cooldown.js'

function setUp(): {
  readonly clock: FakeClock
  readonly cooldown: Cooldown
  readonly isAwaited: Mock<() => boolean>
  readonly onOver: () => void
} {
  const clock = createFakeClock()
  const isAwaited = vi.fn(() => true)
  const onOver = vi.fn<() => void>()
  return { clock, isAwaited, onOver, cooldown: new Cooldown(clock, isAwaited, onOver) }
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
  cooldown.updateTimer()
  cooldown.updateTimer()
  expect(clock.pending).toBe(1)
  await clock.advance(500)
  expect(onOver).toHaveBeenCalledOnce()
  expect(clock.pending).toBe(0)
})

it('moves its timer when it is extended, so that whoever waits need not start another', async () => {
  const { clock, cooldown, onOver } = setUp()
  cooldown.extend(500)
  cooldown.updateTimer()
  cooldown.extend(800)
  expect(clock.pending).toBe(1)
  await clock.advance(799)
  expect(onOver).not.toHaveBeenCalled()
  await clock.advance(1)
  expect(onOver).toHaveBeenCalledOnce()
})

it('has no timer once nobody waits for its end, and stays active', async () => {
  const { clock, cooldown, isAwaited, onOver } = setUp()
  cooldown.extend(500)
  cooldown.updateTimer()
  isAwaited.mockReturnValue(false)
  cooldown.updateTimer()
  expect(clock.pending).toBe(0)
  expect(cooldown.isActive).toBe(true)
  await clock.advance(1000)
  expect(onOver).not.toHaveBeenCalled()
})

it('leaves a timer alone that is due and has yet to fire, because it wakes those who wait', () => {
  let nowMs = 0
  const cancel = vi.fn<() => void>()
  const clock = { now: () => nowMs, date: () => nowMs, schedule: () => cancel }
  const cooldown = new Cooldown(
    clock,
    () => true,
    () => {},
  )
  cooldown.extend(500)
  cooldown.updateTimer()
  nowMs = 600
  cooldown.updateTimer()
  expect(cancel).not.toHaveBeenCalled()
})
