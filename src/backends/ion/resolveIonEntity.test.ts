import { describe, expect, it } from 'vitest'
import { type IonEntityTarget, resolveIonEntity } from '../ion.js'
import { scriptFetch, type ScriptedAnswer } from '../../../test/backends/scriptFetch.js'

const endpoint = 'https://ion.example/graphql'

function resolve(target: unknown, answer: ScriptedAnswer) {
  const { fetch, calls } = scriptFetch(answer)
  const resolving = resolveIonEntity({ endpoint, fetch, headers: { Authorization: 'a' } }, target as IonEntityTarget)
  return { calls, resolving }
}

describe('resolveIonEntity', () => {
  it.each(['runStep', 'run', 'procedure', 'step', 'part', 'runStepField'])(
    'queries the field of a %s',
    async (field) => {
      const { calls, resolving } = resolve(
        { [field]: 17 },
        { json: { data: { [field]: { id: 17, entity: { id: 9017 } } } } },
      )
      expect(await resolving).toBe('9017')
      expect(calls).toHaveLength(1)
      expect(calls[0]).toMatchObject({
        url: endpoint,
        headers: { authorization: 'a' },
        json: {
          query: `query EntityOf($id: ID!) {\n  ${field}(id: $id) {\n    id\n    entity {\n      id\n    }\n  }\n}`,
          variables: { id: 17 },
        },
      })
    },
  )

  it('reports a missing target', async () => {
    const { resolving } = resolve({ part: '3' }, { json: { data: { part: null } } })
    await expect(resolving).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([[{ data: {} }], [{ data: { part: {} } }], [{ data: { part: { id: 3, entity: null } } }]])(
    'never accepts %j as an entity',
    async (json) => {
      const { resolving } = resolve({ part: '3' }, { json })
      await expect(resolving).rejects.toMatchObject({ code: 'answer-malformed' })
    },
  )

  it.each([[{}], [{ entity: 3 }], [{ run: 1, part: 2 }], [{ part: undefined }], [{ part: '' }]])(
    'rejects the target %j without a call',
    async (target) => {
      const { calls, resolving } = resolve(target, {})
      await expect(resolving).rejects.toThrow(TypeError)
      await expect(resolving).rejects.toThrow('runStep, run, procedure, step, part, runStepField')
      expect(calls).toEqual([])
    },
  )

  it('reads a missing permission, which ION reports only in its message', async () => {
    const message = 'User does not have permission to read this resource.'
    const { resolving } = resolve({ part: '3' }, { json: { data: null, errors: [{ message }] } })
    await expect(resolving).rejects.toMatchObject({ code: 'forbidden', serverText: message })
  })

  it('ends when its signal fires', async () => {
    const { fetch } = scriptFetch('silent')
    const resolving = resolveIonEntity({ endpoint, fetch }, { run: 1 }, { signal: AbortSignal.abort() })
    await expect(resolving).rejects.toMatchObject({ name: 'AbortError' })
  })
})
