import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleStyles } from '../build/bundleStyles.ts'
import { readSupport } from './browserSupport.ts'

describe('the style sheet', () => {
  it('uses nothing whose browser support is unknown', () => {
    const sheet = bundleStyles(resolve(import.meta.dirname, '../../src/styles.css'))
    expect(readSupport(sheet, '').unknown).toEqual([])
  })
})
