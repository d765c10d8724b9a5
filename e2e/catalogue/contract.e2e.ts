import { createHash } from 'node:crypto'
import type { FaultAction } from '../server/testing/faultScript.ts'
import { makeText, sha256 } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import { amendTickets } from './restTickets.ts'

// Backends that break their own contract. The page reports it before any byte is sent, and never guesses.

type Shape = readonly [title: string, action: FaultAction]

function rewritten(fields: Readonly<Record<string, unknown>>): FaultAction {
  return { kind: 'rewrite', fields }
}

const without = (...names: string[]): FaultAction => ({ kind: 'rewrite', without: names })
const otherChecksum = createHash('md5').update('other bytes').digest('base64')
const file = ['file', '@file']

const brokenTickets: readonly (readonly [id: string, backend: string, shapes: readonly Shape[]])[] = [
  [
    'B1',
    'rest',
    [
      ['no URL', without('url')],
      ['a PATCH', rewritten({ kind: 'patch' })],
      ['headers in a list of lines', rewritten({ headers: ['X-A: 1'] })],
      ['headers that are numbers', rewritten({ headers: { 'X-A': 1 } })],
      ['no ticket at all', rewritten({ tickets: [] })],
    ],
  ],
  [
    'B1',
    'glue',
    [
      ['no URL', rewritten({ url: null })],
      ['headers in an object', rewritten({ headers: { 'X-A': '1' } })],
    ],
  ],
  ['B1', 'foir', [['no URL', rewritten({ uploadUrl: '' })]]],
  ['B1', 'inspect', [['no URL', without('presignedURL')]]],
  ['B1', 'ion', [['a list', rewritten({ requestFileUploadUrl: [] })]]],
  [
    'B2',
    'glue-form',
    [
      ['no file in its form', rewritten({ formData: [{ name: 'a', value: 'b' }] })],
      ['two files in its form', rewritten({ formData: ['a', 'b'].map((name) => ({ name, value: '@file' })) })],
      ['@File', rewritten({ formData: [{ name: 'file', value: '@File' }] })],
      ['x@file', rewritten({ formData: [{ name: 'file', value: 'x@file' }] })],
    ],
  ],
  [
    'B2',
    'rest',
    [
      ['two files in its form', rewritten({ kind: 'post', fields: [file, file] })],
      ['no file in its form', rewritten({ kind: 'post', fields: [] })],
      ['a form that is an object', rewritten({ kind: 'post', fields: { file: '@file' } })],
    ],
  ],
  [
    'B3',
    'glue',
    [
      ['no kind', without('__typename')],
      ['an unknown kind', rewritten({ __typename: 'Folder' })],
    ],
  ],
  ['B3', 'rest', [['a file that is missing', rewritten({ kind: 'existing' })]]],
  [
    'B5',
    'glue',
    [['the checksum of other bytes', rewritten({ headers: [{ name: 'Content-MD5', value: otherChecksum }] })]],
  ],
  ...['active-storage', 'visibuild'].map(
    (backend) =>
      [
        'B5',
        backend,
        [['the checksum of other bytes', rewritten({ headers: { 'Content-MD5': otherChecksum } })]],
      ] as const,
  ),
]

for (const [id, backend, shapes] of brokenTickets) {
  const titles = shapes.map(([title]) => title).join(', ')
  test(`${id} sends nothing under a ticket of ${backend} with ${titles}`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    await openScene({ scene: 'fault', backend })
    for (const [index, [title, action]] of shapes.entries()) {
      site.server.faults.add({ call: 'tickets', times: 5, action })
      await widget.choose(makeText(`${title}.txt`))
      const words = 'The server gave an unexpected answer. Try again. If this keeps happening, contact support.'
      await expect(widget.row(`${title}.txt`).root).toContainText(words)
      expect(traffic.calls('tickets')).toHaveLength(index + 1)
      site.server.faults.clear()
    }
    expect(traffic.storageRequests).toEqual([])
    expect(traffic.calls('confirm')).toEqual([])
    for (const [title] of shapes) {
      await widget.row(`${title}.txt`).button('Retry').click()
      await expect(widget.row(`${title}.txt`).root).toContainText('Uploaded')
    }
    expect(traffic.sends).toHaveLength(shapes.length)
  })
}

for (const [title, params, fields] of [
  ['a form that is an empty list', { backend: 'glue' }, { formData: [] }],
  ['an expiry that is null', { backend: 'rest' }, { expiresInSeconds: null, singleUse: null }],
] as const) {
  test(`B1 ignores ${title}`, async ({ openScene, widget, site, traffic }) => {
    const text = makeText()
    await openScene({ scene: 'fault', ...params })
    site.server.faults.add({ call: 'tickets', action: { kind: 'rewrite', fields } })
    await widget.choose(text)
    await expect(widget.row(text.name).root).toContainText('Uploaded')
    expect(traffic.sends.map(({ method, status }) => [method, status])).toEqual([['PUT', 200]])
    expect(await traffic.sha256(traffic.tickets[0]?.key)).toBe(sha256(text.buffer))
  })
}

test('B3 does not guess when a file is both known and to be sent', async ({ openScene, widget, site, traffic }) => {
  const known = makeText()
  await openScene({ scene: 'fault', backend: 'inspect' })
  await widget.choose(known)
  await expect(widget.row(known.name).root).toContainText('Uploaded')
  const action = {
    kind: 'rewrite',
    fields: { data: { id: 'known', presignedURL: 'https://storage.test/?sentinel' } },
  } as const
  site.server.faults.add({ call: 'tickets', action })
  await widget.choose({ ...known, name: 'again.txt' })
  await expect(widget.row('again.txt').root).toContainText('The server gave an unexpected answer.')
  expect(traffic.sends).toHaveLength(1)
})

for (const [backend, shapes] of [
  [
    'glue',
    [
      ['null', rewritten({ createFile: null })],
      ['no id', without('id')],
    ],
  ],
  [
    'rest',
    [
      ['nothing', { kind: 'answer', status: 200, contentType: 'application/json', text: '' }],
      ['a file without an id', without('id')],
    ],
  ],
  ['foir', [['an empty id', rewritten({ id: '' })]]],
  ['ion', [['null', rewritten({ fileAttachment: null })]]],
] as const) {
  const titles = shapes.map(([title]) => title).join(' or ')
  test(`B3 does not accept a confirm that answers ${titles}, from ${backend}`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    await openScene({ scene: 'fault', backend })
    for (const [index, [title, action]] of shapes.entries()) {
      site.server.faults.add({ call: 'confirm', times: 5, action })
      await widget.choose(makeText(`${title}.txt`))
      const row = widget.row(`${title}.txt`)
      await expect(row.root).toContainText(
        'The file was sent but not registered. The server gave an unexpected answer.',
      )
      await expect(row.button('Retry')).toBeVisible()
      expect(traffic.calls('confirm')).toHaveLength(index + 1)
      expect(traffic.sends).toHaveLength(index + 1)
      site.server.faults.clear()
    }
  })
}

test('B5 sends the type that the ticket names, whatever type the file has', async ({
  page,
  openScene,
  widget,
  traffic,
}) => {
  const types: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') types.push(request.headers()['content-type'])
  })
  await openScene({ scene: 'fault', backend: 'ion' })
  await widget.choose({ ...makeText('plan.pdf'), mimeType: 'text/x-plan' })
  await expect(widget.row('plan.pdf').root).toContainText('Uploaded')
  expect(types).toEqual(['application/pdf'])
  expect(traffic.sends.map(({ status }) => status)).toEqual([200])
})

test.describe('a form', () => {
  test.use({ serverOptions: { sendWith: 'post' } })

  // A PUT cannot do without its headers, because they are signed.
  test('B1 ignores headers that are null', async ({ openScene, widget, site, traffic }) => {
    const text = makeText()
    await openScene({ scene: 'fault', backend: 'rest' })
    amendTickets(site, (ticket) => ({ ...ticket, headers: null }))
    await widget.choose(text)
    await expect(widget.row(text.name).root).toContainText('Uploaded')
    expect(traffic.sends.map(({ method, status }) => [method, status])).toEqual([['POST', 204]])
    expect(await traffic.sha256(traffic.tickets[0]?.key)).toBe(sha256(text.buffer))
  })
})
