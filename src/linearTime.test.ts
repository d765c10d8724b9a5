import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideValues, readServerText } from './backends/http/serverText.js'
import { joinUrl } from './backends/http/joinUrl.js'
import { contradictsAccept } from './shared/accept/contradictsAccept.js'
import { matchesAccept } from './shared/accept/accept.js'
import { UploadError } from './errors/UploadError.js'
import { canonicalType } from './shared/mime/canonicalType.js'
import { cutText, scrub } from './errors/scrub.js'
import { readBareEtag } from './shared/storage/readBareEtag.js'
import { parseRetryAfter } from './errors/retryAfter.js'
import { readRefusal } from './errors/readStorage.js'
import { skipXmlProlog, skipXmlSection } from './shared/xml/xmlProlog.js'
import { readXmlTag, resolveReferences } from './shared/xml/xmlTag.js'
import { readSignedTerms } from './doctor/checks/signedTerms.js'
import { readOrientation } from './inspect/worker/image/exif.js'
import { findExifInJpeg, readJpegSize } from './inspect/worker/image/jpeg.js'
import { findExifInPng, findPngChunk, readPngSize } from './inspect/worker/image/png.js'
import { readImageSize } from './inspect/worker/image/imageSize.js'
import { findBox, isOnItsSide, readIsobmffSize } from './inspect/worker/image/isobmff.js'
import { readJxlSize } from './inspect/worker/image/jxlSize.js'
import { readSvgSize } from './inspect/worker/image/svgSize.js'
import { readMarkup } from './inspect/worker/markup.js'
import { sniffMarkup } from './inspect/worker/sniff/sniffMarkup.js'
import { sniffType, sniffUnlessArchive } from './inspect/worker/sniff/sniffType.js'
import { sniffZip } from './inspect/worker/sniff/zip.js'
import { en } from './locales/en.js'
import { describeAccept } from './react/shared/describeAccept.js'
import { parseBlurhash } from './react/parts/blurhash-image/parseBlurhash.js'
import { readDirectUploadProblem } from './backends/active-storage/protocol.js'
import { readResponseHeader } from './transfer/answer/readResponseHeader.js'
import { readXml } from './transfer/answer/readXml.js'
import { parseUrl } from './shared/parseUrl.js'
import { parseStorageUrl } from './transfer/request/storageUrl.js'
import { scrubMessage } from './transfer/answer/scrubMessage.js'

type Parser = (text: string) => unknown

const bytes =
  (parse: (bytes: Uint8Array) => unknown): Parser =>
  (text) =>
    parse(Buffer.from(text, 'latin1'))

const markup = [
  '<',
  '<svg ',
  '<svg',
  '<!--',
  '<!-- a -->\n',
  '<a b="c">',
  '<?a ?>',
  '-->',
  '<?xml ',
  '?>',
  '<!DOCTYPE svg ',
  '[',
  ']',
  ']]>',
  '<![CDATA[',
  '>',
  '/',
  '"',
  "'",
  '=',
  'a',
  'a:',
  'a="',
  ' ',
  '\n',
  '&',
  '&#1',
  '&#x1;',
  ';',
  '<Code>',
  '</Code>',
  '\xff\xfe',
  '\0',
]
const secrets = [
  'cookie:',
  'cookie',
  'authorization',
  'authorization:',
  'token',
  'token=',
  'x-amz-',
  'policy: a',
  'https://',
  'a:',
  '%3a',
  '%2f',
  '\\',
  '\\"',
  '"',
  "'",
  '=',
  ':',
  ' ',
  '%20',
  ',',
  ';',
  '_',
  '-',
  'a',
  'AKIA',
  '\n',
  '&',
]
const lines = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  ':',
  'a',
  'a:',
  '"',
  'W/"',
  '0',
  '0.',
  'GMT',
  '00:00:00',
  'Mon, ',
  ',',
  '-',
  '+0000',
  '\u2028',
]
const rules = [',', ' ', '.', '.a', 'a/', '/', '*', 'image/*', ';', '+', 'audio/mp4', '\u00a0']
const sentences = [
  'expired',
  'Expired',
  'token',
  'token ',
  'a ',
  ' ',
  'date is ',
  'not ',
  'not valid',
  'quota',
  '_',
  'in the specified time ',
]
const boxes = [
  '\0\0\0\x08meta',
  '\0\0\0\0ftyp',
  '\0\0\0\x08',
  'ftypmif1',
  'PK\x03\x04',
  'PK',
  '\xff\xd8\xff',
  '\xff\xe1\0\x02',
  '\xff\xff',
  '\x89PNG\r\n\x1a\n',
  '\0\0\0\0IDAT',
  '\0\0\0\x01eXIf',
  'RIFF',
  'WEBPVP8X',
  'BM',
  'II*\0',
  'MM\0*',
  'OggS\0',
  'mp4',
  'avif',
  'word/',
  '[Content_Types].xml',
  '\0',
  '\xff',
  'a',
  'mimetype',
  '\x1aE\xdf\xa3',
  'GIF89a',
  '\0\0\x01\0',
  'jP  \r\n\x87\n',
  'JXL ',
]
const paths = ['/', '?', '&', 'a', '#', 'https://', ' ', '%']

const plan = {
  method: 'PUT',
  url: 'https://s.test/a-long-key-of-an-object?X-Amz-Signature=s3crets3cret',
  headers: [['x-amz-meta-a', 's3cret s3cret']],
  body: null,
  sizeBytes: 1,
} as unknown as Parameters<typeof scrubMessage>[1]

/** Everything that reads what a server, a file or an app's list says. */
const parsers: Readonly<Record<string, readonly [parse: Parser, tokens: readonly string[]]>> = {
  skipXmlProlog: [skipXmlProlog, markup],
  skipXmlSection: [(text) => skipXmlSection(text, 0), markup],
  readXmlTag: [(text) => readXmlTag(text, 0), markup],
  resolveReferences: [resolveReferences, markup],
  readMarkup: [bytes(readMarkup), markup],
  sniffMarkup: [bytes(sniffMarkup), markup],
  readSvgSize: [
    bytes(readSvgSize),
    [...markup, '<svg width="', '<svg viewBox="', '1', '1.', '.1', 'e1', '+', 'none', '" height="1">'],
  ],
  readXml: [(text) => readXml(text)?.find('Code'), markup],
  scrub: [scrub, secrets],
  cutText: [cutText, secrets],
  scrubMessage: [(text) => scrubMessage(text, plan), secrets],
  hideValues: [(text) => hideValues(text, new Headers({ authorization: 'Bearer aaaaaaaaaaaa' })), secrets],
  readServerText: [(text) => readServerText({ errors: [{ message: text }] }), [...secrets, ...lines]],
  UploadError: [(text) => new UploadError('unknown', text, { serverText: text, cause: text }), secrets],
  readDirectUploadProblem: [(text) => readDirectUploadProblem(422, { status: 422, error: text }), sentences],
  readResponseHeader: [(text) => readResponseHeader(text, 'etag'), lines],
  parseRetryAfter: [(text) => parseRetryAfter(text, 0), lines],
  readBareEtag: [readBareEtag, lines],
  readRefusal: [(text) => readRefusal({ status: 400, code: text, message: text }), sentences],
  readSignedTerms: [
    (text) => [
      readSignedTerms({ kind: 'put', url: `https://s.test/?${text}` }),
      readSignedTerms({ kind: 'post', url: '', fields: [['policy', text]] }),
    ],
    [...paths, 'x-amz-date=', ';'],
  ],
  matchesAccept: [
    (text) => [matchesAccept(text, { name: text, type: text }), matchesAccept('.a,a/b', { name: text, type: text })],
    rules,
  ],
  contradictsAccept: [
    (text) => [
      contradictsAccept(text, { name: 'a', type: '' }, 'audio/mp4'),
      contradictsAccept('.a,a/b', { name: text, type: text }, text),
    ],
    rules,
  ],
  describeAccept: [(text) => describeAccept(text, en), rules],
  canonicalType: [canonicalType, rules],
  parseUrl: [parseUrl, paths],
  parseStorageUrl: [(text) => parseStorageUrl(`https://storage.example/${text}`), paths],
  joinUrl: [(text) => joinUrl(text, text), paths],
  sniffType: [bytes(sniffType), [...boxes, ...markup]],
  sniffUnlessArchive: [bytes(sniffUnlessArchive), [...boxes, ...markup]],
  sniffZip: [sniffZip, boxes],
  readOrientation: [bytes(readOrientation), boxes],
  findBox: [bytes((head) => findBox(head, 'meta')), boxes],
  readJxlSize: [bytes(readJxlSize), boxes],
  findExifInJpeg: [bytes(findExifInJpeg), boxes],
  findExifInPng: [bytes(findExifInPng), boxes],
  findPngChunk: [bytes((data) => findPngChunk(data, 0x49454e44)), boxes],
  isOnItsSide: [bytes(isOnItsSide), boxes],
  readIsobmffSize: [bytes(readIsobmffSize), boxes],
  readJpegSize: [bytes(readJpegSize), boxes],
  readPngSize: [bytes(readPngSize), boxes],
  readImageSize: [
    bytes((head) =>
      ['image/jpeg', 'image/png', 'image/bmp', 'image/avif', 'image/webp'].map((type) => readImageSize(head, type)),
    ),
    boxes,
  ],
  parseBlurhash: [parseBlurhash, ['a', '~', '0', 'L', '\0']],
}

/** A linear parser needs milliseconds for so many characters, a quadratic one many seconds. */
const mostLetters = 51_200
const mostMs = 500

/** Milliseconds that this thread worked: a busy machine makes it wait, and not work. */
function measure(parse: Parser, text: string): number {
  const before = process.threadCpuUsage()
  try {
    parse(text)
  } catch {
    // A refusal is an answer as well.
  }
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

interface Shape {
  readonly start: readonly string[]
  readonly unit: readonly string[]
  readonly end: readonly string[]
}

/** The same thing again and again, in growing numbers, so that what doubles with each is seen before it never ends. */
function findSlowLength(parse: Parser, { start, unit, end }: Shape): number | null {
  const repeated = unit.join('')
  for (let letters = 50; letters <= mostLetters; letters *= 4) {
    const text = start.join('') + repeated.repeat(Math.ceil(letters / repeated.length)) + end.join('')
    if (measure(parse, text) > mostMs) return letters
  }
  return null
}

describe('everything that reads texts and bytes from outside takes linear time', () => {
  it.each(Object.entries(parsers))(
    '%s',
    (_, [parse, tokens]) => {
      const token = fc.constantFrom(...tokens)
      const shape = fc.record({
        start: fc.array(token, { maxLength: 4 }),
        unit: fc.array(token, { minLength: 1, maxLength: 4 }),
        end: fc.array(token, { maxLength: 2 }),
      })
      const examples = [[], ...tokens.map((one) => [one])].flatMap((start) =>
        tokens.map((one): [Shape] => [{ start, unit: [one], end: [] }]),
      )
      fc.assert(
        fc.property(shape, (made) => {
          expect(findSlowLength(parse, made)).toBeNull()
        }),
        { numRuns: 60 + examples.length, examples, endOnFailure: true },
      )
    },
    120_000,
  )

  it('holds for every function that reads a text or bytes, by its name', () => {
    const files = globSync('src/{core,inspect,transfer,backends,doctor,react}/**/*.ts').filter(
      (path) => !/\.(test|suite|d)\.|testing|test-server|sink/.test(path),
    )
    const declared =
      /^export (?:async )?function ((?:read|parse|sniff|scrub|skip|find|hide|resolve|decode|matches|contradicts|describe|average|canonical)\w*)\(\s*\w+\??: (?:string|Uint8Array)/gm
    const found = files.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(declared)].map(([, name = '']) => name),
    )
    expect(found.length).toBeGreaterThan(20)
    expect(found.filter((name) => !(name in parsers) && !isLookUp.has(name))).toEqual([])
  })
})

/** These look a code up in a list, or only pass the page's own origin on. */
const isLookUp: ReadonlySet<string> = new Set([
  'describeCors',
  'readCreateError',
  'readConfirmError',
  'readIonError',
  'readRegisterError',
])
