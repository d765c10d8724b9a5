import { expect, it } from 'vitest'
import { soakBriefly } from './soakBriefly.ts'

it('leaves records and objects exact when two servers over one PostgreSQL are killed at random points', async () => {
  const { figures, wrong } = await soakBriefly('postgres')
  expect(wrong).toEqual([])
  expect(figures).toMatchObject({ uploads: '300', kills: '12' })
})
