import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { wait } from '../../testing/fakes/fakeClock.js'
import type { SendOutcome, Transport } from '../../contract/ports/transport.js'

const mebibyte = 1024 ** 2
/** Seven parts of 5 MiB, of which each takes a second. */
const bigFile = (fill = 0) => createFakeFile('big.bin', new Uint8Array(35 * mebibyte).fill(fill, 0, 1))
const noAnswer = (reason: 'network' | 'stalled' | 'silent') => ({ kind: 'no-answer', reason, sentBytes: 10 }) as const
const firstThree = (outcome: SendOutcome) => [outcome, outcome, outcome]

function setUp({ transport, ...rest }: EngineSetup = {}): EngineUnderTest {
  return setUpEngine({
    backend: { ticketKind: 'multipart' },
    transport: { bytesPerSecond: 5 * mebibyte, ...transport },
    ...rest,
  })
}

const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads[0]
const hasStored = ({ transport }: EngineUnderTest) => transport.objects.size > 0

/** The most parts that were under way at once before the condition held. */
async function mostAtOnceUntil(all: EngineUnderTest, isOver: (all: EngineUnderTest) => boolean): Promise<number> {
  let most = 0
  for (let steps = 0; !isOver(all); steps++) {
    if (steps > 10_000) throw new Error('It never came to that.')
    most = Math.max(most, all.transport.running)
    // oxlint-disable-next-line no-await-in-loop -- one moment after the other
    await all.clock.advance(25)
  }
  return most
}

/** Has the parts that are under way at once share the speed. */
function shareLine({ transport, clock }: EngineUnderTest, bytesPerSecond: number): void {
  const send = transport.send.bind(transport)
  let sharing = 0
  const share: Transport['send'] = async (request, context) => {
    sharing += 1
    try {
      for (let left = request.body.size; left > 0; left -= bytesPerSecond / 20 / sharing) {
        // oxlint-disable-next-line no-await-in-loop -- one moment after the other
        await wait(50, context.signal, clock)
      }
      return await send(request, context)
    } finally {
      sharing -= 1
    }
  }
  Object.assign(transport, { send: share })
}

const isDone = (all: EngineUnderTest) => shown(all)?.status === 'done'

/** Adds a file, and takes the connection away while its first parts are on their way. */
async function loseConnection(all: EngineUnderTest): Promise<void> {
  all.uploader.add([bigFile()])
  await all.clock.advance(500)
  expect(all.transport.running).toBe(3)
  all.connection.setOnline(false)
  await all.clock.advance(1_000)
  expect(all.transport.running).toBe(0)
}

async function pauseAndResume(all: EngineUnderTest): Promise<void> {
  await all.clock.advance(500)
  all.uploader.pause('all')
  await all.clock.advance(1_000)
  expect(all.transport.running).toBe(0)
  all.uploader.resume('all')
  await all.clock.advance(500)
}

describe('a file whose parts the connection has cut off', () => {
  it.each(['network', 'stalled', 'silent'] as const)(
    'is sent one part at a time until one is stored, and then several again (%s)',
    async (reason) => {
      const all = setUp({ transport: { outcomes: firstThree(noAnswer(reason)) } })
      all.uploader.add([bigFile()])
      await all.clock.advance(25)
      expect(all.transport.running).toBe(3)
      await mostAtOnceUntil(all, ({ transport }) => transport.running === 0)
      expect(await mostAtOnceUntil(all, hasStored)).toBe(1)
      expect(await mostAtOnceUntil(all, isDone)).toBe(3)
    },
  )

  it('is sent in the same way after the page was offline', async () => {
    const all = setUp()
    await loseConnection(all)
    all.connection.setOnline(true)
    expect(await mostAtOnceUntil(all, hasStored)).toBe(1)
    expect(await mostAtOnceUntil(all, isDone)).toBe(3)
  })

  it('arrives on a line that is lost before parts that share it have passed', async () => {
    const all = setUp({ transport: { bytesPerSecond: 0 } })
    shareLine(all, 5 * mebibyte)
    all.uploader.add([bigFile()])
    for (let rounds = 0; rounds < 6; rounds++) {
      // oxlint-disable no-await-in-loop -- one loss after the other
      await all.clock.advance(2_000)
      expect(all.transport.objects.size).toBe(rounds)
      all.connection.setOnline(false)
      await all.clock.advance(1_000)
      all.connection.setOnline(true)
      // oxlint-enable no-await-in-loop
    }
    await all.clock.advance(2_000)
    expect(isDone(all)).toBe(true)
  })

  it('is still sent one part at a time after a pause', async () => {
    const all = setUp()
    await loseConnection(all)
    all.connection.setOnline(true)
    await pauseAndResume(all)
    expect(all.transport.running).toBe(1)
    expect(await mostAtOnceUntil(all, isDone)).toBe(3)
  })

  it('leaves the slots to other files, and both are stored', async () => {
    const all = setUp({ options: { concurrency: { sending: 2 } } })
    all.uploader.add([bigFile(1)])
    await all.clock.advance(500)
    all.connection.setOnline(false)
    all.uploader.add([bigFile(2), bigFile(3)])
    await all.clock.advance(1_000)
    all.connection.setOnline(true)
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(3)
  })

  it('can be cancelled while one part is on its way', async () => {
    const all = setUp()
    await loseConnection(all)
    all.connection.setOnline(true)
    await all.clock.advance(500)
    all.uploader.cancel('all')
    await all.clock.advance(1_000)
    expect(shown(all)?.status).toBe('cancelled')
    expect([all.transport.running, all.backend.callsOf('abort').length]).toEqual([0, 1])
  })
})

describe('a file whose connection holds', () => {
  it('is sent several parts at once from the start', async () => {
    const all = setUp()
    all.uploader.add([bigFile()])
    await all.clock.advance(25)
    expect(all.transport.running).toBe(3)
  })

  it('is sent several parts at once after a pause', async () => {
    const all = setUp()
    all.uploader.add([bigFile()])
    await pauseAndResume(all)
    expect([all.transport.running, hasStored(all)]).toEqual([3, false])
  })

  it('is sent several parts at once after storage has answered with an error', async () => {
    const error = { kind: 'refused', refusal: { status: 500, code: 'InternalError' } } as const
    const all = setUp({ transport: { outcomes: firstThree(error) } })
    all.uploader.add([bigFile()])
    await mostAtOnceUntil(all, ({ transport }) => transport.requests.length === 3)
    await mostAtOnceUntil(all, ({ transport }) => transport.requests.length > 3)
    expect([all.transport.running, hasStored(all)]).toEqual([3, false])
  })
})
