import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createFakeRecovery } from '../testing/fakes/fakeRecovery.js'
import { type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'
import type { Restrictions } from '../contract/restrictions.js'

const avatar = { group: 'avatar', restrictions: { accept: 'image/*', maxFiles: 1, overflow: 'replace' } } as const
const papers = { group: 'papers', restrictions: { accept: '.pdf', maxFiles: 2 } } as const

const picture = (name: string) => createFakeFile(name, name, 'image/png')
const paper = (name: string) => createFakeFile(name, name, 'application/pdf')

const namesIn = ({ uploader }: EngineUnderTest): readonly string[] =>
  uploader.getSnapshot().uploads.map(({ name }) => name)
const codesOf = ({ rejected }: ReturnType<EngineUnderTest['uploader']['add']>) =>
  rejected.flatMap(({ reasons }) => reasons.map(({ code }) => code))

describe('the restrictions of a field', () => {
  it('leave the avatar alone when a paper is dropped into another field', async () => {
    const all = setUpEngine()
    all.uploader.add([picture('first.png')], avatar)
    all.uploader.add([paper('one.pdf'), paper('two.pdf')], papers)
    await all.clock.advance(1000)
    expect(codesOf(all.uploader.add([paper('three.pdf')], papers))).toEqual(['too-many-files'])
    all.uploader.add([picture('second.png')], avatar)
    expect(namesIn(all)).toEqual(['one.pdf', 'two.pdf', 'second.png'])
  })

  it("hold in place of the uploader's, as a whole", () => {
    const all = setUpEngine({ options: { restrictions: { accept: 'image/*', maxSizeBytes: 3, maxFiles: 1 } } })
    const own = { group: 'papers', restrictions: { accept: '.pdf' } }
    expect(all.uploader.add([paper('one.pdf'), paper('two.pdf')], own).accepted).toHaveLength(2)
    expect(codesOf(all.uploader.add([picture('a.png')], { ...own, restrictions: {} }))).toEqual([])
    expect(codesOf(all.uploader.add([paper('b.pdf')]))).toEqual(['type-not-accepted', 'file-too-large'])
  })

  it("count the rows of the field's group, even if the limits are the uploader's, and without a group only rows that have none", () => {
    const all = setUpEngine({ options: { restrictions: { maxFiles: 1, maxTotalBytes: 8 } } })
    expect(all.uploader.add([createFakeFile('a')], { group: 'one' }).accepted).toHaveLength(1)
    expect(all.uploader.add([createFakeFile('b')], { group: 'two' }).accepted).toHaveLength(1)
    expect(all.uploader.add([createFakeFile('c')]).accepted).toHaveLength(1)
    expect(codesOf(all.uploader.add([createFakeFile('d')], { group: 'two' }))).toEqual(['too-many-files'])
    expect(codesOf(all.uploader.add([createFakeFile('e')]))).toEqual(['too-many-files'])
    expect(codesOf(all.uploader.add([createFakeFile('123456789')], { group: 'three' }))).toEqual(['total-too-large'])
  })

  it('count what the group had before the session', () => {
    const all = setUpEngine()
    all.uploader.addStored([{ id: 'kept', name: 'old.png' }], { group: 'avatar' })
    all.uploader.addStored([{ id: 'paper', name: 'old.pdf' }], { group: 'papers' })
    all.uploader.add([picture('new.png')], avatar)
    expect(namesIn(all)).toEqual(['old.pdf', 'new.png'])
  })

  it('are fixed when a file is added, so that the inspection applies those of that moment', async () => {
    const image = { width: 10, height: 10 }
    const all = setUpEngine({ inspector: { facts: () => ({ image }) } })
    const restrictions: { minWidth: number } = { minWidth: 20 }
    const narrow = all.uploader.add([picture('narrow.png')], { restrictions }).accepted
    restrictions.minWidth = 5
    all.uploader.setOptions({ restrictions: { minWidth: 5 } })
    const wide = all.uploader.add([picture('wide.png')]).accepted
    const own: { minWidth: number } = { minWidth: 5 }
    all.uploader.setOptions({ restrictions: own })
    const mine = all.uploader.add([picture('mine.png')]).accepted
    own.minWidth = 20
    await all.clock.advance(1000)
    const statuses = [narrow, wide, mine].map(([id = '']) => all.uploader.getUpload(id)?.status)
    expect(statuses).toEqual(['failed', 'done', 'done'])
  })

  it('are rejected by name when they are invalid, before any file is added', () => {
    const { uploader } = setUpEngine()
    const wrong = { maxFiles: '1' } as unknown as Restrictions
    expect(() => uploader.add([picture('a.png')], { restrictions: wrong })).toThrow(/restrictions\.maxFiles/)
    expect(uploader.getSnapshot().uploads).toEqual([])
  })
})

describe('a recovered upload', () => {
  async function leaveOne(recovery: ReturnType<typeof createFakeRecovery>): Promise<void> {
    const first = setUpEngine({ backend: { scope: 'ann' }, options: { recovery, autoStart: false } })
    first.uploader.add([picture('a.png')], { group: 'avatar', metadata: { entity: 1 } })
    await first.clock.advance(1000)
    first.crash()
  }

  it("is not checked against the next page's restrictions, but counts in its group", async () => {
    const recovery = createFakeRecovery()
    await leaveOne(recovery)
    const next = setUpEngine({
      backend: { scope: 'ann' },
      inspector: { facts: () => ({ image: { width: 1, height: 1 } }) },
      options: { recovery: recovery.inNextPage(), restrictions: { minWidth: 99, accept: '.pdf', maxSizeBytes: 1 } },
    })
    await next.uploader.recover()
    const full = { group: 'avatar', restrictions: { maxFiles: 1 } }
    expect(codesOf(next.uploader.add([picture('b.png')], full))).toEqual(['too-many-files'])
    await next.clock.advance(1000)
    expect(next.uploader.getSnapshot().uploads).toMatchObject([{ name: 'a.png', status: 'done' }])
  })

  it.each([true, false])("is checked against the backend's own limits (file stored: %s)", async (keepsFiles) => {
    const recovery = createFakeRecovery()
    await leaveOne(recovery)
    const left = recovery.inNextPage({ keepsFiles })
    const next = setUpEngine({ backend: { scope: 'ann' }, options: { recovery: left } })
    const limit = { code: 'no-entity' }
    next.uploader.setOptions({
      backend: { ...next.backend, check: (_, { entity }) => (entity === 1 ? [limit] : []) },
    })
    const [id = ''] = await next.uploader.recover()
    const isAtHand = keepsFiles || (await next.uploader.provideFile(id, picture('a.png')))
    expect(isAtHand).toBe(true)
    await next.clock.advance(1000)
    expect(next.uploader.getUpload(id)).toMatchObject({
      status: 'failed',
      error: { code: 'file-restricted', reasons: [limit], retry: { when: 'never' } },
    })
    expect(next.backend.callsOf('ticket')).toEqual([])
    expect(left.records).toEqual([])
  })
})
