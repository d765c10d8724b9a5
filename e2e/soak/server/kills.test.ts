import { expect, it } from 'vitest'
import { runServerSoak } from './runServerSoak.ts'

it('leaves records and objects exact when two servers over one SQLite file are killed at random points', async () => {
  const { figures, wrong } = await runServerSoak({
    records: 'sqlite',
    uploads: 300,
    kills: 12,
    seed: 'kills',
    atOnce: 16,
    tell: () => {},
  })
  expect(wrong).toEqual([])
  expect(Object.fromEntries(figures)).toMatchObject({ uploads: '300', kills: '12' })
})
