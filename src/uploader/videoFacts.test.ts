import { describe, expect, it } from 'vitest'
import type { TicketRequest } from '../contract/backend.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createFakeRecovery } from '../testing/fakes/fakeRecovery.js'

const video = { width: 1080, height: 1920, durationSeconds: 12.5, blurhash: 'LGF5]+Yk^6#M@-5c,1J5@[or[Q6.' }
const thumbnail = new Blob(['frame'])
const facts = () => ({ sniffedType: 'video/mp4', video, thumbnail })
const clip = () => createFakeFile('clip.mp4', 'clip', 'video/mp4')

/** What the backend is told when a ticket is asked for. */
function watchTickets(): { requests: TicketRequest[]; existing: (request: TicketRequest) => undefined } {
  const requests: TicketRequest[] = []
  return { requests, existing: (request) => void requests.push(request) }
}

describe('the facts of a video', () => {
  it('stand in its row, and go to the backend with the ticket', async () => {
    const { requests, existing } = watchTickets()
    const { uploader, clock } = setUpEngine({ backend: { existing }, inspector: { facts } })
    uploader.add([clip()])
    await clock.advance(1000)
    const [upload] = uploader.getSnapshot().uploads
    expect(upload).toMatchObject({ status: 'done', video, thumbnail, sniffedType: 'video/mp4' })
    expect(upload).not.toHaveProperty('image')
    expect(requests).toMatchObject([{ sniffedType: 'video/mp4', video }])
    expect(requests[0]).not.toHaveProperty('thumbnail')
  })

  it('do not count for limits in pixels', async () => {
    const restrictions = { maxPixels: 1, minWidth: 5000, minHeight: 5000 }
    const { uploader, clock } = setUpEngine({ inspector: { facts }, options: { restrictions } })
    uploader.add([clip()])
    await clock.advance(1000)
    expect(uploader.getSnapshot().uploads).toMatchObject([{ status: 'done' }])
  })

  it('are kept for the next page', async () => {
    const recovery = createFakeRecovery()
    const gate = new Promise<void>(() => undefined)
    const first = setUpEngine({
      backend: { scope: 'ann', gate: () => gate },
      inspector: { facts },
      options: { recovery },
    })
    first.uploader.add([clip()])
    await first.clock.advance(1000)
    first.crash()
    const { requests, existing } = watchTickets()
    const next = setUpEngine({ backend: { scope: 'ann', existing }, options: { recovery: recovery.inNextPage() } })
    await next.uploader.recover()
    await next.clock.advance(1000)
    expect(next.uploader.getSnapshot().uploads).toMatchObject([{ video, status: 'done' }])
    expect(requests).toMatchObject([{ video }])
  })

  it('are those of the backend for a file that was stored before', () => {
    const { uploader } = setUpEngine()
    uploader.addStored([{ id: 'old', type: 'video/mp4', width: 640, height: 360 }])
    const [upload] = uploader.getSnapshot().uploads
    expect(upload).toMatchObject({ video: { width: 640, height: 360 } })
    expect(upload).not.toHaveProperty('image')
  })
})
