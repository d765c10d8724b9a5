import { describe, expect, it } from 'vitest'
import { readBareEtag } from '../../shared/storage/readBareEtag.js'
import { readXml } from './readXml.js'

describe('readXml', () => {
  it("reads AWS's error", () => {
    const answer = readXml(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match &amp; more &#x2713;</Message><StringToSign>GET\n</StringToSign></Error>',
    )
    expect(answer?.root).toBe('Error')
    expect(answer?.find('Code')).toBe('SignatureDoesNotMatch')
    expect(answer?.find('Message')).toBe('The request signature we calculated does not match & more ✓')
    expect(answer?.find('RequestId')).toBeNull()
  })

  it('reads elements of a namespace', () => {
    const answer = readXml('<s3:Error xmlns:s3="http://s3.amazonaws.com/doc/"><s3:Code>SlowDown</s3:Code></s3:Error>')
    expect([answer?.root, answer?.find('Code')]).toEqual(['Error', 'SlowDown'])
  })

  it('reads the ETag of a form POST', () => {
    const answer = readXml('<PostResponse xmlns="http://x/"><ETag>&quot;abc&quot;</ETag></PostResponse>')
    expect(readBareEtag(answer?.find('ETag'))).toBe('abc')
  })

  it('skips comments, instructions and sections, and does not read what is in them', () => {
    const answer = readXml(
      '<?xml version="1.0"?>\n<!-- <Code>Old</Code> -->\n<Error kind="<Code>"><!-- <Code>Older</Code> --><Code a=\'>\'>New</Code><Empty/></Error>',
    )
    expect([answer?.root, answer?.find('Code'), answer?.find('Empty')]).toEqual(['Error', 'New', ''])
  })

  it('stops at a tag that is not well-formed, and keeps what came before it', () => {
    const answer = readXml('<Error><Code>SlowDown</Code><Message <HostId>x</HostId></Error>')
    expect([answer?.find('Code'), answer?.find('HostId')]).toEqual(['SlowDown', null])
  })

  it.each(['', 'OK', '{"error":"x"}', '<!DOCTYPE html><html></html>', '<!-- page --><!doctype html>', '  <'])(
    'reads nothing from %j',
    (text) => {
      expect(readXml(text)).toBeNull()
    },
  )

  it.each(['<HTML>', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', '<head>', '<headers>'])(
    'does not read %j as an error or a receipt',
    (text) => {
      expect(['Error', 'PostResponse']).not.toContain(readXml(text)?.root)
    },
  )
})

describe('readBareEtag', () => {
  it.each([
    ['"9c11"', '9c11'],
    ['W/"9c11"', '9c11'],
    ['w/"9c11"', '9c11'],
    ['9c11', '9c11'],
    [' "9c11-3" ', '9c11-3'],
  ])('strips %j', (value, bare) => {
    expect(readBareEtag(value)).toBe(bare)
  })

  it.each([null, undefined, '', '  ', '""', 'W/""', '" "'])('reads %j as none', (value) => {
    expect(readBareEtag(value)).toBeNull()
  })
})
