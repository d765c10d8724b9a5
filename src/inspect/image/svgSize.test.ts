import { describe, expect, it } from 'vitest'
import { readSvgSize } from './svgSize.js'

const read = (text: string): ReturnType<typeof readSvgSize> => readSvgSize(new TextEncoder().encode(text))

describe('readSvgSize', () => {
  it.each([
    ['<svg width="64" height="48">', { width: 64, height: 48 }],
    [`<svg\n  height = '48px'\n  width = ' 64.4 '>`, { width: 64, height: 48 }],
    ['<svg width="1in" height="2.54cm">', { width: 96, height: 96 }],
    ['<svg:svg xmlns:svg="x" width="10mm" height="72pt">', { width: 38, height: 96 }],
    [`<!-- was <svg width="9" height="9"> --><svg width="1" height="2"/>`, { width: 1, height: 2 }],
    ['<?xml version="1.0"?><!-- <svgs> --><svg width="1" height="2" data-x=">">', { width: 1, height: 2 }],
  ])('reads %s', (text, size) => {
    expect(read(text)).toEqual(size)
  })

  it.each([
    '<svg>',
    '<svg viewBox="0 0 64 48">',
    '<svg width="100%" height="100%">',
    '<svg width="10em" height="10em">',
    '<svg width="64">',
    '<svg width="0" height="48">',
    '<svg stroke-width="2" line-height="3">',
    '<svg><rect width="5" height="6"/></svg>',
    '<svg width="64" height="48',
  ])('leaves open what is not declared: %s', (text) => {
    expect(read(text)).toBeUndefined()
  })
})
