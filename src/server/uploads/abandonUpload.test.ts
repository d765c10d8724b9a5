import { expect, it } from 'vitest'
import { announce, startUploads, type UploadsClient } from '../../../test/server/startUploads.ts'

const abandon = (client: UploadsClient, reference: string) => client.call('POST', '/tickets/abandon', { reference })

it('deletes what was stored, and ends the ticket', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const { file, ticket } = await ann.send('unwanted')
  expect((await abandon(ann, ticket.reference)).status).toBe(204)
  expect(store.objects.size).toBe(0)
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 410, code: 'ticket-expired' } })
  expect(await ann.ticket(file)).toMatchObject({ kind: 'put' })
})

it('leaves a registered file alone', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const { file, ticket } = await ann.send('wanted')
  await ann.confirm(file, ticket.reference)
  expect((await abandon(ann, ticket.reference)).status).toBe(204)
  expect((await ann.list()).files).toHaveLength(1)
  expect(store.objects.size).toBe(1)
})

it("leaves another owner's ticket alone, and ignores one that never existed or ended before", async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const { ticket } = await ann.send('mine')
  expect((await abandon(as('bob'), ticket.reference)).status).toBe(204)
  expect(store.objects.size).toBe(1)
  for (const reference of [ticket.reference, ticket.reference, 'tkt_none']) {
    expect((await abandon(ann, reference)).status).toBe(204)
  }
})

it('leaves a file with its object, or neither, if a confirm runs at the same time', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  for (let index = 0; index < 20; index += 1) {
    const { file, ticket } = await ann.send(`at once ${index}`)
    const both = [ann.confirm(file, ticket.reference), abandon(ann, ticket.reference)]
    await Promise.all(index % 2 === 0 ? both : both.toReversed())
  }
  expect(store.objects.size).toBe((await ann.list('?limit=100')).files.length)
})

it('ends an upload even if storage does not answer, and removes its bytes later', async () => {
  const { as, store, uploads, errors } = startUploads()
  const ann = as('ann')
  const { ticket } = await ann.send('unwanted')
  const remove = store.remove.bind(store)
  store.remove = () => Promise.reject(new Error('no answer'))
  expect((await abandon(ann, ticket.reference)).status).toBe(204)
  expect(errors.map(({ call }) => call)).toEqual(['endUpload'])
  store.remove = remove
  await uploads.sweep({ nowMs: Date.now() + 3 * 60 * 60 * 1000 })
  expect(store.objects.size).toBe(0)
})

it('keeps a hundred tickets of one file from one another', async () => {
  const { as } = startUploads()
  const ann = as('ann')
  const tickets = await ann.tickets(Array.from({ length: 100 }, () => announce('same')))
  await abandon(ann, tickets[0].reference)
  expect(await ann.confirm(announce('same'), tickets[1].reference)).toMatchObject({ error: { code: 'not-verified' } })
})
