import { Presigner } from '../storage/presigner.ts'
import { makeBytes, makeText } from '../support/files.ts'
import type { StorageFault } from '../support/storageProxy.ts'
import { expect, test } from '../support/test.ts'
import { watchWords } from '../support/watchWords.ts'
import { always, expectNothingRegistered, expectStoredOnce, posts, puts, readError } from './expectations.ts'
import { amendTickets } from './restTickets.ts'

// Requests that storage refuses, and whether another attempt can help.

const damaged: readonly (readonly [title: string, fault: StorageFault])[] = [
  ['S7 gives up after one more ticket when the type is changed in transit', rewrite({ 'content-type': 'text/html' })],
  ['S8 gives up after one more ticket when a signed header is lost', rewrite({ 'x-amz-checksum-sha256': null })],
  // AWS answers with this code; MinIO ignores unsigned headers.
  [
    'S8 gives up after one more ticket when a header is not signed',
    { kind: 'answer', status: 403, code: 'HeadersNotSigned' },
  ],
]

function rewrite(headers: Readonly<Record<string, string | null>>): StorageFault {
  return { kind: 'rewrite', headers }
}

for (const [title, fault] of damaged) {
  test(title, async ({ openScene, page, widget, shared, traffic }) => {
    await openScene({ scene: 'fault' })
    shared.proxy.failNext(puts, fault, always)
    await widget.choose(makeText())
    const row = widget.row('notes.txt')
    await expect(row.root).toContainText('Storage refused the file. Please contact support.')
    await expect(row.button('Retry')).toHaveCount(0)
    expect(traffic.sends).toHaveLength(2)
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect((await readError(page))?.message).toMatch(/\((SignatureDoesNotMatch|AccessDenied|HeadersNotSigned)\)/)
    expectNothingRegistered(traffic)
    expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
  })
}

test('S8 sends only the headers of the ticket', async ({ openScene, widget, traffic, site }) => {
  const file = makeText()
  let signed: readonly string[] = []
  amendTickets(site, (ticket) => {
    signed = Object.keys(ticket.headers ?? {})
    return ticket
  })
  await openScene({ scene: 'fault' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  const browsersOwn =
    /^(accept.*|cache-control|connection|content-length|host|origin|pragma|referer|sec-.*|user-agent)$/
  const names = Object.keys(traffic.sends[0]?.headers ?? {}).filter((name) => !browsersOwn.test(name))
  expect(signed).toContain('x-amz-checksum-sha256')
  expect(names.toSorted()).toEqual(signed.toSorted())
})

for (const digest of ['md5', 'sha-256'] as const) {
  test(`S9 detects a file damaged in transit by its ${digest}, and sends it again`, async ({
    openScene,
    widget,
    shared,
    traffic,
  }) => {
    const file = makeBytes('damaged.bin', 100_000)
    await openScene({ scene: 'fault', digest })
    shared.proxy.failNext(puts, { kind: 'flip', atByte: 50_000 })
    const second = shared.proxy.gate.hold((passing) => puts(passing) && traffic.sends.length === 2)
    await widget.choose(file)
    await second.arrived
    expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
    second.release()
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    expect(traffic.sends.map(({ status }) => status)).toEqual([400, 200])
    expect(traffic.calls('tickets')).toHaveLength(2)
    await expectStoredOnce(traffic, file)
  })
}

test('S9 gives up on a file that is damaged at every attempt', async ({ openScene, widget, shared, traffic }) => {
  const file = makeBytes('damaged.bin', 100_000)
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'flip', atByte: 0 }, always)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('The file was damaged in transit.')
  await expect(widget.row(file.name).button('Retry')).toHaveCount(0)
  expect(traffic.sends).toHaveLength(2)
  expectNothingRegistered(traffic)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

test('S10 does not retry when the signed digest has the wrong encoding', async ({
  openScene,
  page,
  widget,
  site,
  shared,
  traffic,
}) => {
  const file = makeText()
  const presigner = new Presigner({ ...shared.storage, endpoint: shared.proxy.url })
  // If the page computed a digest, it would see that the ticket was signed for a different one, and send nothing.
  await openScene({ scene: 'fault', digest: 'none' })
  amendTickets(site, async (ticket) => {
    const digest = { algorithm: 'md5', base64: 'd41d8cd98f00b204e9800998ecf8427e' } as const
    const { key = '' } = traffic.tickets.at(-1) ?? {}
    const object = { key, type: file.mimeType, size: file.buffer.length, digest, expiresInSeconds: 300 }
    return { ...ticket, ...(await presigner.put(object)) }
  })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Storage refused the file.')
  await expect(widget.row(file.name).button('Retry')).toHaveCount(0)
  presigner.close()
  expect((await readError(page))?.message).toContain('InvalidDigest')
  expect(traffic.sends).toHaveLength(1)
  expectNothingRegistered(traffic)
})

test.describe('by form', () => {
  test.use({ serverOptions: { sendWith: 'post' } })

  for (const [sizeBytes, words] of [
    [2000, 'The file is too large. Choose a smaller one.'],
    [0, 'The file is too small. Choose a larger one.'],
  ] as const) {
    test(`S11 says that ${sizeBytes} bytes are outside the range that the form's policy allows`, async ({
      openScene,
      widget,
      site,
      shared,
      traffic,
    }) => {
      const file = makeBytes('sized.bin', sizeBytes)
      const presigner = new Presigner({ ...shared.storage, endpoint: shared.proxy.url })
      await openScene({ scene: 'fault', digest: 'none' })
      amendTickets(site, async (ticket) => {
        const { key = '' } = traffic.tickets.at(-1) ?? {}
        const object = { key, type: file.mimeType, size: 1000, expiresInSeconds: 300 }
        const { url, fields } = await presigner.post(object)
        return { ...ticket, url, fields: [...fields, ['file', '@file'] as const] }
      })
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText(words)
      await expect(widget.row(file.name).button('Retry')).toHaveCount(0)
      presigner.close()
      expect(traffic.sends.map(({ method, status }) => ({ method, status }))).toEqual([{ method: 'POST', status: 400 }])
      expectNothingRegistered(traffic)
      expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
    })
  }

  test('S14 sends a form again after a server error of storage', async ({ openScene, widget, shared, traffic }) => {
    const file = makeText()
    await openScene({ scene: 'fault' })
    shared.proxy.failNext(posts, { kind: 'answer', status: 500, code: 'InternalError' })
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    expect(traffic.sends.map(({ status }) => status)).toEqual([500, 204])
    await expectStoredOnce(traffic, file)
  })
})

test('S14 sends again when storage, or a proxy in front of it, has a problem', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  const faults = [
    { status: 500, code: 'InternalError' },
    { status: 502, body: '<html><body>Bad Gateway, says nginx</body></html>' },
    { status: 504, body: '<html><body>Gateway Timeout, says nginx</body></html>' },
    { status: 408, body: '' },
    { status: 400, code: 'RequestTimeout' },
  ]
  await openScene({ scene: 'fault', random: 0.3 })
  const words = await watchWords(page)
  for (const fault of faults) {
    const file = makeText(`${fault.status}.txt`)
    shared.proxy.failNext(puts, { kind: 'answer', ...fault })
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
  }
  expect(traffic.sends.map(({ status }) => status)).toEqual(faults.flatMap(({ status }) => [status, 200]))
  expect(traffic.calls('tickets')).toHaveLength(faults.length)
  expect(traffic.records).toHaveLength(faults.length)
  expect(await words()).toContain('Storage is having problems.')
  expect(await words()).not.toContain('nginx')
})

test('S15 treats the file as stored when an earlier attempt without an answer has stored it', async ({
  openScene,
  widget,
  site,
  shared,
  traffic,
}) => {
  const file = makeBytes('once.bin', 100_000)
  await openScene({ scene: 'fault', answer: 4000 })
  amendTickets(site, (ticket) => ({ ...ticket, headers: { ...ticket.headers, 'If-None-Match': '*' } }))
  shared.proxy.failNext(puts, { kind: 'hang' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends.map(({ status }) => status)).toEqual([null, 412])
  expect(traffic.calls('confirm')).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})

test('S15 sends again after a conflict', async ({ openScene, widget, shared, traffic }) => {
  const file = makeText()
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'answer', status: 409, code: 'ConditionalRequestConflict' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends.map(({ status }) => status)).toEqual([409, 200])
  await expectStoredOnce(traffic, file)
})

for (const [status, code] of [
  [404, 'NoSuchBucket'],
  [405, 'MethodNotAllowed'],
  [501, 'NotImplemented'],
] as const) {
  test(`S16 does not retry a request that storage can never accept: ${code}`, async ({
    openScene,
    page,
    widget,
    shared,
    traffic,
  }) => {
    await openScene({ scene: 'fault' })
    shared.proxy.failNext(puts, { kind: 'answer', status, code }, always)
    await widget.choose(makeText())
    const row = widget.row('notes.txt')
    await expect(row.root).toContainText('Storage refused the file.')
    await expect(row.button('Retry')).toHaveCount(0)
    expect((await readError(page))?.message).toContain(`${status} (${code})`)
    expect(traffic.sends).toHaveLength(1)
    expectNothingRegistered(traffic)
  })
}

for (const [status, code] of [
  [507, 'XMinioStorageFull'],
  [400, 'XMinioAdminBucketQuotaExceeded'],
] as const) {
  test(`S17 says that storage is full, and leaves the retry to the user: ${code}`, async ({
    openScene,
    widget,
    shared,
    traffic,
  }) => {
    const file = makeText()
    await openScene({ scene: 'fault' })
    shared.proxy.failNext(puts, { kind: 'answer', status, code })
    await widget.choose(file)
    const row = widget.row(file.name)
    await expect(row.root).toContainText('Storage is full. Free up space, then retry.')
    expect(traffic.sends).toHaveLength(1)
    await row.button('Retry').click()
    await expect(row.root).toContainText('Uploaded')
    await expectStoredOnce(traffic, file)
  })
}
