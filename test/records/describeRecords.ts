import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewUpload, Records, Registration } from '../../src/server/records/Records.ts'

/** Opens another connection to one and the same database, which is empty at the start of each test. */
export interface RecordsUnderTest {
  readonly records: Records
  /** Opens a second process' view of the same records. */
  readonly openAnother: () => Promise<Records>
  readonly close: () => Promise<void>
}

const unlimited = {}
const now = 1_700_000_000_000
const later = now + 900_000

/** Everything that records promise, on any database. */
export function describeRecords(name: string, open: () => Promise<RecordsUnderTest>): void {
  describe(`records in ${name}`, () => {
    let test: RecordsUnderTest
    let records: Records

    beforeEach(async () => {
      test = await open()
      records = test.records
    })
    afterEach(() => test.close())

    /** Opens, and registers, one upload. */
    const registerOne = async (id: string, change: Partial<NewUpload> = {}, nowMs = now): Promise<void> => {
      const upload = newUpload(id, change)
      expect(await records.open([upload], unlimited, nowMs)).toEqual([{ kind: 'opened' }])
      expect(
        await records.register(registration(id, { objectKey: upload.key, file: upload.announced, nowMs })),
      ).not.toBe(null)
    }

    describe('prepare', () => {
      it('may run again, and at the same time in several processes', async () => {
        const others = await Promise.all([test.openAnother(), test.openAnother(), test.openAnother()])
        await Promise.all([...others, records].map((each) => each.prepare()))
        expect(await others[0]?.open([newUpload('a')], unlimited, now)).toEqual([{ kind: 'opened' }])
      })
    })

    describe('open', () => {
      it('records what was announced, as pending', async () => {
        const upload = newUpload('a', { content: 'sha-256:x' })
        expect(await records.open([upload], unlimited, now)).toEqual([{ kind: 'opened' }])
        const record = {
          ...upload,
          state: 'pending',
          multipartId: null,
          isOverObject: false,
          createdAtMs: now,
        }
        expect(await records.findUploads('ann', ['a', 'unknown'])).toEqual([record])
        expect(await records.findUploadByKey('ann/a')).toEqual(record)
        expect(await records.findUploadByKey('ann/b')).toBe(null)
      })

      it('opens nothing for an empty list', async () => {
        expect(await records.open([], { maxFiles: 0 }, now)).toEqual([])
      })

      it('keeps sizes of five terabytes', async () => {
        const upload = newUpload('a', {}, 5 * 1024 ** 4)
        await records.open([upload], { maxTotalBytes: 6 * 1024 ** 4 }, now)
        expect((await records.findUploads('ann', ['a']))[0]?.announced.size).toBe(5 * 1024 ** 4)
      })

      it('opens a hundred at once, in whatever order their keys stand', async () => {
        const uploads = numbers(100).map((n) => newUpload(`u${(n * 37) % 100}`))
        const openings = await records.open(uploads, { maxFiles: 100 }, now)
        expect(openings.every(({ kind }) => kind === 'opened')).toBe(true)
        expect(
          await records.findUploads(
            'ann',
            uploads.map(({ id }) => id),
          ),
        ).toHaveLength(100)
      })

      it('says that an upload with this idempotency key is under way, also within one call', async () => {
        await records.open([newUpload('a')], unlimited, now)
        const again = newUpload('b', { idempotencyKey: 'try-a' })
        const twin = newUpload('d', { idempotencyKey: 'try-c' })
        expect(await records.open([again, newUpload('c'), twin], unlimited, now)).toEqual([
          { kind: 'taken' },
          { kind: 'opened' },
          { kind: 'taken' },
        ])
        expect(await records.findUploads('ann', ['b', 'd'])).toEqual([])
      })

      it('takes the idempotency key of another owner, of what has failed and of what is registered', async () => {
        await records.open([newUpload('a')], unlimited, now)
        const others = newUpload('b', { owner: 'bob', idempotencyKey: 'try-a' })
        expect(await records.open([others], unlimited, now)).toEqual([{ kind: 'opened' }])
        await records.fail('a')
        await registerOne('c', { idempotencyKey: 'try-a' })
        expect(await records.open([newUpload('d', { idempotencyKey: 'try-a' })], unlimited, now)).toEqual([
          { kind: 'opened' },
        ])
      })

      it('opens only one of many with the same idempotency key at the same time', async () => {
        const others = await Promise.all(numbers(4).map(() => test.openAnother()))
        const openings = await Promise.all(
          numbers(40).map((n) =>
            (others[n % 4] ?? records).open([newUpload(`a${n}`, { idempotencyKey: 'same' })], { maxFiles: 100 }, now),
          ),
        )
        const kinds = openings.flat().map(({ kind }) => kind)
        expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(1)
        expect(kinds.filter((kind) => kind === 'taken')).toHaveLength(39)
        expect(await countOpenable(records, 100)).toBe(99)
      })
    })

    describe('openUnknown', () => {
      const kindsOf = async (...uploads: readonly NewUpload[]): Promise<readonly string[]> =>
        (await records.openUnknown(uploads, { maxFiles: 100 }, now)).map(({ kind }) => kind)

      it('opens what is new, and nothing of which the owner has the key or the content', async () => {
        await registerOne('file', { content: 'registered' })
        await records.open([newUpload('a', { content: 'pending' })], unlimited, now)
        await records.open([newUpload('b', { content: 'stored' })], unlimited, now)
        await records.markStored('b')
        expect(
          await kindsOf(
            newUpload('new', { content: 'new' }),
            newUpload('c', { content: 'registered' }),
            newUpload('d', { content: 'pending' }),
            newUpload('e', { content: 'stored' }),
            newUpload('f', { content: 'other', idempotencyKey: 'try-a' }),
          ),
        ).toEqual(['opened', 'known', 'known', 'known', 'taken'])
        expect((await records.findUploads('ann', ['new', 'c', 'd', 'e', 'f'])).map(({ id }) => id)).toEqual(['new'])
      })

      it('opens what only others have, what has failed and what was deleted', async () => {
        await registerOne('deleted', { content: 'deleted' })
        await records.deleteFile('ann', 'file-deleted')
        await records.open([newUpload('failed', { content: 'failed' })], unlimited, now)
        await records.fail('failed')
        await registerOne('bob', { owner: 'bob', content: 'of bob', idempotencyKey: 'same' })
        await records.open([newUpload('bob2', { owner: 'bob', content: 'of bob too' })], unlimited, now)
        expect(
          await kindsOf(
            newUpload('a', { content: 'deleted' }),
            newUpload('b', { content: 'failed', idempotencyKey: 'try-failed' }),
            newUpload('c', { content: 'of bob', idempotencyKey: 'same' }),
            newUpload('d', { content: 'of bob too', idempotencyKey: 'try-bob2' }),
          ),
        ).toEqual(['opened', 'opened', 'opened', 'opened'])
      })

      it('opens equal files of one call, and files without a digest, but only one for each key', async () => {
        await registerOne('file')
        await records.open([newUpload('pending')], unlimited, now)
        expect(
          await kindsOf(
            newUpload('a', { content: 'x' }),
            newUpload('b', { content: 'x' }),
            newUpload('c'),
            newUpload('d', { content: 'y', idempotencyKey: 'try-c' }),
          ),
        ).toEqual(['opened', 'opened', 'opened', 'taken'])
      })

      it('charges only what it opens', async () => {
        await registerOne('file', { content: 'x' })
        const uploads = [newUpload('a', { content: 'x' }), newUpload('b'), newUpload('c'), newUpload('d')]
        expect(await records.openUnknown(uploads, { maxFiles: 3 }, now)).toEqual([
          { kind: 'known' },
          { kind: 'opened' },
          { kind: 'opened' },
          { kind: 'over-quota', exceeded: 'maxFiles', limit: 3, retryAtMs: null },
        ])
        expect(await countOpenable(records, 10)).toBe(7)
      })
    })

    describe('calls at the same time', () => {
      it('open what each owner may have, and no more', async () => {
        const others = await Promise.all(numbers(3).map(() => test.openAnother()))
        const owners = numbers(8).map((n) => `owner${n}`)
        const openings = await Promise.all(
          numbers(10).flatMap((n) =>
            owners.map(async (owner, place) => {
              const upload = newUpload(`${owner}-${n}`, { owner, content: `content ${n}` })
              const quota = { maxFiles: place }
              const [opening] = await (others[n % 4] ?? records).openUnknown([upload], quota, now)
              return `${owner} ${opening?.kind}`
            }),
          ),
        )
        for (const [place, owner] of owners.entries()) {
          expect(openings.filter((one) => one === `${owner} opened`)).toHaveLength(place)
          expect(openings.filter((one) => one === `${owner} over-quota`)).toHaveLength(10 - place)
        }
      })

      it('may have a quota, none, and several files, and all of them count once there was a quota', async () => {
        expect(await countOpenable(records, 1)).toBe(1)
        const openings = await Promise.all(
          numbers(20).map((n) => {
            const uploads = numbers(1 + (n % 3)).map((m) => newUpload(`${n}-${m}`))
            return records.open(uploads, n % 2 === 0 ? { maxFiles: 1000 } : unlimited, now)
          }),
        )
        expect(openings.map((one) => one.map(({ kind }) => kind))).toEqual(
          numbers(20).map((n) => numbers(1 + (n % 3)).map(() => 'opened')),
        )
        expect(await countOpenable(records, 100)).toBe(100 - openings.flat().length - 1)
      })

      it('have each the time and the owner of their own', async () => {
        const opened = numbers(20).map((n) => newUpload(`u${n}`, { owner: n % 2 === 0 ? 'ann' : 'bob' }))
        await Promise.all(opened.map((upload, n) => records.open([upload], unlimited, now + n)))
        for (const owner of ['ann', 'bob']) {
          const found = await records.findUploads(owner, ids(opened))
          expect(found.map((upload) => [upload.id, upload.owner, upload.key, upload.createdAtMs - now])).toEqual(
            opened.flatMap(({ id, key, ...one }, n) => (one.owner === owner ? [[id, owner, key, n]] : [])),
          )
        }
      })

      it('fail alone', async () => {
        await records.open([newUpload('a')], unlimited, now)
        const openings = await Promise.allSettled(
          numbers(10).map((n) =>
            // No two uploads have one key in storage, and this is an error of whoever calls.
            records.open([newUpload(`u${n}`, n === 5 ? { key: 'ann/a' } : {})], { maxFiles: 100 }, now),
          ),
        )
        expect(openings.map(({ status }) => status)).toEqual(
          numbers(10).map((n) => (n === 5 ? 'rejected' : 'fulfilled')),
        )
        expect(await countOpenable(records, 100)).toBe(90)
      })
    })

    describe('a quota', () => {
      it('opens file by file what fits, and says which limit the rest exceeds', async () => {
        const uploads = [newUpload('a', {}, 60), newUpload('b', {}, 50), newUpload('c', {}, 40), newUpload('d', {}, 1)]
        expect(await records.open(uploads, { maxTotalBytes: 100, maxFiles: 10 }, now)).toEqual([
          { kind: 'opened' },
          { kind: 'over-quota', exceeded: 'maxTotalBytes', limit: 100, retryAtMs: null },
          { kind: 'opened' },
          { kind: 'over-quota', exceeded: 'maxTotalBytes', limit: 100, retryAtMs: null },
        ])
        expect((await records.findUploads('ann', ['a', 'b', 'c', 'd'])).map(({ id }) => id)).toEqual(['a', 'c'])
      })

      it('does not charge what is under way already', async () => {
        await records.open([newUpload('a')], { maxFiles: 1 }, now)
        const again = newUpload('b', { idempotencyKey: 'try-a' })
        expect(await records.open([again], { maxFiles: 1 }, now)).toEqual([{ kind: 'taken' }])
      })

      it('opens exactly ten of a hundred at the same time under a quota of ten', async () => {
        const others = await Promise.all(numbers(4).map(() => test.openAnother()))
        const openings = await Promise.all(
          numbers(100).map((n) => (others[n % 4] ?? records).open([newUpload(`u${n}`)], { maxFiles: 10 }, now)),
        )
        const kinds = openings.flat().map(({ kind }) => kind)
        expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(10)
        expect(kinds.filter((kind) => kind === 'over-quota')).toHaveLength(90)
      })

      it('fills up exactly with batches at the same time', async () => {
        const others = await Promise.all(numbers(4).map(() => test.openAnother()))
        const openings = await Promise.all(
          numbers(12).map((batch) =>
            (others[batch % 4] ?? records).open(
              numbers(20).map((n) => newUpload(`u${batch}-${n}`)),
              { maxFiles: 105 },
              now,
            ),
          ),
        )
        expect(openings.flat().filter(({ kind }) => kind === 'opened')).toHaveLength(105)
      })

      it('holds for each owner and each profile apart', async () => {
        const quota = { maxFiles: 1 }
        const uploads = [newUpload('a'), newUpload('b', { owner: 'bob' }), newUpload('c', { profile: 'files' })]
        for (const upload of uploads) expect(await records.open([upload], quota, now)).toEqual([{ kind: 'opened' }])
        expect((await records.open([newUpload('d')], quota, now))[0]?.kind).toBe('over-quota')
      })

      it('counts what was opened before there was a quota', async () => {
        await records.open([newUpload('a'), newUpload('b')], unlimited, now)
        await registerOne('c')
        await records.fail('b')
        expect(await countOpenable(records, 5)).toBe(3)
      })

      it('goes on to count while it is lifted', async () => {
        expect(await countOpenable(records, 1)).toBe(1)
        await records.open([newUpload('a'), newUpload('b')], unlimited, now)
        expect(await countOpenable(records, 5)).toBe(2)
      })

      it('is given back when an upload fails and when a file is deleted, once', async () => {
        const quota = { maxFiles: 2, maxTotalBytes: 200 }
        await records.open([newUpload('a', {}, 100), newUpload('b', {}, 100)], quota, now)
        await records.register(registration('b'))
        await Promise.all(numbers(5).map(() => records.fail('a')))
        await Promise.all(numbers(5).map(() => records.deleteFile('ann', 'file-b')))
        const openings = await records.open(
          [newUpload('c', {}, 100), newUpload('d', {}, 100), newUpload('e')],
          quota,
          now,
        )
        expect(openings.map(({ kind }) => kind)).toEqual(['opened', 'opened', 'over-quota'])
      })

      it('limits what is begun within a window, gives nothing of it back, and says when the next one begins', async () => {
        const quota = { perWindow: { seconds: 60, maxFiles: 2, maxBytes: 1000 } }
        const start = Math.floor(now / 60_000) * 60_000
        await records.open([newUpload('a'), newUpload('b')], quota, start)
        await records.fail('a')
        expect(await records.open([newUpload('c')], quota, start + 59_999)).toEqual([
          { kind: 'over-quota', exceeded: 'perWindow.maxFiles', limit: 2, retryAtMs: start + 60_000 },
        ])
        expect(await records.open([newUpload('c'), newUpload('d', {}, 991)], quota, start + 60_000)).toEqual([
          { kind: 'opened' },
          { kind: 'over-quota', exceeded: 'perWindow.maxBytes', limit: 1000, retryAtMs: start + 120_000 },
        ])
        expect(await records.open([newUpload('e', {}, 1001)], quota, start + 60_000)).toEqual([
          { kind: 'over-quota', exceeded: 'perWindow.maxBytes', limit: 1000, retryAtMs: null },
        ])
      })

      it('does not begin a window again for a process whose clock is slow', async () => {
        const quota = { perWindow: { seconds: 60, maxFiles: 1 } }
        const start = Math.floor(now / 60_000) * 60_000
        await records.open([newUpload('a')], quota, start)
        expect((await records.open([newUpload('b')], quota, start - 1))[0]?.kind).toBe('over-quota')
        expect((await records.open([newUpload('c')], quota, start))[0]?.kind).toBe('over-quota')
      })
    })

    describe('text', () => {
      it('that a database cannot store is stored without what it cannot store', async () => {
        const hostile = 'a\0b\uD800c'
        const upload = newUpload('a', { content: hostile })
        const announced = {
          ...upload.announced,
          name: hostile,
          metadata: { [hostile]: [hostile, { deep: hostile }], slash: '\\u0000' },
        }
        await records.open([{ ...upload, announced }], { maxFiles: 1 }, now)
        const file = await records.register(registration('a', { file: announced }))
        expect(file?.name).toBe('a\uFFFDb\uFFFDc')
        expect(file?.metadata).toEqual({
          'a\uFFFDb\uFFFDc': ['a\uFFFDb\uFFFDc', { deep: 'a\uFFFDb\uFFFDc' }],
          slash: '\\u0000',
        })
        expect((await records.updateFile('ann', 'file-a', { name: hostile, alt: hostile }))?.alt).toBe(
          'a\uFFFDb\uFFFDc',
        )
      })

      it('of that kind finds nothing, and is no error', async () => {
        const hostile = "'; drop table\0\uDC00"
        expect(await records.findFile(hostile, hostile)).toBe(null)
        expect(await records.findUploads(hostile, [hostile])).toEqual([])
        expect(await records.findFilesByUpload(hostile, [hostile])).toEqual([])
        expect(await records.findUploadByKey(hostile)).toBe(null)
        expect(await records.lookUp(hostile, { idempotencyKeys: [hostile], contents: [hostile] })).toEqual({
          uploads: [],
          files: [],
        })
        expect(await records.deleteFile(hostile, hostile)).toBe(null)
        expect(await records.fail(hostile)).toBe(null)
        expect(await records.setPreviews(hostile, [])).toBe(false)
        await records.extend([hostile], later)
      })

      it('keeps the order and the types of metadata', async () => {
        const metadata = { z: 1.5, a: [null, true, 'x', { long: 'ü€😀' }], m: 1e21, '': '' }
        const upload = newUpload('a')
        const announced = { ...upload.announced, metadata }
        await records.open([{ ...upload, announced }], unlimited, now)
        expect(JSON.stringify((await records.findUploads('ann', ['a']))[0]?.announced.metadata)).toBe(
          JSON.stringify(metadata),
        )
      })
    })

    describe('lookUp', () => {
      it('finds uploads under way by key and by content, and files by content, oldest first', async () => {
        await registerOne('file', { content: 'x' }, now - 5)
        await records.open([newUpload('b', { content: 'x' })], unlimited, now + 1)
        await records.open([newUpload('a', { content: 'x' }), newUpload('key')], unlimited, now)
        await records.open(
          [newUpload('failed', { content: 'x' }), newUpload('other', { content: 'y' })],
          unlimited,
          now,
        )
        await records.open([newUpload('bob', { owner: 'bob', content: 'x' })], unlimited, now)
        await records.fail('failed')
        await records.markStored('a')
        const found = await records.lookUp('ann', { idempotencyKeys: ['try-key', 'try-file'], contents: ['x'] })
        expect(found.uploads.map(({ id, state }) => `${id} ${state}`)).toEqual(['a stored', 'key pending', 'b pending'])
        expect(found.files.map(({ id }) => id)).toEqual(['file-file'])
      })

      it('finds by key alone what has no content', async () => {
        await records.open([newUpload('a')], unlimited, now)
        const found = await records.lookUp('ann', { idempotencyKeys: ['try-a'], contents: [] })
        expect(found.uploads.map(({ id }) => id)).toEqual(['a'])
        expect(found.files).toEqual([])
      })

      it('finds a few of very many equal files, the oldest ones', async () => {
        for (const n of numbers(30)) await registerOne(`u${n}`, { content: 'x' }, now + n)
        await registerOne('y', { content: 'y' }, now + 40)
        const { files } = await records.lookUp('ann', { idempotencyKeys: [], contents: ['x', 'y'] })
        expect(files.map(({ uploadId }) => uploadId)).toEqual([...numbers(20).map((n) => `u${n}`), 'y'])
      })
    })

    describe('an upload', () => {
      it('belongs to its owner', async () => {
        await records.open([newUpload('a')], unlimited, now)
        expect(await records.findUploads('bob', ['a'])).toEqual([])
      })

      it('keeps the latest time that its URLs expire', async () => {
        await records.open([newUpload('a'), newUpload('b')], unlimited, now)
        await records.extend(['a', 'b'], later + 5)
        await records.extend(['b'], later + 1)
        const found = await records.findUploads('ann', ['a', 'b'])
        expect(found.map(({ urlsExpireAtMs }) => urlsExpireAtMs)).toEqual([later + 5, later + 5])
      })

      it('keeps the multipart id that came first, whoever else comes', async () => {
        await records.open([newUpload('a')], unlimited, now)
        const ids = await Promise.all(numbers(10).map((n) => records.setMultipartId('a', `m${n}`)))
        expect(new Set(ids).size).toBe(1)
        expect((await records.findUploads('ann', ['a']))[0]?.multipartId).toBe(ids[0])
      })

      it('gets no multipart id if there is none', async () => {
        await expect(records.setMultipartId('unknown', 'm')).rejects.toThrow('no such upload')
      })

      it('becomes stored once, and only from pending', async () => {
        await records.open([newUpload('a'), newUpload('b')], unlimited, now)
        expect(await records.markStored('a')).toBe(true)
        expect(await records.markStored('a')).toBe(false)
        await records.fail('b')
        expect(await records.markStored('b')).toBe(false)
      })

      it('fails once, for good, and names the object that may have come', async () => {
        await records.open([newUpload('a')], unlimited, now)
        expect(await records.fail('a')).toEqual({ droppedKey: 'ann/a' })
        expect(await records.fail('a')).toBe(null)
        expect(await records.register(registration('a'))).toBe(null)
        expect((await records.findUploads('ann', ['a']))[0]?.state).toBe('failed')
      })

      it('is either registered or failed when both are tried at the same time', async () => {
        const other = await test.openAnother()
        for (const n of numbers(10)) {
          const id = `u${n}`
          await records.open([newUpload(id)], { maxFiles: 100 }, now)
          const attempts = numbers(5).map(
            (i) => [records.register(registration(id, { fileId: `f${n}-${i}` })), other.fail(id)] as const,
          )
          const registered = await Promise.all(attempts.map(([registering]) => registering))
          const failed = await Promise.all(attempts.map(([, failing]) => failing))
          const [upload] = await records.findUploads('ann', [id])
          expect({
            state: upload?.state,
            files: [...new Set(registered.map((file) => file !== null))],
            failures: failed.filter(Boolean).length,
          }).toEqual(
            upload?.state === 'registered'
              ? { state: 'registered', files: [true], failures: 0 }
              : { state: 'failed', files: [false], failures: 1 },
          )
          expect(new Set(registered.map((file) => file?.id)).size).toBe(1)
        }
      })
    })

    describe('register', () => {
      it('makes a file of a pending and of a stored upload', async () => {
        const upload = newUpload('a', { content: 'x' })
        const file = {
          ...upload.announced,
          digest: { algorithm: 'sha-256', base64: 'eA==' },
          image: { width: 3, height: 2, blurhash: 'abc' },
          video: { width: 3, height: 2, durationSeconds: 1.5 },
          metadata: { album: 'x' },
        } as const
        await records.open([upload, newUpload('b')], unlimited, now)
        const registered = await records.register(registration('a', { file, nowMs: now + 7 }))
        expect(registered).toEqual({
          ...file,
          id: 'file-a',
          owner: 'ann',
          profile: 'photos',
          uploadId: 'a',
          idempotencyKey: 'try-a',
          objectKey: 'ann/a',
          etag: 'etag',
          content: 'x',
          alt: null,
          previews: [],
          createdAtMs: now + 7,
        })
        expect(await records.findFile('ann', 'file-a')).toEqual(registered)
        expect(await records.findFilesByUpload('ann', ['a', 'b'])).toEqual([registered])
        expect(await records.findFile('bob', 'file-a')).toBe(null)
        expect(await records.findFilesByUpload('bob', ['a'])).toEqual([])
        await records.markStored('b')
        expect((await records.register(registration('b')))?.id).toBe('file-b')
      })

      it('answers the file of the first time, and nothing once it is deleted', async () => {
        await registerOne('a')
        expect((await records.register(registration('a', { fileId: 'second' })))?.id).toBe('file-a')
        await records.deleteFile('ann', 'file-a')
        expect(await records.register(registration('a', { fileId: 'third' }))).toBe(null)
      })

      it('leaves what was sent to be swept if the file is another object', async () => {
        await records.open([newUpload('a')], unlimited, now)
        const file = await records.register(registration('a', { objectKey: 'ann/final' }))
        expect(file?.objectKey).toBe('ann/final')
        expect((await overdue(later)).droppedKeys).toEqual([])
        expect((await overdue(later + 1)).droppedKeys).toEqual(['ann/a'])
        expect(await records.deleteFile('ann', 'file-a')).toEqual({ droppedKeys: ['ann/final'] })
      })

      it('knows no upload that does not exist', async () => {
        expect(await records.register(registration('unknown'))).toBe(null)
      })
    })

    describe('an object that files share', () => {
      it('is kept until the last file and the last upload have gone', async () => {
        await registerOne('a')
        const over = newUpload('b')
        expect(await records.openOver(over, 'ann/a', { maxFiles: 2 }, now)).toEqual({ kind: 'opened' })
        expect(await records.findUploads('ann', ['b'])).toMatchObject([
          { state: 'stored', isOverObject: true, key: 'ann/a' },
        ])
        expect((await records.findUploadByKey('ann/a'))?.id).toBe('a')
        expect(await records.openOver(newUpload('c'), 'ann/a', { maxFiles: 3 }, now)).toEqual({ kind: 'opened' })
        expect((await records.register(registration('b', { objectKey: 'ann/a' })))?.objectKey).toBe('ann/a')
        expect(await records.deleteFile('ann', 'file-a')).toEqual({ droppedKeys: [] })
        expect(await records.fail('c')).toEqual({ droppedKey: null })
        expect(await records.deleteFile('ann', 'file-b')).toEqual({ droppedKeys: ['ann/a'] })
        expect(await records.openOver(newUpload('d'), 'ann/a', unlimited, now)).toEqual({ kind: 'gone' })
      })

      it('goes with the upload that was over it, if its file went first', async () => {
        await registerOne('a')
        await records.openOver(newUpload('b'), 'ann/a', unlimited, now)
        await records.deleteFile('ann', 'file-a')
        expect(await records.fail('b')).toEqual({ droppedKey: 'ann/a' })
      })

      it('is gone if there is none, or if it is somebody else’s', async () => {
        await registerOne('a')
        expect(await records.openOver(newUpload('b', { owner: 'bob' }), 'ann/a', unlimited, now)).toEqual({
          kind: 'gone',
        })
        expect(await records.openOver(newUpload('b'), 'ann/unknown', unlimited, now)).toEqual({ kind: 'gone' })
      })

      it('costs quota, and nothing if it is over quota or under way', async () => {
        await registerOne('a')
        expect(await records.openOver(newUpload('b'), 'ann/a', { maxFiles: 1 }, now)).toEqual({
          kind: 'over-quota',
          exceeded: 'maxFiles',
          limit: 1,
          retryAtMs: null,
        })
        expect(await records.openOver(newUpload('c'), 'ann/a', { maxFiles: 2 }, now)).toEqual({ kind: 'opened' })
        expect(
          await records.openOver(newUpload('d', { idempotencyKey: 'try-c' }), 'ann/a', { maxFiles: 9 }, now),
        ).toEqual({ kind: 'taken' })
        await records.fail('c')
        expect(await records.deleteFile('ann', 'file-a')).toEqual({ droppedKeys: ['ann/a'] })
      })

      it('is either dropped or adopted when both are tried at the same time', async () => {
        const other = await test.openAnother()
        for (const n of numbers(12)) {
          const id = `u${n}`
          await registerOne(id)
          const adopting = numbers(3).map((i) =>
            other.openOver(newUpload(`${id}-${i}`), `ann/${id}`, { maxFiles: 1000 }, now),
          )
          const deleting = records.deleteFile('ann', `file-${id}`)
          const adopted = (await Promise.all(adopting)).filter(({ kind }) => kind === 'opened').length
          const dropped = (await deleting)?.droppedKeys
          expect(dropped).toEqual(adopted === 0 ? [`ann/${id}`] : [])
          const failing = numbers(3).map((i) => (i % 2 ? records : other).fail(`${id}-${i}`))
          const droppedLater = (await Promise.all(failing)).filter((one) => one?.droppedKey)
          expect(droppedLater).toHaveLength(adopted === 0 ? 0 : 1)
        }
        expect(await countOpenable(records, 10)).toBe(10)
      })
    })

    describe('listFiles', () => {
      it('pages from new to old, and is not disturbed by files that come or go', async () => {
        for (const n of numbers(5)) await registerOne(`u${n}`, {}, now + (n >> 1))
        await registerOne('bob', { owner: 'bob' }, now + 9)
        const first = await records.listFiles('ann', { profile: null, cursor: null, limit: 2 })
        expect(ids(first?.files)).toEqual(['file-u4', 'file-u3'])
        await registerOne('new', {}, now + 10)
        await records.deleteFile('ann', 'file-u3')
        const second = await records.listFiles('ann', { profile: null, cursor: first?.next ?? '', limit: 2 })
        expect(ids(second?.files)).toEqual(['file-u2', 'file-u1'])
        const last = await records.listFiles('ann', { profile: null, cursor: second?.next ?? '', limit: 2 })
        expect(ids(last?.files)).toEqual(['file-u0'])
        expect(last?.next).toBe(null)
      })

      it('has no next page after a page that is just full, and none for who has nothing', async () => {
        await registerOne('a')
        expect((await records.listFiles('ann', { profile: null, cursor: null, limit: 1 }))?.next).toBe(null)
        expect(await records.listFiles('bob', { profile: null, cursor: null, limit: 1 })).toEqual({
          files: [],
          next: null,
        })
      })

      it('has the files of one profile alone, page after page', async () => {
        for (const n of numbers(6)) await registerOne(`u${n}`, { profile: n % 2 ? 'photos' : 'avatars' }, now + n)
        const first = await records.listFiles('ann', { profile: 'photos', cursor: null, limit: 2 })
        expect(ids(first?.files)).toEqual(['file-u5', 'file-u3'])
        const last = await records.listFiles('ann', { profile: 'photos', cursor: first?.next ?? '', limit: 2 })
        expect([ids(last?.files), last?.next]).toEqual([['file-u1'], null])
        expect((await records.listFiles('ann', { profile: 'none', cursor: null, limit: 2 }))?.files).toEqual([])
      })

      it.each(['', 'x', '!', "'; drop table", 'MTIz', 'MTIzOg', '\0', 'OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTp4'])(
        'has no page for the cursor %j, which it never gave',
        async (cursor) => {
          expect(await records.listFiles('ann', { profile: null, cursor, limit: 1 })).toBe(null)
        },
      )
    })

    describe('a file', () => {
      it('changes what it is told to, and for its owner only', async () => {
        await registerOne('a')
        expect(await records.updateFile('ann', 'file-a', { alt: 'A cat' })).toMatchObject({
          name: 'a.jpg',
          alt: 'A cat',
        })
        expect(await records.updateFile('ann', 'file-a', { name: 'cat.jpg' })).toMatchObject({
          name: 'cat.jpg',
          alt: 'A cat',
        })
        expect(await records.updateFile('ann', 'file-a', { alt: '' })).toMatchObject({ name: 'cat.jpg', alt: null })
        expect(await records.updateFile('ann', 'file-a', {})).toMatchObject({ name: 'cat.jpg', alt: null })
        expect(await records.updateFile('bob', 'file-a', { name: 'x' })).toBe(null)
        expect(await records.findFile('ann', 'file-a')).toMatchObject({ name: 'cat.jpg', alt: null })
      })

      it('keeps its previews, and drops them when they are replaced and when it is deleted', async () => {
        await registerOne('a')
        expect(await records.setPreviews('file-a', [preview('small', 320), preview('old', 960)])).toBe(true)
        const previews = [preview('small', 320), preview('large', 960)]
        expect(await records.setPreviews('file-a', previews)).toBe(true)
        expect((await records.findFile('ann', 'file-a'))?.previews).toEqual([])
        await records.markAnnounced('file-a')
        expect((await records.findFile('ann', 'file-a'))?.previews).toEqual(previews)
        expect((await overdue(later + 1)).droppedKeys).toEqual(['old'])
        const deleted = await records.deleteFile('ann', 'file-a')
        expect(deleted?.droppedKeys.toSorted()).toEqual(['ann/a', 'large', 'small'])
        expect((await overdue(later)).droppedKeys).toEqual(['old'])
        expect((await overdue(later + 1)).droppedKeys.toSorted()).toEqual(['ann/a', 'large', 'old', 'small'])
        expect(await records.setPreviews('file-a', [])).toBe(false)
      })

      it('is deleted once, by its owner only', async () => {
        await registerOne('a')
        expect(await records.deleteFile('bob', 'file-a')).toBe(null)
        const answers = await Promise.all(numbers(5).map(() => records.deleteFile('ann', 'file-a')))
        expect(answers.filter(Boolean)).toEqual([{ droppedKeys: ['ann/a'] }])
        expect(await records.findFile('ann', 'file-a')).toBe(null)
      })

      it('is announced once', async () => {
        await registerOne('b', {}, now + 1)
        await registerOne('a', {}, now)
        await registerOne('late', {}, now + 100)
        expect(ids(await records.takeUnannounced(now + 100, now + 2, 1))).toEqual(['file-a'])
        expect(ids(await records.takeUnannounced(now + 100, now + 3, 1))).toEqual(['file-b'])
        await records.markAnnounced('file-a')
        expect(ids(await records.takeUnannounced(now + 100, now + 100, 10))).toEqual(['file-b'])
        expect(ids(await records.takeUnannounced(now + 100, now + 101, 10))).toEqual([])
      })

      it('is taken by one of several processes to be announced', async () => {
        for (const n of numbers(20)) await registerOne(`f${n}`)
        const others = await Promise.all([test.openAnother(), test.openAnother()])
        const taken = await Promise.all([records, ...others].map((each) => each.takeUnannounced(now + 1, now + 2, 20)))
        expect(taken.flatMap(ids).toSorted()).toEqual(
          numbers(20)
            .map((n) => `file-f${n}`)
            .toSorted(),
        )
      })

      it('may need no announcement', async () => {
        await records.open([newUpload('a')], unlimited, now)
        await records.register(registration('a', { isAnnounced: true }))
        expect(await records.takeUnannounced(now + 100, now + 100, 10)).toEqual([])
      })
    })

    describe('what is due to be swept', () => {
      it('is what was opened long ago and never registered', async () => {
        await records.open([newUpload('old'), newUpload('stored')], unlimited, now)
        await records.markStored('stored')
        await records.open([newUpload('new')], unlimited, now + 10)
        await registerOne('done')
        const found = await records.findOverdue({ openedBeforeMs: now + 10, urlsExpiredBeforeMs: later + 1 }, 10)
        expect(ids(found.uploads)).toEqual(['old', 'stored'])
        expect(found).toMatchObject({ ended: [], droppedKeys: [], hasMore: false })
        const less = await records.findOverdue({ openedBeforeMs: now + 10, urlsExpiredBeforeMs: later + 1 }, 1)
        expect(ids(less.uploads)).toEqual(['old'])
        expect(less.hasMore).toBe(true)
      })

      it('is no upload for which URLs are still signed', async () => {
        await records.open([newUpload('parts')], unlimited, now)
        await records.extend(['parts'], later + 100)
        const found = await records.findOverdue({ openedBeforeMs: now + 10, urlsExpiredBeforeMs: later + 100 }, 10)
        expect(found).toMatchObject({ uploads: [], hasMore: false })
      })

      it('is what has ended, once no URL can bring bytes', async () => {
        await records.open([newUpload('failed')], unlimited, now)
        await records.fail('failed')
        await registerOne('deleted', { urlsExpireAtMs: later - 5 })
        await records.deleteFile('ann', 'file-deleted')
        await registerOne('done')
        expect(await overdue(later - 5)).toMatchObject({ ended: [], droppedKeys: [] })
        expect(ids((await overdue(later)).ended)).toEqual(['deleted'])
        expect((await overdue(later)).droppedKeys).toEqual(['ann/deleted'])
        expect(ids((await overdue(later + 1)).ended)).toEqual(['deleted', 'failed'])
        expect((await overdue(later + 1)).droppedKeys).toEqual(['ann/deleted', 'ann/failed'])
      })

      it('waits for URLs that were signed until the end', async () => {
        await registerOne('a')
        await records.extend(['a'], later + 100)
        await records.deleteFile('ann', 'file-a')
        expect(await overdue(later + 100)).toMatchObject({ ended: [], droppedKeys: [] })
        expect(await overdue(later + 101)).toMatchObject({ ended: [{ id: 'a' }], droppedKeys: ['ann/a'] })
      })

      it('is forgotten, and nothing else is', async () => {
        await records.open([newUpload('failed'), newUpload('pending')], unlimited, now)
        await registerOne('done')
        await records.fail('failed')
        for (const id of ['failed', 'pending', 'done']) {
          await records.forgetUpload(id)
          await records.forgetObject(`ann/${id}`)
        }
        expect(ids(await records.findUploads('ann', ['failed', 'pending', 'done'])).toSorted()).toEqual([
          'done',
          'pending',
        ])
        expect(await records.openOver(newUpload('b'), 'ann/done', unlimited, now)).toEqual({ kind: 'opened' })
        expect(await overdue(later + 1)).toMatchObject({ ended: [], droppedKeys: [] })
      })

      it('is an object that was to be written for an upload, unless that is registered with it', async () => {
        for (const id of ['failed', 'pending', 'done', 'other']) await records.open([newUpload(id)], unlimited, now)
        for (const id of ['failed', 'pending', 'done', 'other']) {
          await records.expectObject(`copy-of-${id}`, id)
          await records.expectObject(`copy-of-${id}`, id)
        }
        expect((await overdue(later + 1)).droppedKeys).toEqual([])
        await records.fail('failed')
        await records.register(registration('done', { objectKey: 'copy-of-done' }))
        await records.register(registration('other', { objectKey: 'another-copy' }))
        const { droppedKeys } = await overdue(later + 1)
        expect(droppedKeys.toSorted()).toEqual([
          'ann/done',
          'ann/failed',
          'ann/other',
          'copy-of-failed',
          'copy-of-other',
        ])
      })

      it('never is the object of an upload that was opened over it', async () => {
        await registerOne('a')
        await records.openOver(newUpload('b'), 'ann/a', unlimited, now)
        await records.deleteFile('ann', 'file-a')
        expect((await overdue(later + 1)).droppedKeys).toEqual([])
        await records.fail('b')
        expect((await overdue(later + 1)).droppedKeys).toEqual(['ann/a'])
      })
    })

    const overdue = (urlsExpiredBeforeMs: number): ReturnType<Records['findOverdue']> =>
      records.findOverdue({ openedBeforeMs: 0, urlsExpiredBeforeMs }, 10)
  })
}

/** How many uploads of one byte an owner may still open under this limit. */
async function countOpenable(records: Records, maxFiles: number): Promise<number> {
  const uploads = numbers(maxFiles + 1).map((n) => newUpload(`left-${maxFiles}-${n}`))
  const openings = await records.open(uploads, { maxFiles }, now)
  return openings.filter(({ kind }) => kind === 'opened').length
}

export function newUpload(id: string, change: Partial<NewUpload> = {}, size = 10): NewUpload {
  const owner = change.owner ?? 'ann'
  return {
    id,
    owner,
    profile: 'photos',
    idempotencyKey: `try-${id}`,
    key: `${owner}/${id}`,
    content: null,
    announced: { name: `${id}.jpg`, size, type: 'image/jpeg', metadata: {} },
    urlsExpireAtMs: later,
    ...change,
  }
}

export function registration(uploadId: string, change: Partial<Registration> = {}): Registration {
  return {
    uploadId,
    fileId: `file-${uploadId}`,
    objectKey: `ann/${uploadId}`,
    etag: 'etag',
    file: newUpload(uploadId).announced,
    alt: null,
    isAnnounced: false,
    createdAtMs: change.nowMs ?? now,
    nowMs: now,
    ...change,
  }
}

const preview = (
  key: string,
  width: number,
): { readonly key: string; readonly width: number; readonly type: string } => ({
  key,
  width,
  type: 'image/webp',
})

const ids = (found: readonly { readonly id: string }[] | undefined): readonly string[] =>
  (found ?? []).map(({ id }) => id)

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
