import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import { untilWarned } from '../../test/kit/untilWarned.js'
import type { AddOptions } from '../contract/uploader.js'
import type { Recovery } from '../contract/recovery.js'
import type { Restrictions } from '../contract/restrictions.js'
import type { UploadBackend } from '../contract/backend.js'
import type { UploaderOptions } from '../contract/options.js'

type Wrong = Readonly<Record<string, unknown>>

const create = (options: Wrong) => setUpEngine({ options: options as Partial<UploaderOptions> }).uploader
const restricted = (restrictions: unknown) => create({ restrictions })
const adding = (options: Wrong) => create({}).add([createFakeFile('a.txt', 'a')], options as AddOptions)

let warn: Mock<typeof console.warn>

beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => warn.mockRestore())

describe('a check that does not return a list of reasons', () => {
  it.each([
    ['a promise', Promise.resolve([]), 'an object'],
    ['true', true, 'true'],
    ['a text', 'too big', "'too big'"],
  ])('is named when a file is added: %s', (_, answer, found) => {
    const uploader = restricted({ check: () => answer })
    expect(() => uploader.add([createFakeFile('a.txt')])).toThrow(
      new TypeError(`What restrictions.check returns must be a list of reasons; it is ${found}.`),
    )
    expect(uploader.getSnapshot().uploads).toEqual([])
  })

  it('accepts the file if it returns nothing', () => {
    const { accepted } = restricted({ check: () => undefined }).add([createFakeFile('a.txt')])
    expect(accepted).toHaveLength(1)
  })
})

describe('an option that can never work throws and names itself', () => {
  it.each([
    [['image/png', 'image/jpeg'], "['image/png', 'image/jpeg']"],
    [{ 'image/*': ['.png'] }, 'an object'],
    [/\.png$/, 'an object'],
    [null, 'null'],
    [true, 'true'],
    ['jpg', "'jpg'"],
    ['*.jpg', "'*.jpg'"],
    ['image/png, jpg', "'image/png, jpg'"],
    ['image/*; .pdf', "'image/*; .pdf'"],
    ['.jpg .png', "'.jpg .png'"],
    ['image', "'image'"],
    ['image/', "'image/'"],
    ['*/png', "'*/png'"],
    ['.', "'.'"],
    ['.*', "'.*'"],
  ])('accept: %j', (accept, found) => {
    expect(() => restricted({ accept })).toThrow(TypeError)
    expect(() => restricted({ accept })).toThrow(/^restrictions\.accept must be .*'image\/\*, \.docx'/)
    expect(() => restricted({ accept })).toThrow(`it is ${found}`)
  })

  it.each([
    '',
    '*',
    '*/*',
    'image/*',
    'image/png',
    '.tar.gz',
    '.ñandú',
    ' image/png , .PDF,',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'image/svg+xml',
    'audio/webm;codecs=opus',
  ])('but not accept: %j', async (accept) => {
    expect(() => restricted({ accept })).not.toThrow()
    await untilWarned()
    expect(warn).not.toHaveBeenCalled()
  })

  it.each([
    [null, 'restrictions must be an object'],
    [['image/*'], 'restrictions must be an object'],
    ['image/*', 'restrictions must be an object'],
    [{ maxSizeBytes: -1 }, 'restrictions.maxSizeBytes must be a number of at least 0'],
    [{ maxSizeBytes: Number.NaN }, 'restrictions.maxSizeBytes must be a number of at least 0'],
    [{ maxSizeBytes: '10MB' }, "restrictions.maxSizeBytes must be a number of at least 0; it is '10MB'"],
    [{ maxFiles: null }, 'restrictions.maxFiles must be a number of at least 0'],
    [{ minWidth: {} }, 'restrictions.minWidth must be a number of at least 0'],
    [{ minSizeBytes: 2, maxSizeBytes: 1 }, 'restrictions.minSizeBytes must be at most maxSizeBytes'],
    [{ overflow: 'drop' }, "restrictions.overflow must be 'reject' or 'replace'"],
    [{ check: 'image' }, 'restrictions.check must be a function'],
  ])('restrictions: %j', (restrictions, message) => {
    expect(() => restricted(restrictions)).toThrow(TypeError)
    expect(() => restricted(restrictions)).toThrow(message)
  })

  const methods = { digest: null, sharesFiles: false, name: 'own', requestTicket: vi.fn(), confirm: vi.fn() }
  it.each([
    [{ backend: null }, 'backend must be an adapter with requestTicket and confirm'],
    [{ backend: () => methods }, 'it is a function'],
    [{ backend: { ...methods, confirm: undefined } }, 'it has no confirm'],
    [{ backend: { ...methods, digest: 'sha256' } }, "backend.digest must be 'md5', 'sha-256' or null"],
    [{ backend: { ...methods, abandon: true } }, 'backend.abandon must be a function'],
    [{ backend: { ...methods, list: [] } }, 'backend.list must be a function'],
    [{ backend: { ...methods, multipart: { signParts: vi.fn() } } }, 'backend.multipart.listParts must be a function'],
    [{ concurrency: 3 }, 'concurrency must be an object'],
    [{ concurrency: { sending: 0 } }, 'concurrency.sending must be a number of at least 1'],
    [{ concurrency: { inspecting: Number.NaN } }, 'concurrency.inspecting must be a number of at least 1'],
    [{ autoStart: 'no' }, 'autoStart must be true or false'],
    [{ prepare: {} }, 'prepare must be a function'],
    [{ createWorker: '/worker.js' }, 'createWorker must be a function'],
    [{ recovery: true }, 'recovery must be the result of createRecovery()'],
    [{ recovery: () => ({}) }, 'recovery must be the result of createRecovery()'],
    [{ allowedOrigins: ['https://storage.example/path'] }, 'allowedOrigins must be a list of origins'],
    [{ ports: 'fake' }, 'ports must be an object'],
  ])('options: %j', (options, message) => {
    expect(() => create(options)).toThrow(TypeError)
    expect(() => create(options)).toThrow(message)
  })

  it.each([
    [{ metadata: 'album' }, 'metadata must be an object or a function'],
    [{ metadata: ['album'] }, 'metadata must be an object or a function'],
    [{ metadata: null }, 'metadata must be an object or a function'],
    [{ metadata: () => 'album' }, "What metadata returns must be an object; it is 'album'"],
    [{ group: 7 }, 'group must be a string'],
  ])('add: %j', (options, message) => {
    expect(() => adding(options)).toThrow(TypeError)
    expect(() => adding(options)).toThrow(message)
  })

  it.each<[string, (uploader: ReturnType<typeof create>) => unknown]>([
    [
      "from must be 'call', 'ticket' or 'inspection'; it is 'start'",
      (own) => own.retry('all', { from: 'start' as never }),
    ],
    ['ids must be a list of ids', (own) => own.whenSettled({ ids: 'all' as never })],
    ['group must be a string', (own) => own.addStored([], { group: 1 as never })],
  ])('calls: %s', (message, call) => {
    expect(() => call(create({}))).toThrow(TypeError)
    expect(() => call(create({}))).toThrow(message)
  })

  it('throws in setOptions, too, and keeps the old options', () => {
    const uploader = restricted({ maxSizeBytes: 1 })
    expect(() => uploader.setOptions({ restrictions: { accept: 'jpg' } })).toThrow('restrictions.accept')
    expect(uploader.add([createFakeFile('a.txt', 'aa')]).rejected).toHaveLength(1)
  })
})

describe('a warning about an unknown option', () => {
  it.each([
    [{ restriction: {} }, "createUploader has no option 'restriction', so it is ignored. Did you mean 'restrictions'?"],
    [{ onProgres: 1 }, "createUploader has no option 'onProgres', so it is ignored. The options are backend, "],
    [{ concurrency: { uploads: 2 } }, "concurrency has no option 'uploads'"],
    [
      { restrictions: { maxSize: 1 } },
      "restrictions has no option 'maxSize', so it is ignored. Did you mean 'maxSizeBytes'?",
    ],
  ])('%j', async (options, text) => {
    create(options)
    create(options).setOptions({ ...options } as Partial<UploaderOptions>)
    await untilWarned()
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(`coatcheck: ${text}`))
  })

  it('does not appear for each file or each render', async () => {
    const uploader = create({})
    for (let render = 0; render < 3; render += 1) {
      uploader.setOptions({ restrictions: { maxsizebyte: 1 } as Restrictions })
      uploader.add([createFakeFile('a.txt', 'a'), createFakeFile('b.txt', 'b')], { meta_data: {} } as AddOptions)
    }
    await untilWarned()
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining("Did you mean 'maxSizeBytes'?")],
      [expect.stringContaining("add has no option 'meta_data', so it is ignored. Did you mean 'metadata'?")],
    ])
  })

  it('does not appear for an option that is undefined', async () => {
    create({ somethingElse: undefined })
    await untilWarned()
    expect(warn).not.toHaveBeenCalled()
  })
})

describe('recovery', () => {
  const recovery: Recovery = { claim: async () => [], save: async () => {}, forget: async () => {} }
  const withBackend = (more: Partial<UploadBackend>) => {
    const { backend } = setUpEngine()
    return create({ recovery, backend: { ...backend, ...more } })
  }

  it('is ignored without a scope, and warned about once', async () => {
    const backend = { name: 'scopeless', scope: undefined as never }
    withBackend(backend).setOptions({ restrictions: { maxFiles: 2 } })
    withBackend(backend)
    await untilWarned()
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn).toHaveBeenCalledWith(
      "coatcheck: recovery is ignored, because the backend 'scopeless' has no 'scope' that says whose files these are.",
    )
  })

  it('causes no warning with a scope', async () => {
    withBackend({ scope: 'acme:1' })
    await untilWarned()
    expect(warn).not.toHaveBeenCalled()
  })
})
