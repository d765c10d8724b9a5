import { describe, expect, it } from 'vitest'
import { readSvgSize } from './svgSize.js'

const read = (text: string): ReturnType<typeof readSvgSize> => readSvgSize(new TextEncoder().encode(text))

describe('readSvgSize', () => {
  it.each([
    ['<svg width="64" height="48">', { width: 64, height: 48 }],
    [`<svg\n  height = '48px'\n  width = ' 64.4 '>`, { width: 64, height: 48 }],
    ['<svg width="1in" height="2.54cm">', { width: 96, height: 96 }],
    ['<svg:svg xmlns:svg="x" width="10mm" height="72pt">', { width: 38, height: 96 }],
    ['<?xml version="1.0"?><!-- <svgs> --><svg width="1" height="2" data-x=">">', { width: 1, height: 2 }],
    ['<!-- was <svg width="1" height="1"> --><svg width="400" height="100"/>', { width: 400, height: 100 }],
    ['<svg width="1e2" height="+.5E1px">', { width: 100, height: 5 }],
    ['<svg width="10em" height="2rem">', { width: 160, height: 32 }],
  ])('reads what is declared: %s', (text, size) => {
    expect(read(text)).toEqual({ ...size, isRatioOnly: false })
  })

  it.each([
    ['<svg width="100" viewBox="0 0 64 48">', { width: 100, height: 75 }],
    ['<svg height="100" viewBox="0 0 64 48">', { width: 133, height: 100 }],
    ['<svg width="50%" height="30" viewBox="0,0 64,48">', { width: 40, height: 30 }],
    ['<svg width="auto" height="30" viewBox="-9-9 64 48">', { width: 40, height: 30 }],
  ])('derives a missing edge from the ratio: %s', (text, size) => {
    expect(read(text)).toEqual({ ...size, isRatioOnly: false })
  })

  it.each([
    ['<svg viewBox="0 0 64 48">', { width: 64, height: 48 }],
    ['<svg viewBox=" 0, 0 ,640.6\t480.4 ">', { width: 641, height: 480 }],
    ['<svg width="100%" height="100%" viewBox="0 0 64 48">', { width: 64, height: 48 }],
    ['<svg width="64ex" height="48ch" viewBox="0 0 64 48">', { width: 64, height: 48 }],
    ['<svg viewBox="0 0 .8 .2">', { width: 1, height: 1 }],
  ])('uses the view box if no size is declared, and marks it as a mere ratio: %s', (text, size) => {
    expect(read(text)).toEqual({ ...size, isRatioOnly: true })
  })

  it.each([
    '<svg>',
    '<svg width="100%" height="100%">',
    '<svg width="10vw" height="10ex">',
    '<svg font-size="20" width="10em" height="10em">',
    '<svg style="font: 20px serif" width="10em" height="10em">',
    '<svg width="64">',
    '<svg width="10 px" height="48">',
    '<svg width="12,5" height="48">',
    '<svg width="0" height="48" viewBox="0 0 64 48">',
    '<svg width="-5" height="48" viewBox="0 0 64 48">',
    '<svg width="1e400" height="48">',
    '<svg viewBox="0 0 0 48">',
    '<svg viewBox="0 0 -64 48">',
    '<svg viewBox="0 0 64">',
    '<svg viewBox="0 0 64 48 9">',
    '<svg viewBox="0 0 64px 48px">',
    '<svg viewBox="0 0 64 48" preserveAspectRatio="none">',
    '<svg width="64" viewBox="0 0 64 48" preserveAspectRatio=" none">',
    '<svg stroke-width="2" line-height="3">',
    '<svg><rect width="5" height="6"/></svg>',
    '<svg width="64" height="48',
  ])('leaves open what is not declared, or cannot be shown: %s', (text) => {
    expect(read(text)).toBeUndefined()
  })
})
