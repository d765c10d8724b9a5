import { describe, expect, it, vi } from 'vitest'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { createFakeClock } from '../../testing/fakes/fakeClock.js'
import { createFakeConnection } from '../../testing/fakes/fakeConnection.js'
import { UploadError } from '../../errors/UploadError.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { NextStep } from '../Next.js'
import { WaitingLines } from './WaitingLines.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { KnownServers } from '../outages/KnownServers.js'
import type { Store } from '../../uploader/Store.js'

function setUp(isOnline = true) {
  const clock = createFakeClock()
  const connection = createFakeConnection(isOnline)
  const onLeft = vi.fn<() => void>()
  const lines = new WaitingLines<StoredFile>({
    ports: { clock, connection },
    store: {} as Store<StoredFile>,
    servers: { outages: null } as KnownServers<StoredFile>,
    onJoined: () => undefined,
    onLeft,
  })
  const backend = createFakeBackend({ clock })
  // The lines look at nothing else.
  const active = { id: 'a', backend, dispatch: () => undefined } as unknown as ActiveUpload<StoredFile>
  return { clock, lines, active, onLeft }
}

const retry = { at: 0, delayMs: 5000, error: new UploadError('unknown', 'It failed.') }

describe('the wait of an upload that is stopped', () => {
  it.each<[string, NextStep, boolean]>([
    ['in a line', { step: 'requesting' }, true],
    ['for a connection', { step: 'requesting' }, false],
    ['for its next try', { step: 'sending', retry }, true],
    ['for code', { step: 'inspecting', loadAgainMs: 5000 }, true],
  ])('%s ends, and leaves nothing', async (_, next, isOnline) => {
    const { clock, lines, active, onLeft } = setUp(isOnline)
    const wait = lines.wait(active, next)
    lines.forget('another')
    expect(onLeft).not.toHaveBeenCalled()
    lines.forget('a')
    await expect(wait).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(onLeft).toHaveBeenCalledOnce()
    expect(clock.pending).toBe(0)
    expect(lines.size(next.step)).toBe(0)
  })
})
