import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useEffect } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { isResting } from '../../uploader/selectors.js'
import { createGate, makeFile, renderParts } from '../../../test/kit/renderParts.js'
import { useRejections } from './useRejections.js'
import { useUpload } from './useUpload.js'
import { useUploads } from './useUploads.js'
import { useUploadTotals } from './useUploadTotals.js'

afterEach(cleanup)

/** Creates a component that shows the result of a hook, and counts its renders. */
function show(of: string, useValue: () => unknown): () => ReactNode {
  return function Shown() {
    const value = useValue()
    useEffect(() => {
      renders.set(of, (renders.get(of) ?? 0) + 1)
    })
    return <output aria-label={of}>{JSON.stringify(value)}</output>
  }
}

const renders = new Map<string, number>()
const shown = (name: string): unknown => JSON.parse(screen.getByLabelText(name).textContent ?? '')

const All = show('all', () => useUploads().map(({ name }) => name))
const Group = show('group', () => useUploads({ group: 'avatar' }).map(({ name }) => name))
const Busy = show('busy', () => useUploads((uploads) => uploads.some((upload) => !isResting(upload))))
const Ids = show('ids', () => useUploads((uploads) => uploads.map(({ id }) => id)))
const SameLength = show('sameLength', () => useUploads(({ length }) => ({ at: Math.floor(length / 2) })))
const Totals = show('totals', () => useUploadTotals())
const Rejections = show('rejections', () => useRejections().map(({ file }) => file.name))
const First = show('first', () => useUpload(useUploads()[0]?.id ?? '')?.status ?? null)

describe('useUploads', () => {
  it('returns all uploads, those of a group, or the result of a function', async () => {
    const { uploader } = renderParts(
      <>
        <All />
        <Group />
        <Busy />
      </>,
    )
    expect(shown('all')).toEqual([])
    act(() => {
      uploader.add([makeFile('a.txt')])
      uploader.add([makeFile('b.txt')], { group: 'avatar' })
    })
    await waitFor(() => expect(shown('busy')).toBe(true))
    expect(shown('all')).toEqual(['a.txt', 'b.txt'])
    expect(shown('group')).toEqual(['b.txt'])
    await waitFor(() => expect(shown('busy')).toBe(false))
  })

  it('renders again only when the result changes', async () => {
    const gate = createGate()
    const { add, uploader } = renderParts(
      <>
        <Ids />
        <SameLength />
      </>,
      { backend: { gate: () => gate.opened } },
    )
    const [first] = await add('a.txt', 'b.txt')
    await waitFor(() => expect(shown('ids')).toHaveLength(2))
    const before = new Map(renders)
    act(() => uploader.pause(first!))
    gate.open()
    await act(() => uploader.whenSettled())
    await add('c.txt')
    await waitFor(() => expect(shown('ids')).toHaveLength(3))
    const more = (name: string): number => renders.get(name)! - before.get(name)!
    expect(more('ids')).toBe(1)
    expect(more('sameLength')).toBe(0)
  })
})

describe('the other hooks', () => {
  it('follow one upload, the totals and the rejections', async () => {
    const { add, uploader } = renderParts(
      <>
        <Totals />
        <Rejections />
        <First />
      </>,
      { restrictions: { maxFiles: 1 } },
    )
    expect(shown('first')).toBeNull()
    await add('c.txt', 'd.txt')
    await waitFor(() => expect(shown('totals')).toMatchObject({ count: 1, done: 1, progress: 1 }))
    expect(shown('rejections')).toEqual(['d.txt'])
    expect(shown('first')).toBe('done')
    act(() => uploader.remove('all'))
    await waitFor(() => expect(shown('first')).toBeNull())
  })
})
