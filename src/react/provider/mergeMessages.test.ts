import { describe, expect, it } from 'vitest'
import { de } from '../../locales/de.js'
import { en } from '../../locales/en.js'
import { mergeMessages } from './mergeMessages.js'

describe('mergeMessages', () => {
  it('replaces single texts at any depth and keeps all others', () => {
    const merged = mergeMessages(de, {
      dropzone: { title: () => 'Fotos her', kinds: { image: 'Fotos' } },
      errors: { 'too-large': ['Zu groß.', 'Nimm ein kleineres.'] },
    })
    expect(merged.dropzone.title(true)).toBe('Fotos her')
    expect(merged.dropzone.kinds).toEqual({ ...de.dropzone.kinds, image: 'Fotos' })
    expect(merged.errors).toEqual({ ...de.errors, 'too-large': ['Zu groß.', 'Nimm ein kleineres.'] })
    expect({ ...merged, dropzone: { ...merged.dropzone, title: null, kinds: null }, errors: null }).toEqual({
      ...de,
      dropzone: { ...de.dropzone, title: null, kinds: null },
      errors: null,
    })
  })

  it('takes an undefined text as left out, and leaves its arguments as they were', () => {
    const before = { ...en.dropzone }
    expect(mergeMessages(en, { dropzone: { title: undefined } })).toEqual(en)
    mergeMessages(en, { dropzone: { title: () => 'changed' } })
    expect(en.dropzone).toEqual(before)
  })
})
