import { describe, expect, it } from 'vitest'
import { planLap } from './planLap.ts'
import { findApi, soakedApis } from './soakedApis.ts'
import { faultKinds } from './faultKinds.ts'

const options = { name: 'a', seed: 'seed', count: 500, api: findApi('rest'), known: [] }

describe('planLap', () => {
  it('plans the same lap for the same seed, and another for another', () => {
    expect(planLap(options)).toEqual(planLap(options))
    expect(planLap({ ...options, seed: 'other' })).not.toEqual(planLap(options))
  })

  it.each(soakedApis)('gives one file in five a fault, of every kind that $name can have', (api) => {
    const { files } = planLap({ ...options, api })
    const plannedFaults = files.flatMap(({ plannedFault }) => plannedFault ?? [])
    expect(plannedFaults).toHaveLength(100)
    const kinds = faultKinds.filter(({ only, needs }) => (!only || only(api)) && (needs !== 'parts' || api.hasParts))
    expect(new Set(plannedFaults.map(({ kind }) => kind)).size).toBe(kinds.length)
  })

  it('chooses every file once, under a unique name', () => {
    const { files, batches } = planLap(options)
    expect(batches.flat()).toEqual(files)
    expect(new Set(files.map(({ name }) => name)).size).toBe(500)
  })

  it('gives equal files no faults', () => {
    expect(planLap(options).files.filter(({ isDuplicate, plannedFault }) => isDuplicate && plannedFault)).toEqual([])
  })
})
